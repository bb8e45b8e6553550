//! Stage `tables`.
