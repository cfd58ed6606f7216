//! The server as its clients see it: over HTTP and WebSocket, with a real Postgres for each test.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod bed;
mod export;
mod files;
mod http;
mod live;
mod mail;
mod notes;
mod outage;
mod replay;
mod socket;
mod talk;
mod visitors;
