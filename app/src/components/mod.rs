//! What pages are made of.

pub mod booking;
mod campaign;
mod field;
mod frame;
mod hydration;
mod icon;
mod logo;
mod meta;
mod notice;
pub mod workspace;

pub use campaign::{ORIGIN, landing_page_path, landing_path};
pub use field::{FieldFrame, PasswordField, TextField, described_by, invalid};
pub use frame::{SiteFooter, SiteFrame, SiteHeader, SkipLink};
pub use hydration::hydrated;
pub use icon::{Icon, IconName};
pub use logo::{Logo, LogoMark};
pub use meta::{NoIndex, PageMeta};
pub use notice::ErrorNotice;
