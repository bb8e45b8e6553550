//! newsgrain
