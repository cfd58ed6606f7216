//! The pages for those who are signed in, in a frame of their own.

mod account;
mod appointment;
mod appointments;
mod availability;
mod canned;
mod dashboard;
mod frame;
mod held;
mod inbox;
mod lead;
mod lead_merge;
mod leads;
mod notifications;
mod routing;
mod scoring;
mod site;
mod sites;
mod team;

pub use account::AccountPage;
pub use appointment::AppointmentDeskPage;
pub use appointments::AppointmentsPage;
pub use availability::AvailabilityPage;
pub use canned::CannedPage;
pub use dashboard::DashboardPage;
pub use frame::Workspace;
pub use held::HeldPage;
pub use inbox::InboxPage;
pub use lead::LeadPage;
pub use lead_merge::LeadMergePage;
pub use leads::LeadsPage;
pub use notifications::NotificationsPage;
pub use routing::RoutingPage;
pub use scoring::ScoringPage;
pub use site::SitePage;
pub use sites::SitesPage;
pub use team::TeamPage;
