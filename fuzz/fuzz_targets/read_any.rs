//! Any bytes through any reader: the first byte says which, a number of the list of formats or else whatever the rest looks like.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgrain::read::FORMATS;
use newsgrain_fuzz::{fails_if_uncaught, let_nets_catch, read_in};

fuzz_target!(init: let_nets_catch(), |bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let format = first.checked_sub(b'0').and_then(|n| FORMATS.get(usize::from(n))).map(|f| f.name);
    fails_if_uncaught(|| read_in(format, rest));
});
