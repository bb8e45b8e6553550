//! `organisations.toml`, `platforms.toml`, `outlets.toml` and `groups.toml`.
//!
//! In: the files. Out: [`Organisations`], [`Platforms`], [`Outlets`], [`SocialGroups`]. Never decides whether a word of a text names one.

use std::sync::LazyLock;

use serde::Deserialize;

use super::file::LexiconFile;

/// Organisations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisations {
    /// Its one table.
    pub organisations: Vec<OrganisationEntry>,
}

impl LexiconFile for Organisations {
    const FILE: &'static str = "organisations.toml";
    const HOLDS: &'static str = "organisations, ministries, services, parties, armed groups, companies, clubs, universities";
    const TEXT: &'static str = include_str!("../../../data/lexicons/organisations.toml");
}

/// An organisation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationEntry {
    /// As in news English; a word in brackets tells it from a namesake.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Other names and acronyms.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Those of the names that also mean something else.
    #[serde(default)]
    pub weak: Vec<String>,
    /// ISO 3166-1 code; empty for international ones.
    #[serde(default)]
    pub country: String,
}

/// What an organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    International,
    Government,
    Parliament,
    Court,
    Judiciary,
    Agency,
    CentralBank,
    Military,
    Intelligence,
    Police,
    Party,
    Movement,
    ArmedGroup,
    Criminal,
    Company,
    Exchange,
    Market,
    Index,
    ThinkTank,
    Pollster,
    Ngo,
    Religious,
    Sport,
    Club,
    University,
    Research,
    Hospital,
    Museum,
}

/// Services on which people post.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Platforms {
    /// Its one table.
    pub platforms: Vec<PlatformEntry>,
}

impl LexiconFile for Platforms {
    const FILE: &'static str = "platforms.toml";
    const HOLDS: &'static str = "social networks and messengers, where people are quoted";
    const TEXT: &'static str = include_str!("../../../data/lexicons/platforms.toml");
}

/// A service on which people post.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlatformEntry {
    /// As in news English.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Those of the names that are also words or letters.
    #[serde(default)]
    pub weak: Vec<String>,
}

/// News outlets and agencies.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlets {
    /// Single words in the names of outlets, in small letters.
    pub words: Vec<String>,
    /// The outlets.
    pub outlets: Vec<Outlet>,
}

impl LexiconFile for Outlets {
    const FILE: &'static str = "outlets.toml";
    const HOLDS: &'static str = "news outlets and agencies with dateline codes";
    const TEXT: &'static str = include_str!("../../../data/lexicons/outlets.toml");
}

/// What an outlet makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OutletKind {
    /// A newspaper, printed or once printed.
    Newspaper,
    /// A news agency.
    Agency,
    /// Radio or television.
    Broadcaster,
    /// A site that was never printed.
    Online,
    /// A magazine.
    Magazine,
}

/// One outlet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    /// Main domain, without `www.`.
    pub domain: String,
    /// Name; a country in brackets tells two of one name apart.
    name: String,
    /// ISO 3166-1 code of the seat.
    pub country: String,
    /// What it makes.
    pub kind: OutletKind,
    /// Other names and initials.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Those of its names that are also plain words.
    #[serde(default)]
    pub weak_aliases: Vec<String>,
    /// Further domains.
    #[serde(default)]
    pub domains: Vec<String>,
    /// Codes in datelines, for agencies.
    #[serde(default)]
    pub datelines: Vec<String>,
}

impl Outlet {
    /// The name with the country in brackets that tells it from a namesake.
    pub fn full_name(&self) -> &str {
        &self.name
    }

    /// The name as it is printed.
    pub fn name(&self) -> &str {
        self.name.split(" (").next().unwrap_or(&self.name)
    }

    /// Whether a name of it is also a plain word.
    pub fn is_weak(&self, name: &str) -> bool {
        self.weak_aliases.iter().any(|w| w == name)
    }
}

/// Religions, political camps, ethnic and regional groups.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SocialGroups {
    /// Its one table.
    pub groups: Vec<GroupEntry>,
}

impl LexiconFile for SocialGroups {
    const FILE: &'static str = "groups.toml";
    const HOLDS: &'static str = "religions, political camps, ethnic and regional groups";
    const TEXT: &'static str = include_str!("../../../data/lexicons/groups.toml");
}

/// A group of people.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupEntry {
    /// One of them, or the group.
    pub name: String,
    /// What joins them.
    pub kind: GroupKind,
    /// Several of them.
    #[serde(default)]
    pub people: String,
    /// Forms used as adjective.
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// ISO 3166-1 code where the group belongs to one country.
    #[serde(default)]
    pub country: String,
    /// Whether the words have other common senses.
    #[serde(default)]
    pub weak: bool,
}

/// What joins a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    Religion,
    Politics,
    Ethnic,
    Regional,
}

/// The outlets, read at the first call.
pub fn outlets() -> &'static Outlets {
    static FILE: LazyLock<Outlets> = LazyLock::new(Outlets::embedded);
    &FILE
}
