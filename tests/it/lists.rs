//! What is registered in a list is also shown where users look: in the sample articles and in the pipelines.

use arrow::array::AsArray;
use newsgrain::link::LINKERS;
use newsgrain::read::FORMATS;

use crate::fixture::{published, root};
use crate::specimen::Specimen;

#[test]
fn every_input_format_has_a_sample_article() {
    let tables = Specimen::load(published()).tables;
    let uris = tables["articles"].column_by_name("source_uri").expect("it is a column").as_string::<i32>().clone();
    // "feeds/notices.csv.gz#n2" has the ending csv.
    let ending = |uri: &str| {
        let file = uri.split_once('#').map_or(uri, |(file, _)| file).trim_end_matches(".gz").trim_end_matches(".zst");
        file.rsplit_once('.').map(|(_, ending)| ending.to_owned())
    };
    let endings: Vec<String> = uris.iter().flatten().filter_map(ending).collect();
    for format in FORMATS {
        let has_one = format.extensions.iter().any(|extension| endings.iter().any(|e| e == extension));
        assert!(has_one, "data/articles has no article of the format {}: add one, and its line in data/articles/README.md", format.name);
    }
}

#[test]
fn the_default_pipeline_names_everything_that_is_registered() {
    for (pipeline, left_out) in [("default.toml", None), ("rules.toml", Some("language"))] {
        let text = std::fs::read_to_string(root().join("pipelines").join(pipeline)).expect("it is there");
        let names = newsgrain::tag::names().map(|name| ("tagger", name)).chain(LINKERS.iter().map(|l| ("linker", l.name)));
        for (what, name) in names.filter(|(_, name)| Some(*name) != left_out) {
            assert!(
                text.contains(&format!("\"{name}\"")),
                "pipelines/{pipeline} does not name the {what} {name}: it would never run there"
            );
        }
    }
}
