//! Any text as a pipeline file: a plan, or a message that names the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgrain::pipeline::Plan;

fuzz_target!(|bytes: &[u8]| {
    // A model is a file that would be opened; which one is no business of a fuzzer.
    let text = String::from_utf8_lossy(bytes).replace("model", "mode");
    if let Err(error) = Plan::from_toml(&text, "fuzz.toml") {
        assert!(error.to_string().contains("fuzz.toml"), "{error}");
    }
});
