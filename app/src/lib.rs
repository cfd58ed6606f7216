//! The pages of Beckon, compiled twice: for the server that renders them first, and for the browser
//! that brings them to life.

#![expect(
    unreachable_pub,
    reason = "the component macro makes each component's properties public"
)]
// Views are deeply nested types.
#![recursion_limit = "512"]

pub mod api;
pub mod app;
pub mod components;
pub mod error;
pub mod pages;
pub mod shell;

pub use app::App;
pub use shell::shell;
