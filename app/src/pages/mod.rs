//! One file or folder per page that a person can visit.

mod accounts;
mod booking;
mod home;
mod landing;
mod not_found;
mod privacy;
pub mod workspace;

pub use accounts::{InvitationPage, SignInPage, SignUpPage};
pub use booking::{AppointmentPage, BookPage};
pub use home::HomePage;
pub use landing::{ComparePage, GuidePage, LandingPage, ThanksPage};
pub use not_found::NotFoundPage;
pub use privacy::PrivacyPage;
