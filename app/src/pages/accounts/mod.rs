//! Signing in, signing up, and joining by invitation.

mod frame;
mod invitation;
mod refusal;
mod sign_in;
mod sign_up;

pub use invitation::InvitationPage;
pub use sign_in::SignInPage;
pub use sign_up::SignUpPage;
