//! Templates: the template of a template is itself, and the hash agrees with the text.
#![no_main]

use errmon::issue::{TemplateOptions, template, template_hash};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|message: &str| {
    let options = TemplateOptions::default();
    let once = template(message, &options);
    assert_eq!(template(&once, &options), once, "of {message:?}");
    assert_eq!(template_hash(message.as_bytes(), &options), template_hash(once.as_bytes(), &options), "of {message:?}");
});
