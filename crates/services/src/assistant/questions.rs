//! Which questions a site's assistant asks, and in which order.

use beckon_assistant::dialogue::{Question, Setup};
use beckon_domain::account::Identity;
use beckon_domain::assistant::{AssistantSection, AssistantSettings, Shift, Slot};
use beckon_domain::id::SiteId;
use beckon_domain::industry::Industry;
use beckon_domain::site::Site;
use beckon_store::sites;

use super::settings::{self, AssistantServiceError};
use crate::Services;

/// The usual questions of an industry, in their order.
pub fn usual(industry: Industry) -> Vec<Slot> {
    Question::of(industry).iter().copied().map(slot).collect()
}

const fn slot(question: Question) -> Slot {
    match question {
        Question::Need => Slot::Need,
        Question::Name => Slot::Name,
        Question::Contact => Slot::Contact,
        Question::Location => Slot::Location,
        Question::Timeline => Slot::Timeline,
        Question::Budget => Slot::Budget,
        Question::DecisionMaker => Slot::DecisionMaker,
        Question::CompanySize => Slot::CompanySize,
    }
}

const fn question(slot: Slot) -> Question {
    match slot {
        Slot::Need => Question::Need,
        Slot::Name => Question::Name,
        Slot::Contact => Question::Contact,
        Slot::Location => Question::Location,
        Slot::Timeline => Question::Timeline,
        Slot::Budget => Question::Budget,
        Slot::DecisionMaker => Question::DecisionMaker,
        Slot::CompanySize => Question::CompanySize,
    }
}

/// What the built-in dialogue is told of a site.
pub(super) fn setup(site: &Site, settings: &AssistantSettings) -> Setup {
    let questions = settings.questions.order.iter().copied().map(question);
    Setup {
        language: site.widget.languages.default,
        persona: settings.persona.name.as_ref().map(ToString::to_string),
        questions: questions.collect(),
        ..Setup::default()
    }
}

/// Changes a site's questions, after one of them was moved. The usual order is kept as none, so that a site that
/// decided nothing goes with its industry.
pub async fn change(
    services: &Services,
    identity: &Identity,
    site: SiteId,
    (mut order, shift): (Vec<Slot>, Option<Shift>),
    own: String,
) -> Result<AssistantSettings, AssistantServiceError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let found = sites::find(&mut tx, site).await?;
    let industry = found.ok_or(AssistantServiceError::NotFound)?.industry;
    drop(tx);
    if let Some(shift) = shift {
        shift.apply(&mut order);
    }
    if order == usual(industry) {
        order.clear();
    }
    let section = AssistantSection::Questions { order, own };
    settings::change(services, identity, site, section).await
}
