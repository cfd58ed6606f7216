//! What a site decides about its assistant, a section at a time: two people who change different ones at once don't
//! undo each other's.

use beckon_domain::account::{Identity, Role};
use beckon_domain::assistant::{
    AssistantError, AssistantField, AssistantFieldError, AssistantSection, AssistantSettings,
    AssistantState, BaseUrl, Engine, Handover, KeyState, Model, Persona, Prices, Questions, Text,
    parse_budget, parse_lines,
};
use beckon_domain::id::SiteId;
use beckon_store::assistant::{self as store, usage};
use beckon_store::{StoreError, TenantTx, sites};
use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::keys;
use crate::Services;

/// Why a use case of the assistant's settings was refused.
#[derive(Debug, thiserror::Error)]
pub enum AssistantServiceError {
    /// A field, with what is wrong.
    #[error("setting: {0}")]
    Field(#[from] AssistantFieldError),
    /// The person's role does not allow it.
    #[error("not allowed")]
    NotAllowed,
    /// There is no such site, or no such entry.
    #[error("no such site or entry")]
    NotFound,
    /// Too much in a short time.
    #[error("too much in a short time")]
    SlowDown,
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}

/// All that the settings page shows.
pub async fn state(
    services: &Services,
    identity: &Identity,
    site: SiteId,
) -> Result<AssistantState, AssistantServiceError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    require_site(&mut tx, site).await?;
    let mut keys = Vec::new();
    for engine in [Engine::Openai, Engine::Anthropic] {
        let own = store::key(&mut tx, site, engine).await?;
        keys.push(KeyState {
            engine,
            own: own.map(|key| key.last_four),
            installation: services.providers.account(engine).key.is_some(),
        });
    }
    let month = first_of_month(services.clock.now());
    Ok(AssistantState {
        settings: store::settings(&mut tx, site).await?,
        keys,
        used: usage::since(&mut tx, site, month).await?,
    })
}

/// Changes a section.
pub async fn change(
    services: &Services,
    identity: &Identity,
    site: SiteId,
    section: AssistantSection,
) -> Result<AssistantSettings, AssistantServiceError> {
    require_admin(identity)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    let settings = store::settings_to_change(&mut tx, site).await?;
    let mut settings = settings.ok_or(AssistantServiceError::NotFound)?;
    apply(section, &mut settings, services)?;
    store::save_settings(&mut tx, site, &settings, services.clock.now()).await?;
    tx.commit().await?;
    Ok(settings)
}

/// Keeps a site's own key for a provider, or forgets it when it is empty.
pub async fn set_key(
    services: &Services,
    identity: &Identity,
    site: SiteId,
    engine: Engine,
    key: &str,
) -> Result<(), AssistantServiceError> {
    require_admin(identity)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    require_site(&mut tx, site).await?;
    if key.trim().is_empty() || engine == Engine::Builtin {
        store::delete_key(&mut tx, site, engine).await?;
    } else {
        let place = keys::Place {
            organization: identity.organization,
            site,
            engine,
        };
        let key = keys::parse(key).map_err(|error| error.of(AssistantField::Key(engine)))?;
        let sealed = keys::seal(&services.secret, place, &key);
        store::save_key(&mut tx, site, engine, &sealed, services.clock.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Checks what is typed into a section and puts it into the settings.
pub(super) fn apply(
    section: AssistantSection,
    settings: &mut AssistantSettings,
    services: &Services,
) -> Result<(), AssistantFieldError> {
    use AssistantField as Field;
    match section {
        AssistantSection::Engine {
            engine,
            model,
            base_url,
            input_price,
            output_price,
            budget,
        } => {
            settings.engine = engine;
            settings.model =
                Model::parse_optional(&model).map_err(|error| error.of(Field::Model))?;
            settings.base_url = parse_base_url(&base_url, engine, services)?;
            settings.prices = Prices::parse_optional(&input_price, &output_price)
                .map_err(|error| error.of(Field::Prices))?;
            settings.budget_cents =
                parse_budget(&budget).map_err(|error| error.of(Field::Budget))?;
        }
        AssistantSection::Persona { name, tone, goals } => {
            settings.persona = Persona {
                name: Text::parse_optional(&name).map_err(|error| error.of(Field::Name))?,
                tone,
                goals: parse_lines(&goals).map_err(|error| error.of(Field::Goals))?,
            };
        }
        AssistantSection::Questions { order, own } => {
            let own = parse_lines(&own).map_err(|error| error.of(Field::OwnQuestions))?;
            settings.questions =
                Questions::parse(order, own).map_err(|error| error.of(Field::Order))?;
        }
        AssistantSection::Rules(rules) => {
            settings.rules = parse_lines(&rules).map_err(|error| error.of(Field::Rules))?;
        }
        AssistantSection::Handover {
            on_frustration,
            unanswered,
            words,
            score,
        } => {
            let words = parse_lines(&words).map_err(|error| error.of(Field::Words))?;
            settings.handover = Handover::parse(on_frustration, &unanswered, words, &score)
                .map_err(|error| match error {
                    AssistantError::Unanswered => error.of(Field::Unanswered),
                    _ => error.of(Field::Score),
                })?;
        }
    }
    Ok(())
}

/// Where a site's provider may be: the public internet, or where the installation's is.
fn parse_base_url(
    text: &str,
    engine: Engine,
    services: &Services,
) -> Result<Option<BaseUrl>, AssistantFieldError> {
    let field = AssistantField::BaseUrl;
    let base_url = BaseUrl::parse_optional(text).map_err(|error| error.of(field))?;
    if let Some(base_url) = &base_url {
        services
            .providers
            .may_call(engine, base_url)
            .map_err(|error| error.of(field))?;
    }
    Ok(base_url)
}

/// The day from which a month's budget counts.
pub(super) fn first_of_month(now: DateTime<Utc>) -> NaiveDate {
    let today = now.date_naive();
    today.with_day(1).unwrap_or(today)
}

pub(super) fn require_admin(identity: &Identity) -> Result<(), AssistantServiceError> {
    if identity.role >= Role::Admin {
        Ok(())
    } else {
        Err(AssistantServiceError::NotAllowed)
    }
}

pub(super) async fn require_site(
    tx: &mut TenantTx,
    site: SiteId,
) -> Result<(), AssistantServiceError> {
    match sites::find(tx, site).await? {
        Some(_) => Ok(()),
        None => Err(AssistantServiceError::NotFound),
    }
}
