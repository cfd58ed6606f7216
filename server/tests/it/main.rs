//! The server as its clients see it: over HTTP and WebSocket, with a real Postgres for each test.

mod bed;
mod http;
mod outage;
mod socket;
mod talk;
