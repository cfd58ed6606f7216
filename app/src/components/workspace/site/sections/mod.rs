//! The sections of a site's settings: a form each.

mod appearance;
mod booking;
mod consent;
mod general;
mod hours;
mod identity;
mod install;
mod languages;
mod offline;
mod recipes;
mod targeting;

use leptos::prelude::*;

use super::assistant::{AssistantSection, EngineSection, HandoverSection, KnowledgeSection};
use super::nav::SectionName;
use crate::api::assistant::{AssistantPage, KnowledgePage};
use crate::api::sites::SiteDetails;
use crate::components::workspace::Skeleton;

use appearance::AppearanceSection;
use booking::BookingSection;
use consent::ConsentSection;
use general::GeneralSection;
use hours::HoursSection;
use identity::IdentitySection;
use install::InstallSection;
use languages::LanguagesSection;
use offline::OfflineSection;
use targeting::TargetingSection;

/// What a section shows besides the site.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum More {
    /// Nothing.
    Nothing,
    /// The names of time zones.
    Zones(Vec<String>),
    /// The assistant.
    Assistant(Box<AssistantPage>),
    /// What it knows.
    Knowledge(KnowledgePage),
}

/// The form of a section. Who may not change it sees it all the same.
#[component]
pub fn SiteSection(
    /// Which.
    section: SectionName,
    /// Whose.
    details: SiteDetails,
    /// What it shows besides.
    more: More,
    /// Whether this member may change it.
    may_edit: bool,
) -> impl IntoView {
    let notice = (!may_edit).then(|| {
        view! { <p class="notice">"Only admins and the owner change these settings."</p> }
    });
    let site = details.site.clone();
    let form = match (section, more) {
        (SectionName::Knowledge, More::Knowledge(page)) => {
            return view! { {notice} <KnowledgeSection site page may_edit/> }.into_any();
        }
        (SectionName::General, _) => view! { <GeneralSection site/> }.into_any(),
        (SectionName::Appearance, _) => view! { <AppearanceSection site/> }.into_any(),
        (SectionName::Targeting, _) => view! { <TargetingSection site/> }.into_any(),
        (SectionName::Assistant, More::Assistant(page)) => {
            view! { <AssistantSection site page=*page/> }.into_any()
        }
        (SectionName::Engine, More::Assistant(page)) => {
            view! { <EngineSection site page=*page/> }.into_any()
        }
        (SectionName::Handover, More::Assistant(page)) => {
            view! { <HandoverSection site page=*page/> }.into_any()
        }
        (SectionName::Languages, _) => view! { <LanguagesSection site/> }.into_any(),
        (SectionName::Hours, More::Zones(zones)) => view! { <HoursSection site zones/> }.into_any(),
        (SectionName::Booking, _) => view! { <BookingSection site/> }.into_any(),
        (SectionName::Offline, _) => view! { <OfflineSection site/> }.into_any(),
        (SectionName::Consent, _) => view! { <ConsentSection site/> }.into_any(),
        (SectionName::Identity, _) => view! { <IdentitySection details/> }.into_any(),
        (SectionName::Install, _) => return view! { <InstallSection details/> }.into_any(),
        // What was loaded belongs to the section before; what belongs to this one is on its way.
        _ => view! { <Skeleton lines=8/> }.into_any(),
    };
    view! {
        {notice}
        <fieldset class="settings-fields" disabled=!may_edit>{form}</fieldset>
    }
    .into_any()
}
