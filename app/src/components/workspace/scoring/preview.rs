use beckon_domain::score::{Effect, Quality, Sample, ScoreRules};
use leptos::prelude::*;

use super::draft::Drafts;
use crate::components::workspace::score::badge_class;

/// What the rules, as they are being typed, would do to the newest leads. Computed where they are typed, by what scores
/// leads on the server.
#[component]
pub(super) fn Preview(
    drafts: Drafts,
    stored: Signal<ScoreRules>,
    samples: Vec<Sample>,
) -> impl IntoView {
    let samples = StoredValue::new(samples);
    let effect = Memo::new(move |_| {
        let after = drafts.whole();
        stored.with(|before| samples.with_value(|samples| Effect::of(samples, before, &after)))
    });
    if samples.with_value(Vec::is_empty) {
        return view! { <p class="hint">"There are no leads yet on which the rules could be tried."</p> }.into_any();
    }
    view! {
        <p class="score-effect" role="status">{move || effect.with(in_words)}</p>
        <table class="score-bands">
            <caption class="sr-only">"Leads of each quality, by the rules that are saved and by those beside"</caption>
            <thead>
                <tr>
                    <th scope="col">"Quality"</th>
                    <th scope="col" class="sr-only">"Share"</th>
                    <th scope="col">"Now"</th>
                    <th scope="col">"Then"</th>
                </tr>
            </thead>
            <tbody>{move || effect.with(bands)}</tbody>
        </table>
        {move || effect.with(|effect| (!effect.moves.is_empty()).then(|| moves(effect, samples)))}
    }
    .into_any()
}

fn in_words(effect: &Effect) -> String {
    let of = match effect.looked_at {
        1 => "the one lead there is".to_owned(),
        count => format!("the newest {count} leads"),
    };
    match (effect.rise, effect.fall) {
        (0, 0) => format!("Of {of}, no score changes."),
        (rise, fall) => format!("Of {of}, {rise} rise and {fall} fall."),
    }
}

fn bands(effect: &Effect) -> impl IntoView + use<> {
    let counts = effect.qualities.iter().map(|(_, old, new)| *old.max(new));
    let most = counts.max().unwrap_or(0).max(1);
    let row = move |(quality, old, new): &(Quality, usize, usize)| {
        let (quality, old, new) = (*quality, *old, *new);
        view! {
            <tr>
                <th scope="row"><span class=badge_class(quality)>{quality.name()}</span></th>
                <td class="score-band-cell" aria-hidden="true">
                    <svg class="score-band" viewBox="0 0 100 10" preserveAspectRatio="none">
                        <rect class="score-band-old" width=old * 100 / most height="4"></rect>
                        <rect class="score-band-new" y="6" width=new * 100 / most height="4"></rect>
                    </svg>
                </td>
                <td class="score-count">{old}</td>
                <td class="score-count" class:is-changed=old != new>{new}</td>
            </tr>
        }
    };
    effect.qualities.iter().map(row).collect_view()
}

fn moves(effect: &Effect, samples: StoredValue<Vec<Sample>>) -> impl IntoView + use<> {
    let row = |(at, old, new): &(usize, u8, u8)| {
        let (old, new) = (*old, *new);
        let lead = samples.with_value(|samples| {
            samples
                .get(*at)
                .map(|sample| (sample.id, sample.title.clone()))
        });
        lead.map(|(id, title)| view! {
            <li class="score-move">
                <a class="link" href=format!("/app/leads/{id}") dir="auto">{title}</a>
                <span class="score-count">{old} <span aria-label="to">" → "</span> <strong>{new}</strong></span>
            </li>
        })
    };
    let rows = effect.moves.iter().filter_map(row).collect_view();
    view! {
        <h3 class="label">"Who moves most"</h3>
        <ul class="score-moves">{rows}</ul>
    }
}
