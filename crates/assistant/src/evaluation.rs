//! How well scripted visitors are understood: precision and recall of each slot in each language,
//! and how many are handled to a complete lead.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use beckon_domain::industry::Industry;
use serde::Deserialize;
use serde_json::Value;

use crate::dialogue::Setup;
use crate::replay::{Answer, KnownLead, Line, Replay};

/// Why scripts can't be played.
#[derive(Debug, thiserror::Error)]
pub enum ScriptError {
    /// A file can't be read.
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
    /// A file is named after no industry and language, as `solar.es.jsonl` is.
    #[error("{0}: a file is named after its industry and language, as in solar.es.jsonl")]
    Name(PathBuf),
    /// A line is no script.
    #[error("{0}, line {1}: {2}")]
    Line(PathBuf, usize, serde_json::Error),
}

/// Scripts that were written at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// When, as its folder says; empty for those in no folder of their own.
    pub name: String,
    /// Its files, in order.
    pub files: Vec<PathBuf>,
}

/// The sets of a folder: the files in it, and those in each folder in it, in order.
pub fn sets(folder: &Path) -> Result<Vec<Set>, ScriptError> {
    let (folders, files) = contents(folder)?;
    let mut sets = vec![Set {
        name: String::new(),
        files,
    }];
    for folder in folders {
        let name = folder.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let (_, files) = contents(&folder)?;
        sets.push(Set { name, files });
    }
    Ok(sets)
}

/// The folders and the files in a folder, in order.
fn contents(folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), ScriptError> {
    let failed = |error| ScriptError::Io(folder.to_owned(), error);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    Ok(paths.into_iter().partition(|path| path.is_dir()))
}

/// Least precision, recall and share of handled visitors.
pub const TARGETS: (f64, f64, f64) = (0.98, 0.95, 0.9);

/// A visitor who says the same whatever the assistant answers, and what is known of them at the
/// end.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// Which one, as in `solar-es-03`.
    pub id: String,
    /// What they write.
    pub visitor: Vec<String>,
    /// What they have told.
    pub lead: KnownLead,
    /// Whether they ask for a person.
    pub handoff: bool,
    /// Whether they tell enough.
    pub complete: bool,
}

/// Counts of one slot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Found, and right.
    pub right: u32,
    /// Found, but another value or none was told.
    pub wrong: u32,
    /// Told, but another value or none was found.
    pub missed: u32,
}

impl Counts {
    /// The share of what was found that is right.
    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// The share of what was told that was found.
    pub fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    fn add(&mut self, told: &Value, found: &Value) {
        let same = same(told, found);
        self.right += u32::from(same && !told.is_null());
        self.wrong += u32::from(!same && !found.is_null());
        self.missed += u32::from(!same && !told.is_null());
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        1.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}

/// Texts are the same whatever their case.
fn same(told: &Value, found: &Value) -> bool {
    match (told, found) {
        (Value::String(told), Value::String(found)) => told.to_lowercase() == found.to_lowercase(),
        (told, found) => told == found,
    }
}

/// What came of a set of scripts.
#[derive(Debug, Default)]
pub struct Report {
    /// By language and slot.
    pub slots: BTreeMap<(String, String), Counts>,
    /// Scripts whose lead is complete, and how many of them became so without a person.
    pub complete: (u32, u32),
    /// Scripts in which a person is asked for or not as the assistant took it.
    pub handoffs: Counts,
    /// What each answer took.
    pub times: Vec<Duration>,
    /// What was not as it should be, in words.
    pub differences: Vec<String>,
}

impl Report {
    /// Plays the scripts of a file, whose name tells industry and language.
    pub fn play_file(&mut self, file: &Path) -> Result<(), ScriptError> {
        let unnamed = || ScriptError::Name(file.to_owned());
        let name = file
            .file_name()
            .and_then(|name| name.to_str())
            .ok_or_else(unnamed)?;
        let mut parts = name.split('.');
        let industry = parts.next().unwrap_or_default().replace('_', "-");
        let industry = industry.parse().map_err(|_| unnamed())?;
        let language = parts.next().ok_or_else(unnamed)?;
        let text = std::fs::read_to_string(file)
            .map_err(|error| ScriptError::Io(file.to_owned(), error))?;
        let mut scripts = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let script = serde_json::from_str(line)
                .map_err(|error| ScriptError::Line(file.to_owned(), index + 1, error))?;
            scripts.push(script);
        }
        self.play(industry, language, &scripts);
        Ok(())
    }

    /// Plays scripts about an industry in a language.
    pub fn play(&mut self, industry: Industry, language: &str, scripts: &[Script]) {
        for script in scripts {
            if let Some(answer) = self.converse(industry, script) {
                self.count(language, script, &answer);
            }
        }
    }

    fn converse(&mut self, industry: Industry, script: &Script) -> Option<Answer> {
        let mut replay = Replay::new(Setup::default(), industry);
        let mut last = None;
        for text in &script.visitor {
            let line = Line {
                conversation: script.id.clone(),
                text: text.clone(),
            };
            let begun = Instant::now();
            last = Some(replay.answer(line));
            self.times.push(begun.elapsed());
        }
        last
    }

    fn count(&mut self, language: &str, script: &Script, answer: &Answer) {
        let (Ok(told), Ok(found)) = (
            serde_json::to_value(&script.lead),
            serde_json::to_value(&answer.lead),
        ) else {
            return;
        };
        for slot in told.as_object().into_iter().flat_map(|told| told.keys()) {
            let counts = self
                .slots
                .entry((language.to_owned(), slot.clone()))
                .or_default();
            counts.add(&told[slot], &found[slot]);
            self.differs(script, slot, &told[slot], &found[slot]);
        }
        let asked = |asked: bool| {
            if asked {
                Value::Bool(true)
            } else {
                Value::Null
            }
        };
        self.handoffs
            .add(&asked(script.handoff), &asked(answer.handoff));
        self.differs(
            script,
            "handoff",
            &script.handoff.into(),
            &answer.handoff.into(),
        );
        self.differs(
            script,
            "complete",
            &script.complete.into(),
            &answer.complete.into(),
        );
        if script.complete {
            self.complete.0 += 1;
            self.complete.1 += u32::from(answer.complete);
        }
    }

    fn differs(&mut self, script: &Script, slot: &str, told: &Value, found: &Value) {
        if !same(told, found) {
            let id = &script.id;
            self.differences.push(format!(
                "{id}: {slot} is {told}, but {found} was understood"
            ));
        }
    }

    /// The figures of all slots, languages and visitors in a line.
    pub fn summary(&self) -> String {
        let (total, handoffs) = (self.total(), self.handoffs);
        let (told, handled) = self.complete;
        format!(
            "precision {:.4}, recall {:.4}; handoff precision {:.3}, recall {:.3}; \
             handled without a person: {handled} of {told} ({:.3})",
            total.precision(),
            total.recall(),
            handoffs.precision(),
            handoffs.recall(),
            self.handled()
        )
    }

    /// All slots and languages together.
    pub fn total(&self) -> Counts {
        self.slots
            .values()
            .fold(Counts::default(), |sum, counts| Counts {
                right: sum.right + counts.right,
                wrong: sum.wrong + counts.wrong,
                missed: sum.missed + counts.missed,
            })
    }

    /// The share of visitors who told enough and are complete without a person.
    pub fn handled(&self) -> f64 {
        share(self.complete.1, self.complete.0)
    }

    /// Whether precision, recall and the share of handled visitors reach [`TARGETS`].
    pub fn reaches_targets(&self) -> bool {
        let total = self.total();
        let (precision, recall, handled) = TARGETS;
        total.precision() >= precision && total.recall() >= recall && self.handled() >= handled
    }

    /// Median and 99th percentile of what an answer took.
    pub fn median_and_p99(&self) -> (Duration, Duration) {
        let mut times = self.times.clone();
        times.sort_unstable();
        let at = |hundredths: usize| {
            let index = (times.len() * hundredths / 100).min(times.len().saturating_sub(1));
            times.get(index).copied().unwrap_or_default()
        };
        (at(50), at(99))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:10} {:20} {:>9} {:>9} {:>6}",
            "language", "slot", "precision", "recall", "told"
        )?;
        for ((language, slot), counts) in &self.slots {
            let told = counts.right + counts.missed;
            let (precision, recall) = (counts.precision(), counts.recall());
            writeln!(
                f,
                "{language:10} {slot:20} {precision:9.3} {recall:9.3} {told:6}"
            )?;
        }
        writeln!(f, "\n{}", self.summary().replace("; ", "\n"))?;
        let (median, p99) = self.median_and_p99();
        let messages = self.times.len();
        write!(
            f,
            "{messages} messages, median {median:.1?}, 99 in 100 within {p99:.1?}"
        )
    }
}
