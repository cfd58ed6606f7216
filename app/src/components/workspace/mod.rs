//! What the workspace's pages are made of.

mod bars;
mod copy;
mod day_chart;
mod figures;
mod icons;
mod inbox;
mod lead;
mod leads;
mod nav;
mod people;
mod score;
mod sent;
mod session;
mod site;
mod states;
mod team;
mod time;
mod toast;

pub use bars::{Bar, Bars};
pub use copy::CopyButton;
pub use day_chart::DayChart;
pub use figures::{BestLeads, Ledger, Opening};
pub use icons::{Glyph, Icon};
pub use inbox::{ConversationList, ConversationPane, HelpSheet, InboxKeys, InboxStore};
pub use lead::{Attribution, ContactCard, FactList, LeadTimeline, StatusForm};
pub use leads::{LeadFilters, LeadRows, list_href};
pub use nav::{Banner, Rail};
pub use people::{Avatar, initials};
pub use score::{ScoreBadge, ScoreMeter};
pub use session::{Colleagues, PageTitle, Session};
pub use site::{SiteCard, SiteForm};
pub use states::{Empty, Failure, Skeleton};
pub use team::{Invitations, InviteForm, Members, Sessions};
pub use time::{Ago, Clock, Moment};
pub use toast::{ToastRegion, Toasts};
