//! Where an account form's error is shown: beside the field it is about, or above the form.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::error::AppError;

/// A field of the account forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AccountField {
    Organization,
    Name,
    Email,
    Password,
}

/// The last answer to a form, where it was a refusal.
#[derive(Clone, Copy)]
pub(super) struct Refusal(Signal<Option<AppError>>);

impl Refusal {
    /// Follows the answers to `action`.
    pub(super) fn of<F>(action: ServerAction<F>) -> Self
    where
        F: ServerFn<Output = (), Error = AppError> + Clone + Send + Sync + 'static,
    {
        Self(Signal::derive(move || {
            action.value().get().and_then(Result::err)
        }))
    }

    /// What is wrong with a field.
    pub(super) fn at(self, field: AccountField) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.0.with(|error| {
                about(error.as_ref()?)
                    .filter(|(at, _)| *at == field)
                    .map(|(_, words)| words)
            })
        })
    }

    /// What is wrong with no field in particular.
    pub(super) fn elsewhere(self) -> Signal<Option<AppError>> {
        Signal::derive(move || self.0.get().filter(|error| about(error).is_none()))
    }
}

fn about(error: &AppError) -> Option<(AccountField, String)> {
    match error {
        AppError::Organization(error) => Some((AccountField::Organization, error.to_string())),
        AppError::Name(error) => Some((AccountField::Name, error.to_string())),
        AppError::Email(error) => Some((AccountField::Email, error.to_string())),
        AppError::Password(error) => Some((AccountField::Password, error.to_string())),
        _ => None,
    }
}
