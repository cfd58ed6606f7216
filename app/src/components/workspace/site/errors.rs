//! What is wrong with a setting, beside its field.

use beckon_domain::assistant::AssistantField;
use beckon_domain::widget::{Setting, SettingError};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::error::AppError;

/// The error of a setting that `picks` accepts, if the action was refused for it. The number of a line is told.
pub(super) fn error_at<S>(
    action: ServerAction<S>,
    picks: impl Fn(Setting) -> bool + Send + Sync + 'static,
) -> Signal<Option<String>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    Signal::derive(move || match action.value().get()? {
        Err(AppError::Setting(error)) if picks(error.setting) => Some(words(error)),
        _ => None,
    })
}

/// The error of a field of the assistant's settings, if the action was refused for it.
pub(super) fn wrong_field<S>(
    action: ServerAction<S>,
    field: AssistantField,
) -> Signal<Option<String>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    Signal::derive(move || match action.value().get()? {
        Err(AppError::Assistant(error)) if error.field == field => Some(error.to_string()),
        _ => None,
    })
}

/// What is wrong besides a field of the form around it, or with all entries of the knowledge together.
#[component]
pub(super) fn Refusal<S>(action: ServerAction<S>) -> impl IntoView
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let refused = move || match action.value().get()?.err()? {
        AppError::Assistant(error) if error.field != AssistantField::Knowledge => None,
        error => Some(error.to_string()),
    };
    view! {
        <div aria-live="polite">{move || refused().map(|error| view! { <p class="error">{error}</p> })}</div>
    }
}

fn words(SettingError { setting, error }: SettingError) -> String {
    match setting {
        Setting::Origins(line) | Setting::Holidays(line) => format!("Line {}: {error}", line + 1),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use beckon_domain::widget::WidgetError;

    use super::*;

    #[test]
    fn a_line_is_named() {
        assert_eq!(
            words(WidgetError::Origin.of(Setting::Origins(1))),
            "Line 2: An origin looks like https://www.example.com, without a path."
        );
        assert_eq!(
            words(WidgetError::Empty.of(Setting::Name)),
            "Please fill this in."
        );
    }
}
