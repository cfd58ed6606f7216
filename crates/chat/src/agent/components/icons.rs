//! Drawings, as markup: a string is smaller in the bundle than the code that builds the same elements.

pub(super) const SEND: &str = r#"<svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M10 16.5v-13M4.5 9 10 3.5 15.5 9"/></svg>"#;

pub(super) const DOWN: &str = r#"<svg viewBox="0 0 20 20" width="16" height="16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M10 3.5v13M4.5 11l5.5 5.5 5.5-5.5"/></svg>"#;
