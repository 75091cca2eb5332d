#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| capex_fuzz::config(bytes));
