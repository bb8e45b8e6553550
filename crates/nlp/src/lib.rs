//! Natural language core.
