//! `beckon assistant replay`: conversations in, answers out, line by line.

use std::io::{BufRead, Write};

use beckon_assistant::dialogue::{self, DataError, Setup};
use beckon_assistant::replay::{Line, Replay};
use beckon_domain::assistant::Engine;
use beckon_domain::industry::{Industry, UnknownIndustry};
use beckon_services::StoreError;
use beckon_services::assistant::rehearsal::{RehearsalError, Rehearsed};

use super::ReplayOptions;
use super::site::SiteReplay;
use crate::config::ConfigError;

/// Why conversations can't be replayed.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// No such industry.
    #[error("--industry: {0}")]
    Industry(#[from] UnknownIndustry),
    /// No such engine.
    #[error("--engine {0}: an engine is one of builtin, openai, anthropic")]
    Engine(String),
    /// The engine needs a site.
    #[error(
        "--engine {0}: add --site KEY, as a model answers by a site's settings and is paid by its account; only `builtin` needs no key, no database and no network"
    )]
    NoSite(String),
    /// The site's assistant can't answer.
    #[error("--site: {0}")]
    Site(#[from] RehearsalError),
    /// The configuration, which says where the database is.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database can't be opened.
    #[error("--site reads the database, which can't be opened: {0:#}")]
    Database(anyhow::Error),
    /// The database, while answering.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
    /// A file of the dialogue is wrong.
    #[error(transparent)]
    Data(#[from] DataError),
    /// Lines can't be read or written.
    #[error("reading or writing lines: {0}")]
    Io(#[from] std::io::Error),
}

/// Who answers.
enum Answering {
    /// The built-in engine, on a site that has set nothing.
    Defaults(Box<Replay>),
    /// A site's assistant.
    Site(Box<SiteReplay>),
}

impl Answering {
    fn of(options: &ReplayOptions) -> Result<Self, ReplayError> {
        dialogue::prepare()?;
        let named = options.engine.as_deref();
        let engine = named.map(engine).transpose()?;
        if let Some(key) = &options.site {
            let site = SiteReplay::open(key, engine)?;
            return Ok(Self::Site(Box::new(site)));
        }
        if let Some(engine) = engine.filter(|engine| *engine != Engine::Builtin) {
            return Err(ReplayError::NoSite(engine.as_str().to_owned()));
        }
        let industry = options.industry.as_deref().unwrap_or("solar");
        let industry: Industry = industry.replace('_', "-").parse()?;
        let replay = Replay::new(Setup::default(), industry);
        Ok(Self::Defaults(Box::new(replay)))
    }

    fn answer(&mut self, line: Line) -> Result<Rehearsed, ReplayError> {
        match self {
            Self::Defaults(replay) => Ok(Rehearsed {
                answer: replay.answer(line),
                instead_of: None,
            }),
            Self::Site(site) => Ok(site.answer(line)?),
        }
    }
}

fn engine(name: &str) -> Result<Engine, ReplayError> {
    let known = Engine::ALL
        .into_iter()
        .find(|engine| engine.as_str() == name);
    known.ok_or_else(|| ReplayError::Engine(name.to_owned()))
}

/// Answers each line of the input; whether all of them could be, by the engine that was to. A line that couldn't is
/// told in `problems` with its number, and the others are answered all the same.
pub(super) fn replay(
    options: &ReplayOptions,
    input: impl BufRead,
    mut output: impl Write,
    mut problems: impl Write,
) -> Result<bool, ReplayError> {
    let mut answering = Answering::of(options)?;
    let mut fine = true;
    for (index, text) in input.lines().enumerate() {
        let text = text?;
        if text.trim().is_empty() {
            continue;
        }
        match Line::parse(&text) {
            Ok(line) => {
                let Rehearsed { answer, instead_of } = answering.answer(line)?;
                let answer = serde_json::to_string(&answer).map_err(std::io::Error::from)?;
                writeln!(output, "{answer}")?;
                output.flush()?;
                if let Some(engine) = instead_of {
                    fine = false;
                    let name = engine.name();
                    writeln!(
                        problems,
                        "line {}: {name} gave no answer, so the built-in engine did",
                        index + 1
                    )?;
                }
            }
            Err(error) => {
                fine = false;
                writeln!(problems, "line {}: {error}", index + 1)?;
            }
        }
    }
    Ok(fine)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(industry: &str, engine: &str) -> ReplayOptions {
        ReplayOptions {
            site: None,
            industry: Some(industry.to_owned()),
            engine: Some(engine.to_owned()),
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
        let said = |options: &ReplayOptions| match Answering::of(options) {
            Ok(_) => panic!("it can be done"),
            Err(error) => error.to_string(),
        };
        assert!(said(&options("shoes", "builtin")).contains("an industry is one of"));
        assert!(said(&options("solar", "oracle")).contains("builtin, openai, anthropic"));
        assert!(said(&options("solar", "openai")).contains("--site KEY"));
    }
}
