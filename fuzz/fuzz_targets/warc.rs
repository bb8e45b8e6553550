//! Any bytes as what a crawler stored.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgrain_fuzz::read_in;

fuzz_target!(|bytes: &[u8]| read_in(Some("warc"), bytes));
