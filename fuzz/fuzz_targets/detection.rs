//! Detection and inference: the answer is the same each time, its shares add up, and what it chooses reads lines of the
//! head.
#![no_main]

use std::sync::{Arc, LazyLock};

use errmon::format::catalogue;
use errmon::format::detect::{HEAD_LINES, detect};
use errmon::format::layout::{Header, Layout, Span};
use libfuzzer_sys::fuzz_target;

static CATALOGUE: LazyLock<Vec<Arc<Layout>>> = LazyLock::new(catalogue::layouts);

fuzz_target!(|head: &[u8]| {
    let head = &head[..head.len().min(4 << 10)];
    let found = detect(head, &CATALOGUE);
    let again = detect(head, &CATALOGUE);
    let names = |layouts: &[Arc<Layout>]| -> Vec<String> {
        layouts.iter().map(|layout| format!("{} {}", layout.name(), layout.pattern())).collect()
    };
    assert_eq!(names(&found.layouts), names(&again.layouts), "the same head");
    assert!(found.lines <= HEAD_LINES);
    for score in &found.scores {
        assert!(score.share >= 0.0 && score.share <= 1.0, "{score:?}");
        assert!(score.lines_explained_alone <= score.lines_matched && score.lines_matched <= found.lines, "{score:?}");
    }
    assert_eq!(found.scores.iter().any(|score| score.chosen), !found.layouts.is_empty());
    for layout in &found.layouts {
        for line in head.split(|byte| *byte == b'\n') {
            let mut header = Header::default();
            if !layout.match_header(line, &mut header) {
                continue;
            }
            let within = |span: Span| assert!(span.start <= span.end && span.end as usize <= line.len(), "{span:?}");
            [header.time, header.level_span, header.logger, header.thread].into_iter().flatten().for_each(within);
            within(header.message);
        }
    }
});
