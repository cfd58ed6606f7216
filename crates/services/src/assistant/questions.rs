//! Which questions a site's assistant asks, and in which order.

use beckon_assistant::dialogue::Setup;
use beckon_domain::account::Identity;
use beckon_domain::assistant::{AssistantSection, AssistantSettings, Question, Shift};
use beckon_domain::id::SiteId;
use beckon_domain::site::Site;
use beckon_store::sites;

use super::settings::{self, AssistantServiceError};
use crate::Services;

/// What the built-in dialogue is told of a site.
pub(super) fn setup(site: &Site, settings: &AssistantSettings) -> Setup {
    Setup {
        language: site.widget.languages.default,
        persona: settings.persona.name.as_ref().map(ToString::to_string),
        questions: settings.questions.order.clone(),
        ..Setup::default()
    }
}

/// Changes a site's questions, after one of them was moved. The usual order is kept as none, so that a site that
/// decided nothing goes with its industry.
pub async fn change(
    services: &Services,
    identity: &Identity,
    site: SiteId,
    (mut order, shift): (Vec<Question>, Option<Shift>),
    own: String,
) -> Result<AssistantSettings, AssistantServiceError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let found = sites::find(&mut tx, site).await?;
    let industry = found.ok_or(AssistantServiceError::NotFound)?.industry;
    drop(tx);
    if let Some(shift) = shift {
        shift.apply(&mut order);
    }
    if order == Question::of(industry) {
        order.clear();
    }
    let section = AssistantSection::Questions { order, own };
    settings::change(services, identity, site, section).await
}
