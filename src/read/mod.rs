//! Stage `read`.
