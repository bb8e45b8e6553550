//! The rules that may stand in the column `rule` of figures.
//!
//! In: nothing. Out: [`RULES`]. Never decides: the recognisers name the rule that they follow.

/// Each rule by its name, with a sentence in which it decides a figure.
pub const RULES: &[(&str, &str)] = &[
    ("absolute_zero", "The gas was cooled to absolute zero."),
    ("age", "A 40-year-old diver was found."),
    ("age_of_somebody", "Vera Moss, 34, drove the tram."),
    ("age_word", "A welder aged 34 confessed."),
    ("chance", "One in five bridges is unsafe."),
    ("count", "They sold 321 boats."),
    ("count_range", "Between 50 and 60 goats escaped."),
    ("factor", "Exports doubled over the spring."),
    ("feet_and_inches", "The guard is 5'10\" tall."),
    ("money_name", "A bowl costs 5 kuai."),
    ("money_sign", "The rent is A$900."),
    ("multiple", "It sold five times more than in spring."),
    ("ordinal", "Maar finished second."),
    ("percent", "Sales rose 5%."),
    ("quotient", "The answer is one over 25."),
    ("ratio", "Voters were for it by a two-to-one margin."),
    ("score", "The hosts won 2-1."),
    ("share", "Two thirds of the boats sank."),
    ("shared_unit", "The room is 12 x 15 ft."),
    ("times", "The boat sank five times."),
    ("two_bounds", "The hull held at least 100 and at most 200 crates."),
    ("unit", "The dam stores 3 GWh."),
    ("unit_before", "The glider reached Mach 5."),
    ("vague", "Dozens of lorries queued."),
];
