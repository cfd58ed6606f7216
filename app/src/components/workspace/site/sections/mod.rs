//! The sections of a site's settings: a form each.

mod appearance;
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

use super::nav::SectionName;
use crate::api::sites::SiteDetails;

use appearance::AppearanceSection;
use consent::ConsentSection;
use general::GeneralSection;
use hours::HoursSection;
use identity::IdentitySection;
use install::InstallSection;
use languages::LanguagesSection;
use offline::OfflineSection;
use targeting::TargetingSection;

/// The form of a section. Who may not change it sees it all the same.
#[component]
pub fn SiteSection(
    /// Which.
    section: SectionName,
    /// Whose.
    details: SiteDetails,
    /// The names of time zones, for the section that needs them.
    zones: Vec<String>,
    /// Whether this member may change it.
    may_edit: bool,
) -> impl IntoView {
    let site = details.site.clone();
    let form = match section {
        SectionName::General => view! { <GeneralSection site/> }.into_any(),
        SectionName::Appearance => view! { <AppearanceSection site/> }.into_any(),
        SectionName::Targeting => view! { <TargetingSection site/> }.into_any(),
        SectionName::Languages => view! { <LanguagesSection site/> }.into_any(),
        SectionName::Hours => view! { <HoursSection site zones/> }.into_any(),
        SectionName::Offline => view! { <OfflineSection site/> }.into_any(),
        SectionName::Consent => view! { <ConsentSection site/> }.into_any(),
        SectionName::Identity => view! { <IdentitySection details/> }.into_any(),
        SectionName::Install => return view! { <InstallSection details/> }.into_any(),
    };
    let notice = (!may_edit).then(|| {
        view! { <p class="notice">"Only admins and the owner change these settings."</p> }
    });
    view! {
        {notice}
        <fieldset class="settings-fields" disabled=!may_edit>{form}</fieldset>
    }
    .into_any()
}
