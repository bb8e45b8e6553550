//! Stage `pipeline`.
