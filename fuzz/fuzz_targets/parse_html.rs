//! Any bytes as a page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgrain::document::Format;

fuzz_target!(|bytes: &[u8]| newsgrain_fuzz::document(Format::Html, bytes));
