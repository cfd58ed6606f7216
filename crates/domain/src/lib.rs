//! Types and rules of Beckon without I/O: what a lead is, how it is scored, what travels over the wire.
//!
//! The crate compiles for the server and for the browser, so that what the browser checks and what
//! the server checks is the same function.

pub mod account;
pub mod appointment;
pub mod assistant;
pub mod attachment;
pub mod attribution;
pub mod canned;
pub mod condition;
pub mod contact;
pub mod conversation;
pub mod dashboard;
pub mod email_typo;
pub mod form;
pub mod held;
pub mod id;
pub mod inbox;
pub mod industry;
pub mod installation;
pub mod lead;
pub mod lead_change;
pub mod lead_import;
pub mod lead_list;
pub mod lead_merge;
pub mod money;
pub mod note;
pub mod notification;
pub mod phone_format;
pub mod presence;
pub mod protocol;
pub mod reaction;
pub mod routing;
pub mod score;
pub mod search;
pub mod site;
pub mod team;
pub mod visitor;
pub mod widget;
