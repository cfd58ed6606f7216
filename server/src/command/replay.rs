//! `beckon assistant replay`: conversations in, answers out, line by line.

use std::io::{BufRead, Write};

use beckon_assistant::dialogue::{self, DataError, Setup};
use beckon_assistant::replay::{Line, Replay};
use beckon_domain::industry::{Industry, UnknownIndustry};

use super::ReplayOptions;

/// Why conversations can't be replayed.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// No such industry.
    #[error("--industry: {0}")]
    Industry(#[from] UnknownIndustry),
    /// The engine isn't one that answers here.
    #[error(
        "--engine {0}: only `builtin` answers without a site; it needs no key, no database and no network"
    )]
    Engine(String),
    /// Settings of a site are asked for, which are in a database.
    #[error(
        "--site {0}: the settings of a site can't be read here yet; leave it out to use the defaults of the industry"
    )]
    Site(String),
    /// A file of the dialogue is wrong.
    #[error(transparent)]
    Data(#[from] DataError),
    /// Lines can't be read or written.
    #[error("reading or writing lines: {0}")]
    Io(#[from] std::io::Error),
}

/// Answers each line of the input; whether all of them could be read. A line that couldn't is told in
/// `problems` with its number, and the others are answered all the same.
pub(super) fn replay(
    options: &ReplayOptions,
    input: impl BufRead,
    mut output: impl Write,
    mut problems: impl Write,
) -> Result<bool, ReplayError> {
    let mut replay = prepared(options)?;
    let mut fine = true;
    for (index, text) in input.lines().enumerate() {
        let text = text?;
        if text.trim().is_empty() {
            continue;
        }
        match Line::parse(&text) {
            Ok(line) => {
                let answer =
                    serde_json::to_string(&replay.answer(line)).map_err(std::io::Error::from)?;
                writeln!(output, "{answer}")?;
                output.flush()?;
            }
            Err(error) => {
                fine = false;
                writeln!(problems, "line {}: {error}", index + 1)?;
            }
        }
    }
    Ok(fine)
}

fn prepared(options: &ReplayOptions) -> Result<Replay, ReplayError> {
    let industry: Industry = options.industry.replace('_', "-").parse()?;
    if options.engine != "builtin" {
        return Err(ReplayError::Engine(options.engine.clone()));
    }
    if let Some(site) = &options.site {
        return Err(ReplayError::Site(site.clone()));
    }
    dialogue::prepare()?;
    Ok(Replay::new(Setup::default(), industry))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(industry: &str, engine: &str) -> ReplayOptions {
        ReplayOptions {
            site: None,
            industry: industry.to_owned(),
            engine: engine.to_owned(),
        }
    }

    #[test]
    fn a_bad_line_is_told_and_the_others_are_answered() {
        let input = "{\"conversation\":\"a\",\"text\":\"hola, soy Ana\"}\nnonsense\n\n{\"conversation\":\"a\",\"text\":\"ana@example.com\"}\n";
        let (mut output, mut problems) = (Vec::new(), Vec::new());
        let fine = replay(
            &options("home_services", "builtin"),
            input.as_bytes(),
            &mut output,
            &mut problems,
        )
        .unwrap();
        assert!(!fine);
        let problems = String::from_utf8(problems).unwrap();
        assert!(problems.starts_with("line 2: "), "{problems}");
        let output = String::from_utf8(output).unwrap();
        let last: serde_json::Value = serde_json::from_str(output.lines().nth(1).unwrap()).unwrap();
        assert_eq!(last["lead"]["name"], "Ana");
        assert_eq!(last["lead"]["email"], "ana@example.com");
        assert_eq!(last["language"], "es");
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        let said = |options: &ReplayOptions| prepared(options).unwrap_err().to_string();
        assert!(said(&options("shoes", "builtin")).contains("an industry is one of"));
        assert!(said(&options("solar", "oracle")).contains("`builtin`"));
    }
}
