//! The commands of the binary: without one it runs the server.

mod replay;
mod site;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

pub use self::replay::ReplayError;

/// Beckon: a lead marketplace and the assistant that talks to its visitors. Without a command, the server
/// runs.
#[derive(Debug, Parser)]
#[command(name = "beckon", version)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the binary does besides running the server.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tries the assistant out.
    Assistant {
        /// How.
        #[command(subcommand)]
        command: AssistantCommand,
    },
}

/// How the assistant is tried out.
#[derive(Debug, Subcommand)]
pub enum AssistantCommand {
    /// Reads `{"conversation":"id","text":"…"}` lines and writes the assistant's answer to each, with the lead as
    /// known so far. docs/assistant.md describes both.
    Replay(ReplayOptions),
}

/// Who answers, and about what.
#[derive(Debug, Args)]
pub struct ReplayOptions {
    /// The key of the site whose settings, knowledge and engine hold; they are read from the database.
    #[arg(long)]
    pub site: Option<String>,
    /// What the conversations are about without a site: real-estate, insurance, solar (if nothing is said), legal or
    /// home-services.
    #[arg(long, conflicts_with = "site")]
    pub industry: Option<String>,
    /// Which engine answers: builtin, openai or anthropic. Without it, the site's own; without a site, builtin.
    #[arg(long)]
    pub engine: Option<String>,
}

/// Runs a command.
pub fn run(command: Command) -> ExitCode {
    let Command::Assistant {
        command: AssistantCommand::Replay(options),
    } = command;
    let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
    match replay::replay(&options, input, output, std::io::stderr().lock()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("beckon: {error}");
            ExitCode::from(2)
        }
    }
}
