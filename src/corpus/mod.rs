//! Stage `corpus`.
