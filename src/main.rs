//! The `newsgrain` program: dispatch only.

fn main() {}
