//! What the workspace's pages are made of.

mod appointments;
mod bars;
mod bell;
mod condition;
mod copy;
mod day_chart;
mod figures;
mod focus;
mod icons;
mod inbox;
mod lead;
mod lead_import;
mod leads;
mod menu;
mod nav;
mod notify;
mod online;
mod people;
mod presence;
mod routing;
mod score;
mod scoring;
mod sent;
mod session;
mod site;
mod states;
mod team;
mod time;
mod toast;
mod unsaved;

pub use appointments::{
    AppointmentDesk, AppointmentRow, AvailabilityFields, BookingLinks, DeskActions, TimeOffPart,
    WeekView,
};
pub use bars::{Bar, Bars};
pub use bell::BellStore;
pub use copy::CopyButton;
pub use day_chart::DayChart;
pub use figures::{BestLeads, Ledger, Opening};
pub use icons::{Glyph, Icon};
pub use inbox::{ConversationList, ConversationPane, HelpSheet, InboxKeys, InboxStore, inbox_href};
pub use lead::{
    AssignForm, Attribution, ContactCard, Duplicates, FactList, LeadTimeline, MergeActions,
    ScoreHistory, SentFormCard, StatusForm, VerdictCard,
};
pub use lead_import::{ImportOutcome, ImportRows, MappingForm};
pub use leads::{
    Bulk, ChangeActions, FilterChips, LastChange, LeadBoard, LeadSearch, LeadTable, NoLeads,
    ViewTabs, export_href, list_href,
};
pub use nav::{Banner, Rail};
pub use notify::{Choices, PushCard};
pub use people::{Avatar, initials};
pub use presence::{MemberDot, Presences};
pub use routing::{RoutingBoard, RoutingLines, RoutingRulesEditor};
pub use score::{ScoreBadge, ScoreMeter};
pub use scoring::{PointsTable, ScoringEditor};
pub use sent::{empty_when_done, last_sent};
pub use session::{Colleagues, PageTitle, Session};
pub use site::{More, SectionName, SiteCard, SiteForm, SiteNav, SiteSection};
pub use states::{Empty, Failure, Skeleton};
pub use team::{Invitations, InviteForm, Members, Sessions, Teams};
pub use time::{Ago, Clock, Moment};
pub use toast::{ToastRegion, Toasts};
