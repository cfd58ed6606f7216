//! `/app/leads/import`: leads from files, and `/app/leads/import/{import}`: one of them.

use beckon_domain::account::Role;
use beckon_domain::id::LeadImportId;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use crate::api::lead_imports::{
    CancelLeadImport, StartLeadImport, UndoLeadImport, lead_import, list_lead_imports,
};
use crate::components::workspace::{
    Failure, ImportOutcome, ImportRows, MappingForm, PageTitle, Session, Skeleton,
};
use crate::error::AppError;

/// Chooses a file, and shows what was imported.
#[component]
pub fn LeadImportsPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let may_import = session.identity.role >= Role::Admin;
    let imports = Resource::new(|| (), |()| list_lead_imports());
    view! {
        <PageTitle name="Import leads"/>
        <div class="page page-narrow">
            <p class="page-back"><A href="/app/leads" attr:class="link">"All leads"</A></p>
            <header class="page-head">
                <h1 class="page-title">"Import leads"</h1>
                <p class="page-lede">
                    "A table saved as CSV, with a header, up to a million rows and 256 MB. Nothing is imported before you have seen what becomes of its columns."
                </p>
            </header>
            {may_import.then(|| view! {
                <form class="stack card card-pad" method="post" action="/api/lead-imports" enctype="multipart/form-data">
                    <div class="field">
                        <label class="label" for="import-file">"File"</label>
                        <input class="input" id="import-file" name="file" type="file" required
                            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"/>
                    </div>
                    <button type="submit" class="btn btn-primary">"Upload"</button>
                </form>
            })}
            <section class="page-part">
                <h2 class="board-title">"Imports"</h2>
                <Suspense fallback=|| view! { <Skeleton lines=3/> }>
                    {move || Suspend::new(async move {
                        match imports.await {
                            Ok(imports) => view! { <ImportRows imports/> }.into_any(),
                            Err(error) => view! { <Failure error retry=move || imports.refetch()/> }.into_any(),
                        }
                    })}
                </Suspense>
            </section>
        </div>
    }
}

/// An import, by the id in the address.
#[component]
pub fn LeadImportPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        let params = params.read();
        params
            .get_str("import")
            .and_then(|id| id.parse::<LeadImportId>().ok())
    });
    let session = StoredValue::new(expect_context::<Session>());
    let start = ServerAction::<StartLeadImport>::new();
    let cancel = ServerAction::<CancelLeadImport>::new();
    let undo = ServerAction::<UndoLeadImport>::new();
    let found = Resource::new(
        move || {
            (
                id.get(),
                start.version().get(),
                cancel.version().get(),
                undo.version().get(),
            )
        },
        |(id, ..)| async move { lead_import(id.ok_or(AppError::NotFound)?).await },
    );
    let error = move || {
        let errors = [
            start.value().get(),
            cancel.value().get(),
            undo.value().get(),
        ];
        errors.into_iter().flatten().find_map(Result::err)
    };
    view! {
        <PageTitle name="Import"/>
        <div class="page page-narrow">
            <p class="page-back"><A href="/app/leads/import" attr:class="link">"All imports"</A></p>
            <div role="alert">{move || error().map(|error| view! { <p class="error">{error.to_string()}</p> })}</div>
            <Transition fallback=|| view! { <Skeleton lines=6/> }>
                {move || Suspend::new(async move {
                    let colleagues = session.get_value().colleagues().await;
                    let (import, sample) = match found.await {
                        Ok(found) => found,
                        Err(error) => return view! { <Failure error retry=move || found.refetch()/> }.into_any(),
                    };
                    let name = import.name.clone();
                    let body = match sample {
                        Some(sample) => view! { <MappingForm import sample colleagues start/> }.into_any(),
                        None => view! { <ImportOutcome import cancel undo look=move || found.refetch()/> }.into_any(),
                    };
                    view! {
                        <header class="page-head"><h1 class="page-title" dir="auto">{name}</h1></header>
                        {body}
                    }.into_any()
                })}
            </Transition>
        </div>
    }
}
