//! The real binary, command by command.
//!
//! Runs happen in a [`support::Sandbox`]. What a log holds is counted by hand in the tests, or stands in
//! `fixtures/**/*.expect.json` with the command that counted it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    reason = "a test that panics says where"
)]

mod support;

mod analyze;
mod android;
mod bad_input;
mod behind;
mod coarse;
mod columns;
mod completions;
mod config;
mod encoded;
mod ends;
mod events;
mod explain;
mod exports;
mod formats;
mod functions;
mod groups;
mod handlers;
mod headers;
mod interleaved;
mod java;
mod joining_words;
mod json;
mod json_programs;
mod keys;
mod layouts;
mod level_numbers;
mod loggers;
mod logging_config;
mod marks;
mod numbers;
mod output_file;
mod packed;
mod readme;
mod rolled;
mod rotated;
mod schema;
mod show;
mod stamps;
mod stdin;
mod strange_bytes;
mod tables;
mod terminal;
mod top;
mod wrapper_level;
mod wrapper_time;
