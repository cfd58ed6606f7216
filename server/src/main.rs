//! The `beckon` binary: without a command it reads the configuration and runs the server.

use std::process::ExitCode;

use clap::Parser;
use server::command::{self, Arguments};
use server::config::Config;

fn main() -> ExitCode {
    match Arguments::parse().command {
        Some(command) => command::run(command),
        None => serve(),
    }
}

#[tokio::main]
async fn serve() -> ExitCode {
    let config = match Config::from_environment() {
        Ok(config) => config,
        Err(error) => {
            eprintln!("beckon: {error}");
            return ExitCode::from(2);
        }
    };
    server::telemetry::start(&config.log);
    match server::run(config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("beckon: {error:#}");
            ExitCode::FAILURE
        }
    }
}
