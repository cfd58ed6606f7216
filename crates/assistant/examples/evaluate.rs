//! Plays the scripted visitors of `eval/` and prints how well they were understood; fails below the
//! targets. With `--differences`, what was not understood is printed as well.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use beckon_assistant::dialogue;
use beckon_assistant::evaluation::{self, Report};

fn main() -> ExitCode {
    match evaluate() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("evaluate: {error}");
            ExitCode::from(2)
        }
    }
}

fn evaluate() -> Result<bool, Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (flags, files): (Vec<_>, Vec<_>) = arguments
        .iter()
        .partition(|argument| argument.starts_with("--"));
    let files = if files.is_empty() {
        evaluation::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("eval"))?
    } else {
        files.iter().map(PathBuf::from).collect()
    };
    dialogue::prepare()?;
    let mut report = Report::default();
    for file in &files {
        report.play_file(file)?;
    }
    if flags.iter().any(|flag| *flag == "--differences") {
        for difference in &report.differences {
            println!("{difference}");
        }
    }
    println!("{report}");
    Ok(report.reaches_targets())
}
