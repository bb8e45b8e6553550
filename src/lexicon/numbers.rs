//! Number words, units, currencies and bounds.
