//! `/app/sites/{site}/{section}`: the settings of a site, a section at a time.

use beckon_domain::account::Role;
use beckon_domain::id::SiteId;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::api::assistant::{load_assistant, load_knowledge};
use crate::api::sites::{SiteDetails, site_page, time_zones};
use crate::components::workspace::{
    Empty, Failure, Icon, More, PageTitle, SectionName, Session, SiteNav, SiteSection, Skeleton,
};
use crate::error::AppError;

/// A section of a site's settings, by the address.
#[component]
pub fn SitePage() -> impl IntoView {
    let may_edit = expect_context::<Session>().identity.role >= Role::Admin;
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params
            .read()
            .get_str("site")
            .and_then(|id| id.parse::<SiteId>().ok())
    });
    let section = Memo::new(move |_| {
        let params = params.read();
        params
            .get_str("section")
            .and_then(SectionName::of_slug)
            .unwrap_or(SectionName::General)
    });
    // Loaded anew for each section, which shows what the one before has saved.
    let details = Resource::new(
        move || (id.get(), section.get()),
        |(id, _)| async move { site_page(id.ok_or(AppError::NotFound)?).await },
    );
    let query = use_query_map();
    let more = Resource::new(
        move || {
            let query = query.read();
            let text = |name| query.get(name).unwrap_or_default();
            (id.get(), section.get(), text("find"), text("before"))
        },
        |(id, section, find, before)| async move {
            load(id.ok_or(AppError::NotFound)?, section, find, before).await
        },
    );
    let more_again = move || more.refetch();
    let name = RwSignal::new("Site".to_owned());
    view! {
        <PageTitle name/>
        <div class="page">
            <p class="page-back"><A href="/app/sites" attr:class="link">"All sites"</A></p>
            <Transition fallback=|| view! { <Skeleton lines=8/> }>
                {move || Suspend::new(async move {
                    let more = more.await;
                    let loaded = details.await.and_then(|details| Ok((details, more?)));
                    let retry = move || {
                        details.refetch();
                        more_again();
                    };
                    match loaded {
                        Ok((details, more)) => {
                            name.set(details.site.name.clone());
                            view! { <Settings details more section=section.get_untracked() may_edit/> }.into_any()
                        }
                        Err(AppError::NotFound) => view! { <NoSuchSite/> }.into_any(),
                        Err(error) => view! { <Failure error retry/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

/// What a section shows besides the site.
async fn load(
    id: SiteId,
    section: SectionName,
    find: String,
    before: String,
) -> Result<More, AppError> {
    match section {
        SectionName::Hours => Ok(More::Zones(time_zones().await?)),
        SectionName::Assistant | SectionName::Engine | SectionName::Handover => {
            Ok(More::Assistant(Box::new(load_assistant(id).await?)))
        }
        SectionName::Knowledge => Ok(More::Knowledge(load_knowledge(id, find, before).await?)),
        _ => Ok(More::Nothing),
    }
}

#[component]
fn Settings(
    details: SiteDetails,
    more: More,
    section: SectionName,
    may_edit: bool,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <h1 class="page-title" dir="auto">{details.site.name.clone()}</h1>
            <span class="badge badge-neutral">{details.site.industry.name()}</span>
        </header>
        <div class="site-settings">
            <SiteNav id=details.site.id/>
            <section class="site-section" aria-labelledby="section-title">
                <h2 class="site-section-title" id="section-title">{section.title()}</h2>
                <p class="page-lede">{section.lede()}</p>
                <SiteSection section details more may_edit/>
            </section>
        </div>
    }
}

#[component]
fn NoSuchSite() -> impl IntoView {
    view! {
        <Empty icon=Icon::Globe title="This site can't be found">
            <p>"The address may be wrong, or it belongs to another organization."</p>
        </Empty>
    }
}
