//! The scripted visitors of `eval/` are understood as well as the targets demand.

use std::path::Path;

use beckon_assistant::evaluation::{self, Report};

#[test]
fn scripted_visitors_are_understood() {
    let mut report = Report::default();
    for file in evaluation::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("eval")).unwrap() {
        report.play_file(&file).unwrap();
    }
    assert!(report.complete.0 > 200, "{report}");
    assert!(
        report.reaches_targets(),
        "{}\n{report}",
        report.differences.join("\n")
    );
}
