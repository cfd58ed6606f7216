//! Use cases over a real Postgres, a database for each test.

mod accounts;
mod bed;
mod conversations;
mod demo;
mod leads;
