//! The command line: dispatch only.
