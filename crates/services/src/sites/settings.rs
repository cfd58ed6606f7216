//! A site's settings, a section at a time: each form of the site's pages is one, and two people who change different
//! ones at once don't undo each other's.

use beckon_domain::account::Identity;
use beckon_domain::id::SiteId;
use beckon_domain::site::{Origin, Site};
use beckon_domain::widget::{
    Appearance, BusinessHours, Colour, Consent, Holiday, Language, Languages, Offline, Position,
    Rule, Rules, Scheme, Setting, SettingError, Texts, WebAddress, Week, WidgetError,
    parse_greeting, parse_title,
};
use beckon_store::sites;

use super::{SiteServiceError, require_admin};
use crate::Services;

/// What is typed into one section.
#[derive(Clone, Debug)]
pub enum Section {
    /// For the organization itself.
    General {
        /// Its name.
        name: String,
        /// The origins on which the widget may load, one a line.
        origins: String,
    },
    /// How the widget looks.
    Appearance {
        /// Who the visitor talks to.
        title: String,
        /// `#rrggbb`.
        colour: String,
        /// Where the launcher stands.
        position: Position,
        /// Light or dark.
        scheme: Scheme,
        /// The address of a picture; may be empty.
        logo: String,
    },
    /// What it says by itself.
    Targeting {
        /// The first words.
        greeting: String,
        /// The rules, as JSON.
        rules: String,
    },
    /// Which languages it speaks.
    Languages {
        /// Where nothing better is known.
        default: Language,
        /// Whether the visitor's browser decides.
        follow_browser: bool,
        /// Title and greeting by language; may be empty.
        texts: Vec<(Language, String, String)>,
    },
    /// When somebody is there.
    Hours(Option<HoursForm>),
    /// The page on which visitors book.
    Booking {
        /// Whether it names people and teams.
        names_hosts: bool,
    },
    /// What happens around a conversation.
    Offline {
        /// Whether a form is offered while nobody is there.
        form: bool,
        /// The words above it; may be empty.
        text: String,
        /// Whether a visitor is asked for a rating.
        csat: bool,
        /// Whether an answer makes a sound.
        sound: bool,
    },
    /// What a visitor agrees to, if they are asked: the words, and where to read more.
    Consent(Option<(String, String)>),
}

/// Business hours, as typed.
#[derive(Clone, Debug)]
pub struct HoursForm {
    /// By whose clock.
    pub time_zone: String,
    /// The hours of each day, Monday first.
    pub days: [String; 7],
    /// The holidays, one a line.
    pub holidays: String,
}

/// Changes a section of a site's settings.
pub async fn change(
    services: &Services,
    identity: &Identity,
    id: SiteId,
    section: Section,
) -> Result<Site, SiteServiceError> {
    require_admin(identity)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    let mut site = sites::find_to_change(&mut tx, id)
        .await?
        .ok_or(SiteServiceError::NotFound)?;
    section.apply(&mut site)?;
    sites::update(&mut tx, &site).await?;
    tx.commit().await?;
    Ok(site)
}

impl Section {
    fn apply(self, site: &mut Site) -> Result<(), SettingError> {
        let widget = &mut site.widget;
        match self {
            Self::General { name, origins } => {
                site.name = parse_title(&name).map_err(|error| error.of(Setting::Name))?;
                site.allowed_origins = parse_origins(&origins)?;
            }
            Self::Appearance {
                title,
                colour,
                position,
                scheme,
                logo,
            } => {
                widget.title = parse_title(&title).map_err(|error| error.of(Setting::Title))?;
                widget.appearance = Appearance {
                    colour: Colour::parse(&colour).map_err(|error| error.of(Setting::Colour))?,
                    logo: WebAddress::parse_optional(&logo)
                        .map_err(|error| error.of(Setting::Logo))?,
                    position,
                    scheme,
                };
            }
            Self::Targeting { greeting, rules } => {
                widget.greeting =
                    parse_greeting(&greeting).map_err(|error| error.of(Setting::Greeting))?;
                widget.rules = parse_rules(&rules).map_err(|error| error.of(Setting::Rules))?;
            }
            Self::Languages {
                default,
                follow_browser,
                texts,
            } => {
                widget.languages = Languages {
                    default,
                    follow_browser,
                };
                widget.translations.clear();
                for (language, title, greeting) in texts {
                    let texts = Texts::parse(language, &title, &greeting)?;
                    if !texts.is_empty() {
                        widget.translations.insert(language, texts);
                    }
                }
            }
            Self::Hours(form) => widget.hours = form.map(HoursForm::parse).transpose()?,
            Self::Booking { names_hosts } => widget.names_hosts = names_hosts,
            Self::Offline {
                form,
                text,
                csat,
                sound,
            } => {
                widget.offline =
                    Offline::parse(form, &text).map_err(|error| error.of(Setting::Offline))?;
                (widget.csat, widget.sound) = (csat, sound);
            }
            Self::Consent(asked) => widget.consent = asked.map(parse_consent).transpose()?,
        }
        Ok(())
    }
}

impl HoursForm {
    fn parse(self) -> Result<BusinessHours, SettingError> {
        let of_day = |(day, error): (usize, WidgetError)| {
            error.of(Setting::Day(u8::try_from(day).unwrap_or_default()))
        };
        let of_line =
            |(line, error): (usize, WidgetError)| error.of(Setting::Holidays(line_number(line)));
        Ok(BusinessHours {
            time_zone: BusinessHours::parse_time_zone(&self.time_zone)
                .map_err(|error| error.of(Setting::TimeZone))?,
            week: Week::parse(&self.days).map_err(of_day)?,
            holidays: Holiday::parse_all(&self.holidays).map_err(of_line)?,
        })
    }
}

fn parse_rules(json: &str) -> Result<Rules, WidgetError> {
    let rules: Vec<Rule> = serde_json::from_str(json).map_err(|_| WidgetError::Rules)?;
    rules.try_into()
}

fn parse_consent((text, link): (String, String)) -> Result<Consent, SettingError> {
    Consent::parse(&text, &link).map_err(|error| {
        error.of(match error {
            WidgetError::Address => Setting::ConsentLink,
            _ => Setting::Consent,
        })
    })
}

pub(super) fn parse_origins(text: &str) -> Result<Vec<Origin>, SettingError> {
    let mut origins = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let origin = Origin::parse(line)
            .map_err(|_| WidgetError::Origin.of(Setting::Origins(line_number(at))))?;
        if !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    Ok(origins)
}

fn line_number(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
