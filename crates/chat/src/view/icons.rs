//! Drawings, as markup.

macro_rules! icon {
    ($size:literal, $drawing:literal) => {
        concat!(
            r#"<svg viewBox="0 0 20 20" width=""#,
            $size,
            r#"" height=""#,
            $size,
            r#"" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">"#,
            $drawing,
            "</svg>"
        )
    };
}

pub(super) const SEND: &str = icon!("20", r#"<path d="M10 16.5v-13M4.5 9 10 3.5 15.5 9"/>"#);
pub(super) const DOWN: &str = icon!("16", r#"<path d="M10 3.5v13M4.5 11l5.5 5.5 5.5-5.5"/>"#);
pub(super) const CLIP: &str = icon!(
    "20",
    r#"<path d="m16.5 9.5-6.4 6.4a4 4 0 0 1-5.7-5.7l6.8-6.7a2.6 2.6 0 0 1 3.8 3.7l-6.8 6.7a1.3 1.3 0 0 1-1.9-1.8l6.2-6.1"/>"#
);
pub(super) const SMILE: &str = icon!(
    "16",
    r#"<circle cx="10" cy="10" r="7.5"/><path d="M7 12a3.6 3.6 0 0 0 6 0M7.5 7.8v.2m5-.2v.2"/>"#
);
pub(super) const CLOCK: &str = icon!(
    "12",
    r#"<circle cx="10" cy="10" r="7.5"/><path d="M10 6v4l2.5 2"/>"#
);
pub(super) const CHECK: &str = icon!("12", r#"<path d="m4 10.5 4 4 8-9"/>"#);
pub(super) const CHECKS: &str = icon!("12", r#"<path d="m1 10.5 4 4 8-9m-3 8 1 1 8-9"/>"#);
