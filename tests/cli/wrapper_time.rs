//! Records whose own stamp says nothing are as old as their entries, however the source is cut into blocks.

use crate::support::Sandbox;

#[test]
fn a_record_below_the_level_with_an_unreadable_stamp_is_as_old_as_its_entry() {
    // The entry of the record on no day is by far the oldest, so that it decides where the time begins.
    let line = |number: usize| match number {
        200 => "2020-01-01T00:00:00.000000000Z stdout F 2026-02-31 09:00:00,000 INFO shop.cart: no day\n".to_owned(),
        _ => format!(
            "2026-11-28T09:{:02}:{:02}.000000000Z stdout F 2026-11-28 09:{:02}:{:02},000 INFO shop.cart: item {number}\n",
            number / 60,
            number % 60,
            number / 60,
            number % 60
        ),
    };
    let log: String = (0..300).map(line).collect();
    for block in ["600", "5000", "1000000"] {
        let sandbox = Sandbox::empty().with("a.log", &log);
        let report = sandbox.errmon(["analyze", "--format=json", "--block-bytes", block, "a.log"]).exits(0).json();
        let told = (report["totals"]["records"].as_u64(), report["time"]["first"].as_str());
        assert_eq!(told, (Some(300), Some("2020-01-01T00:00:00+00:00")), "{block}");
    }
}
