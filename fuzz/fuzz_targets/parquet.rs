//! Any bytes as a Parquet file of articles.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgrain_fuzz::{fails_if_uncaught, let_nets_catch, read_in};

fuzz_target!(init: let_nets_catch(), |bytes: &[u8]| fails_if_uncaught(|| read_in(Some("parquet"), bytes)));
