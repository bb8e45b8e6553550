//! Labels: small numbers whose names the [`Model`](crate::Model) gives.

/// Declares a label: a small number into one of the model's name tables.
macro_rules! label {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u8);

        impl $name {
            /// The index into the name table.
            #[must_use]
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    };
}

label! {
    /// A fine-grained part of speech (Penn Treebank), see [`Model::tag_names`](crate::Model::tag_names).
    TagId
}
label! {
    /// A dependency label, see [`Model::dep_names`](crate::Model::dep_names).
    DepId
}
label! {
    /// A type of entity, see [`Model::entity_names`](crate::Model::entity_names).
    EntityTypeId
}
