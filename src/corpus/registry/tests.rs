//! What is joined and what stays apart, over small corpora of articles that are lists of names.

use arrow::array::RecordBatch;
use chrono::NaiveDate;

use super::{Identities, JoinRule};
use crate::tables::builder::TableBuilder;
use crate::tables::schema;

/// An article: day of March, and the names of its entities.
type Article<'a> = (u32, &'a [&'a str]);

/// `article_entities` of some articles.
fn rows(articles: &[Article<'_>]) -> RecordBatch {
    let schema = schema("article_entities").expect("it is a table");
    let mut rows = TableBuilder::new(schema);
    for (number, (day, ids)) in articles.iter().enumerate() {
        for (seq, id) in ids.iter().enumerate() {
            let is_known = id.starts_with('*');
            rows.row()
                .text("article_id", &format!("{number:016x}"))
                .int("entity_seq", seq as i64)
                .text("entity_id", id.trim_start_matches('*'))
                .text("name", id)
                .text("type", if id.contains("person/") { "PERSON" } else { "ORG" })
                .text("gender", if id.contains("/jane") { "female" } else { "unknown" })
                .maybe_text("country_code", None)
                .text("link_method", if is_known { "gazetteer" } else { "name" })
                .int("mention_count", 1)
                .date("published_date", NaiveDate::from_ymd_opt(2025, 3, *day))
                .maybe_text("joined_from", None)
                .maybe_text("join_rule", None);
        }
    }
    rows.finish().expect("every row fits")
}

fn identities(articles: &[Article<'_>]) -> Identities {
    let rows = rows(articles);
    Identities::find(&|sink| sink(&rows)).expect("the table is read")
}

fn into<'i>(identities: &'i Identities, id: &str) -> Option<&'i str> {
    identities.of(id).map(|(into, _)| into)
}

const FERRY: [&str; 3] = ["org/fjord-line", "org/coast-watch", "org/harbour-office"];
const BANK: [&str; 3] = ["org/union-bank", "org/bond-desk", "org/audit-court"];

#[test]
fn spellings_in_the_same_company_are_one() {
    let found = identities(&[
        (1, &["person/olexiy-marchuk", FERRY[0], FERRY[1], FERRY[2]]),
        (2, &["person/olexii-marchouk", FERRY[0], FERRY[1]]),
        (3, &["person/o-marchuk", FERRY[0], FERRY[1], FERRY[2]]),
    ]);
    assert_eq!(found.of("person/olexii-marchouk"), Some(("person/olexiy-marchuk", JoinRule::Spelling)));
    assert_eq!(into(&found, "person/o-marchuk"), Some("person/olexiy-marchuk"));
    assert_eq!(found.of("person/olexiy-marchuk"), None);
}

#[test]
fn a_slip_in_the_surname_is_found_after_the_given_name() {
    for slip in ["person/raymunda-sequera", "person/raimunda-siqueras"] {
        let found =
            identities(&[(1, &["person/raimunda-siquera", FERRY[0], FERRY[1], FERRY[2]]), (2, &[slip, FERRY[0], FERRY[1], FERRY[2]])]);
        assert_eq!(into(&found, slip), Some("person/raimunda-siquera"));
    }
}

#[test]
fn spellings_in_other_company_stay_apart() {
    let found = identities(&[(1, &["person/olexiy-marchuk", FERRY[0]]), (2, &["person/olexii-marchouk", BANK[0]])]);
    assert!(found.is_empty());
}

#[test]
fn two_that_stand_in_one_article_are_two() {
    let found = identities(&[
        (1, &["person/olexiy-marchuk", FERRY[0], FERRY[1]]),
        (2, &["person/olexii-marchouk", FERRY[0], FERRY[1]]),
        (3, &["person/olexii-marchouk", "person/olexiy-marchuk", FERRY[0]]),
    ]);
    assert!(found.is_empty());
}

#[test]
fn a_bare_surname_is_the_one_full_name_of_its_company() {
    let found = identities(&[
        (1, &["person/vera-moss", FERRY[0], FERRY[1]]),
        (2, &["person/moss", FERRY[0], FERRY[1]]),
        (3, &["person/karl-moss", BANK[0], BANK[1]]),
    ]);
    assert_eq!(found.of("person/moss"), Some(("person/vera-moss", JoinRule::Surname)));
}

#[test]
fn a_bare_surname_that_fits_two_stays_apart() {
    let found = identities(&[
        (1, &["person/john-smith", FERRY[0], FERRY[1]]),
        (2, &["person/jane-smith", FERRY[0], FERRY[1]]),
        (3, &["person/smith", FERRY[0], FERRY[1]]),
        (4, &["person/j-smith", FERRY[0], FERRY[1], FERRY[2]]),
    ]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_bare_surname_of_several_persons_stays_apart() {
    let found = identities(&[
        (1, &["person/vera-moss", FERRY[0], FERRY[1]]),
        (2, &["person/moss", FERRY[0], FERRY[1]]),
        (3, &["person/moss", BANK[0], BANK[1]]),
        (4, &["person/moss", BANK[1], BANK[2]]),
    ]);
    assert!(found.is_empty());
}

#[test]
fn what_a_gazetteer_knows_gives_the_id() {
    let found = identities(&[(1, &["person/dmitri-moroz", FERRY[0], FERRY[1]]), (2, &["*person/dmitry-moroz", FERRY[0], FERRY[1]])]);
    assert_eq!(into(&found, "person/dmitri-moroz"), Some("person/dmitry-moroz"));
}

#[test]
fn names_of_organisations_are_joined_by_their_spelling_too() {
    let found = identities(&[(1, &["org/karelskaya-shipping", FERRY[0], FERRY[1]]), (2, &["org/karelskaia-shipping", FERRY[0], FERRY[1]])]);
    assert_eq!(into(&found, "org/karelskaia-shipping"), Some("org/karelskaya-shipping"));
}

#[test]
fn later_articles_rename_nobody() {
    let before: Vec<Article<'_>> = vec![
        (1, &["person/olexiy-marchuk", FERRY[0], FERRY[1]]),
        (2, &["person/olexii-marchouk", FERRY[0], FERRY[1]]),
        (2, &["person/vera-moss", "person/moss-adler", BANK[0]]),
    ];
    let mut after = before.clone();
    after.push((3, &["person/aleksiy-marchuk", FERRY[0], FERRY[1]]));
    after.push((4, &["person/olexiy-marczuk", FERRY[0], FERRY[1], FERRY[2]]));
    after.push((5, &["person/vera-j-moss", BANK[0], BANK[1]]));
    let (before, after) = (identities(&before), identities(&after));
    for id in ["person/olexiy-marchuk", "person/olexii-marchouk", "person/vera-moss", "person/moss-adler"] {
        assert_eq!(into(&before, id), into(&after, id), "{id}");
    }
    assert_eq!(into(&after, "person/vera-j-moss"), Some("person/vera-moss"));
}

#[test]
fn the_schema_lists_the_rules() {
    let field = schema("article_entities").and_then(|s| s.fields.iter().find(|f| f.name == "join_rule")).expect("the column is there");
    let names: Vec<_> = JoinRule::ALL.iter().map(|r| r.name().to_owned()).collect();
    assert_eq!(field.constraints.values.as_deref(), Some(names.as_slice()));
}

#[test]
fn a_king_is_no_surname_and_a_nickname_no_full_name() {
    let found = identities(&[
        (1, &["person/robert-george", "person/big-donald", FERRY[0], FERRY[1]]),
        (2, &["person/george-iii", "person/donald", FERRY[0], FERRY[1]]),
    ]);
    assert!(found.is_empty(), "{found:?}");
}
