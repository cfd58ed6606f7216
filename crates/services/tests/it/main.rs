//! Use cases over a real Postgres, a database for each test.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod accounts;
mod appointments;
mod appointments_desk;
mod assistant_books;
mod assistant_books_once;
mod assistant_handoff;
mod assistant_partial;
mod assistant_rehearsal;
mod assistant_settings;
mod assistant_trial;
mod assistant_turn;
mod assistant_verdict;
mod bed;
mod coming_back;
mod conversations;
mod demo;
mod drafts;
mod duplicates;
mod files;
mod forms;
mod identity;
mod inbox;
mod lead_changes;
mod lead_import;
mod lead_list;
mod leads;
mod mail;
mod model;
mod notes;
mod notifications;
mod post_office;
mod push;
mod rating;
mod routing;
mod scoring;
mod search;
mod teams;
