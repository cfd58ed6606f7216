//! Plays the scripted visitors of `eval/` and prints how well they were understood, by the sets they were written in
//! and together; fails below the targets. With `--differences`, what was not understood is printed as well.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use beckon_assistant::dialogue;
use beckon_assistant::evaluation::{self, Report, Set};

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
    let sets = if files.is_empty() {
        evaluation::sets(&Path::new(env!("CARGO_MANIFEST_DIR")).join("eval"))?
    } else {
        let files = files.iter().map(PathBuf::from).collect();
        vec![Set {
            name: String::new(),
            files,
        }]
    };
    dialogue::prepare()?;
    let mut report = Report::default();
    for Set { name, files } in &sets {
        let mut one = Report::default();
        for file in files {
            one.play_file(file)?;
            report.play_file(file)?;
        }
        if sets.len() > 1 {
            let name = if name.is_empty() { "first set" } else { name };
            println!("{name}: {}", one.summary());
        }
    }
    if flags.iter().any(|flag| *flag == "--differences") {
        for difference in &report.differences {
            println!("{difference}");
        }
    }
    println!("{report}");
    Ok(report.reaches_targets())
}
