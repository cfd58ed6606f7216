use beckon_domain::industry::Industry;
use beckon_domain::lead_import::{Dialling, Duplicates, Import, Sample, Target, read_row};
use leptos::prelude::*;

use crate::api::lead_imports::StartLeadImport;
use crate::components::workspace::session::Colleagues;

/// Says what the columns of a file hold, and how it is imported; beside each column stands what is in it.
#[component]
pub fn MappingForm(
    /// The import that waits.
    import: Import,
    /// The file's first rows.
    sample: Sample,
    /// Who could take care of the leads.
    colleagues: Colleagues,
    /// Begins.
    start: ServerAction<StartLeadImport>,
) -> impl IntoView {
    let chosen = RwSignal::new(sample.guessed.clone());
    let dialling = RwSignal::new(Dialling::NORTH_AMERICA);
    let rows = StoredValue::new(sample.rows.clone());
    let header = StoredValue::new(import.header.clone());
    // The very function by which the server imports.
    let problems = Memo::new(move |_| {
        let (columns, dialling) = (chosen.read(), dialling.get());
        rows.with_value(|rows| {
            let bad = rows.iter().enumerate().filter_map(|(at, cells)| {
                let problems = read_row(cells, &columns, dialling).err()?;
                let sentences = problems
                    .iter()
                    .map(|problem| header.with_value(|header| problem.sentence(header)));
                Some(format!(
                    "Row {}: {}",
                    at + 2,
                    sentences.collect::<Vec<_>>().join(" ")
                ))
            });
            bad.collect::<Vec<_>>()
        })
    });
    let shown = sample.rows.len();
    let format = format!(
        "{}, {} between the cells. Beside each column stands what its first rows say.",
        import.format.encoding.name(),
        import.format.separator_name()
    );
    view! {
        <ActionForm action=start attr:class="stack card card-pad">
            <input type="hidden" name="id" value=import.id.to_string()/>
            <h2 class="board-title">"What the columns hold"</h2>
            <p class="hint">
                {format}
            </p>
            <Columns header=import.header sample chosen/>
            <h2 class="board-title">"How they come in"</h2>
            <Choices dialling colleagues/>
            <div role="status">
                {move || match problems.read().as_slice() {
                    [] => view! { <p class="hint">{format!("The first {shown} rows can be imported like this.")}</p> }.into_any(),
                    some => view! {
                        <p class="error">{format!("{} of the first {shown} rows can't be imported like this; they would come back to you in a file:", some.len())}</p>
                        <ul>{some.iter().map(|line| view! { <li dir="auto">{line.clone()}</li> }).collect_view()}</ul>
                    }.into_any(),
                }}
            </div>
            <button type="submit" class="btn btn-primary" disabled=start.pending()>"Import"</button>
        </ActionForm>
    }
}

/// What each column holds, with what its first rows say.
#[component]
fn Columns(
    header: Vec<String>,
    sample: Sample,
    chosen: RwSignal<Vec<Option<Target>>>,
) -> impl IntoView {
    let column = |(at, title): (usize, String)| {
        let guessed = sample.guessed.get(at).copied().flatten();
        let examples = sample
            .rows
            .iter()
            .filter_map(|row| row.get(at))
            .filter(|cell| !cell.trim().is_empty());
        let examples = examples.take(3).cloned().collect::<Vec<_>>().join(" · ");
        let name = if title.trim().is_empty() {
            format!("Column {}", at + 1)
        } else {
            title
        };
        let choose = move |event| {
            let word = event_target_value(&event);
            let target = Target::ALL
                .into_iter()
                .find(|target| target.as_str() == word);
            chosen.update(|chosen| {
                if let Some(column) = chosen.get_mut(at) {
                    *column = target;
                }
            });
        };
        let options = Target::ALL.map(|target| view! {
            <option value=target.as_str() selected=guessed == Some(target)>{target.title()}</option>
        });
        let id = format!("import-column-{at}");
        view! {
            <div class="field">
                <label class="label" for=id.clone() dir="auto">{name}</label>
                <select class="select" id=id name=format!("columns[{at}]") on:change=choose>
                    <option value="">"Leave out"</option>
                    {options.into_iter().collect_view()}
                </select>
                <p class="hint" dir="auto">{examples}</p>
            </div>
        }
    };
    header.into_iter().enumerate().map(column).collect_view()
}

/// What holds for all rows.
#[component]
fn Choices(dialling: RwSignal<Dialling>, colleagues: Colleagues) -> impl IntoView {
    let countries = Dialling::ALL.map(|(dialling, country)| view! {
        <option value=dialling.code() selected=dialling == Dialling::NORTH_AMERICA>{format!("{country} (+{})", dialling.code())}</option>
    });
    let members = colleagues.members();
    let members: Vec<_> = members
        .iter()
        .map(|member| {
            view! {
                <option value=member.account.to_string()>{colleagues.name(member.account)}</option>
            }
        })
        .collect();
    let pick_country = move |event| {
        let code = event_target_value(&event).parse().ok();
        if let Some(country) = code.and_then(Dialling::of) {
            dialling.set(country);
        }
    };
    view! {
            <div class="field">
                <label class="label" for="import-duplicates">"Who is a lead already, or stands twice in the file"</label>
                <select class="select" id="import-duplicates" name="duplicates" aria-describedby="import-duplicates-hint">
                    {Duplicates::ALL.map(|policy| view! { <option value=policy.as_str()>{policy.name()}</option> }).into_iter().collect_view()}
                </select>
                <p class="hint" id="import-duplicates-hint">
                    "Known by the same e-mail address or phone number. The server looks while it imports, and counts them then."
                </p>
            </div>
            <div class="field">
                <label class="label" for="import-industry">"Industry of rows that say none"</label>
                <select class="select" id="import-industry" name="industry">
                    {Industry::ALL.map(|industry| view! { <option value=industry.slug()>{industry.name()}</option> }).into_iter().collect_view()}
                </select>
            </div>
            <div class="field">
                <label class="label" for="import-dialling">"Phone numbers without a country code are from"</label>
                <select class="select" id="import-dialling" name="dialling" on:change=pick_country>
                    {countries.into_iter().collect_view()}
                </select>
            </div>
            <div class="field">
                <label class="label" for="import-assignee">"Who takes care of them"</label>
                <select class="select" id="import-assignee" name="assignee" aria-describedby="import-assignee-hint">
                    <option value="">"Nobody yet"</option>
                    {members}
                </select>
                <p class="hint" id="import-assignee-hint">"Imported leads are not routed, and nobody gets a mail for them."</p>
            </div>
    }
}
