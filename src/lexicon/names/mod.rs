//! Places, people, organisations, groups, events and products.
//!
//! In: the gazetteers of `data/lexicons`. Out: [`Known`] entries and one table of all their names. Never decides by context which of
//! several entries of one name is meant: it gives them all, the weightiest first.

mod gazetteer;
mod given;
mod known;
mod load;

use std::sync::LazyLock;

pub use gazetteer::Gazetteer;
pub use given::given_name;
pub use known::{Class, Known, NameOf, Sense, folder_of};

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(load::load);

/// The gazetteers, read at the first call.
pub fn gazetteer() -> &'static Gazetteer {
    &GAZETTEER
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fold;

    fn named(name: &str) -> Vec<(&'static Known, Sense)> {
        let g = gazetteer();
        g.phrases().exact(fold::phrase(name)).filter_map(|n| Some((g.entry(n)?, n.sense))).collect()
    }

    #[test]
    fn a_country_comes_before_a_region_of_its_name() {
        let georgias: Vec<_> = named("Georgia").iter().map(|(k, _)| k.class).collect();
        assert_eq!(georgias.first(), Some(&Class::Country));
        assert!(georgias.contains(&Class::Region));
    }

    #[test]
    fn a_people_is_another_entry_than_its_country() {
        let (people, sense) = named("Ukrainians").into_iter().next().expect("listed");
        assert_eq!((people.class, sense), (Class::Group, Sense::People));
        assert_eq!(people.name, "Ukrainian");
    }

    #[test]
    fn ids_lead_back_to_their_entries() {
        let g = gazetteer();
        let ids: Vec<_> = (0..).step_by(37).map_while(|number| Some((number, g.id(number)?))).collect();
        assert!(ids.len() > 100);
        for (number, id) in ids {
            let back = g.by_id(id).map(|k| (&k.name, &k.country));
            assert_eq!(back, g.get(number).map(|k| (&k.name, &k.country)), "{id}");
        }
    }
}
