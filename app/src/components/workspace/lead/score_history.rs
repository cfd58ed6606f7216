use beckon_domain::score::ScoreChange;
use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::components::workspace::score::points_in_words;
use crate::components::workspace::time::Ago;

/// Width and height of the curve, in the picture's own units: a hundredth of the time, a point of the score.
const WIDTH: i64 = 100;
const HEIGHT: i64 = 100;

/// What a score was: a curve for the eye, a list for everybody.
#[component]
pub fn ScoreHistory(
    /// The changes, the newest first.
    history: Vec<ScoreChange>,
) -> impl IntoView {
    if history.len() < 2 {
        return ().into_any();
    }
    let entry = |change: &ScoreChange| {
        let reasons =
            change.score.reasons.iter().map(|reason| {
                format!("{} {}", reason.cause.name(), points_in_words(reason.points))
            });
        let reasons = reasons.collect::<Vec<_>>().join(", ");
        view! {
            <li class="timeline-entry">
                <p class="timeline-head">
                    <span class="timeline-kind">{change.score.value} " · " {change.cause.name()}</span>
                    <Ago at=change.at/>
                </p>
                <p class="timeline-detail" dir="auto">{reasons}</p>
            </li>
        }
    };
    let curve = curve(&history);
    view! {
        <details class="score-history">
            <summary>
                <svg class="score-curve" viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
                    <polyline points=curve></polyline>
                </svg>
                <span>{history.len()} " scores so far"</span>
            </summary>
            <ol class="timeline">{history.iter().map(entry).collect_view()}</ol>
        </details>
    }
    .into_any()
}

/// The steps of a score over time, from the first change on the left to the last one on the right.
fn curve(history: &[ScoreChange]) -> String {
    let (Some(newest), Some(oldest)) = (history.first(), history.last()) else {
        return String::new();
    };
    let span = (newest.at - oldest.at).num_milliseconds().max(1);
    let x = |at: DateTime<Utc>| (at - oldest.at).num_milliseconds() * WIDTH / span;
    let y = |change: &ScoreChange| HEIGHT - i64::from(change.score.value);
    let mut points = Vec::new();
    let mut before = None;
    for change in history.iter().rev() {
        let x = x(change.at);
        if let Some(before) = before {
            points.push(format!("{x},{before}"));
        }
        points.push(format!("{x},{}", y(change)));
        before = Some(y(change));
    }
    points.join(" ")
}

#[cfg(test)]
mod tests {
    use beckon_domain::score::{Score, ScoreCause};
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn a_curve_goes_in_steps() {
        let change = |value, minutes| ScoreChange {
            score: Score {
                value,
                reasons: Vec::new(),
            },
            cause: ScoreCause::Activity,
            at: DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes),
        };
        assert_eq!(curve(&[]), "");
        let history = [change(60, 10), change(30, 5), change(10, 0)];
        assert_eq!(curve(&history), "0,90 50,90 50,70 100,70 100,40");
    }
}
