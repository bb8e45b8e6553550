//! Common words, abbreviations, irregular forms.
