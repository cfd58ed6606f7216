//! Structured logs.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::Directive;

use crate::config::{Log, LogFormat};

/// What logs the words of others: `async_openai` a provider's answers that it can't read, and so what a visitor said.
/// What went wrong is logged by those who call it.
const SILENT: [&str; 1] = ["async_openai=off"];

/// Starts logging to standard error.
pub fn start(log: &Log) {
    let filter = filter(&log.filter);
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    match log.format {
        LogFormat::Text => builder.init(),
        LogFormat::Json => builder.json().flatten_event(true).init(),
    }
}

fn filter(wanted: &str) -> EnvFilter {
    let silent = SILENT
        .iter()
        .filter_map(|text| text.parse::<Directive>().ok());
    silent.fold(
        EnvFilter::builder().parse_lossy(wanted),
        EnvFilter::add_directive,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_s_words_are_never_logged() {
        for wanted in ["info", "trace", "async_openai=debug,info", "nonsense=="] {
            let filter = filter(wanted).to_string();
            assert!(filter.contains("async_openai=off"), "{wanted}: {filter}");
            assert!(!filter.contains("async_openai=debug"), "{filter}");
        }
    }
}
