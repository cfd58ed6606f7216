//! The scripted visitors of `eval/` are understood as well as the targets demand.

use std::path::Path;

use beckon_assistant::evaluation::{self, Report};

#[test]
fn scripted_visitors_are_understood() {
    let sets = evaluation::sets(&Path::new(env!("CARGO_MANIFEST_DIR")).join("eval")).unwrap();
    assert!(sets.len() > 1, "{sets:?}");
    for set in sets {
        let mut report = Report::default();
        for file in &set.files {
            report.play_file(file).unwrap();
        }
        assert!(report.complete.0 > 40, "{}\n{report}", set.name);
        assert!(
            report.reaches_targets(),
            "{}\n{}\n{report}",
            set.name,
            report.differences.join("\n")
        );
    }
}
