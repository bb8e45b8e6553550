//! Places, people, organisations, groups, events and products.
