//! Any bytes as JSON, one document or a list of them, and as JSON lines.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgrain_fuzz::read_in;

fuzz_target!(|bytes: &[u8]| {
    read_in(Some("json"), bytes);
    read_in(Some("jsonl"), bytes);
});
