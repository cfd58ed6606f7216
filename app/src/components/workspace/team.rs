//! Members, invitations, and the browsers somebody is signed in with.

mod invitations;
mod invite;
mod members;
mod sessions;
mod teams;

pub use invitations::Invitations;
pub use invite::InviteForm;
pub use members::Members;
pub use sessions::Sessions;
pub use teams::Teams;
