//! Pages that are rendered once for many visitors.

/// In a request's extensions: what it asks for is rendered with a blank where each visitor's own ticket goes.
#[derive(Clone, Copy, Debug)]
pub struct Stencil;

/// That blank.
pub const TICKET_BLANK: &str = "ticket-of-whoever-is-shown-this-page";
