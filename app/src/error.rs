//! The one error that travels from the server to the browser.

use beckon_domain::account::PasswordError;
use beckon_domain::appointment::AvailabilityError;
use beckon_domain::assistant::AssistantFieldError;
use beckon_domain::canned::CannedError;
use beckon_domain::contact::ContactError;
use beckon_domain::conversation::MessageError;
use beckon_domain::form::FieldErrors;
use beckon_domain::inbox::SnoozeError;
use beckon_domain::lead_change::CHANGED_MAX;
use beckon_domain::lead_import::FileProblem;
use beckon_domain::routing::RoutingError;
use beckon_domain::score::RulesError;
use beckon_domain::widget::SettingError;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// Why a request was refused, in words for the person who made it.
///
/// No variant holds free text: without JavaScript an error comes back in the page's address, which
/// anybody can write, so all that it can say are sentences of our own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// The server was not reached, or its answer got lost.
    #[error("We could not reach the server. Check your connection and try again.")]
    Network,
    /// The request was not what the server expects.
    #[error("That request was incomplete. Reload the page and try again.")]
    Malformed,
    /// A fault of ours; the log has the cause.
    #[error("Something went wrong on our side. Please try again in a moment.")]
    Server,
    /// The database is away; the log has the cause.
    #[error("We can't save or load anything right now. Please try again in a minute.")]
    Unavailable,
    /// Nobody is signed in.
    #[error("Please sign in first.")]
    SignInNeeded,
    /// The role does not allow it.
    #[error("Your role doesn't allow that. Ask an admin or the owner of your organization.")]
    NotAllowed,
    /// It does not exist, or belongs to somebody else.
    #[error("We could not find that. It may have been removed.")]
    NotFound,
    /// Too much in too short a time.
    #[error("That was a lot in a short time. Wait a few minutes, then try again.")]
    TooMany,
    /// The e-mail address and the password don't belong together; says nothing about which is wrong.
    #[error("That e-mail address and password don't match.")]
    WrongCredentials,
    /// The invitation was used, withdrawn or is too old.
    #[error("This invitation is no longer valid. Ask for a new one.")]
    InvitationGone,
    /// A name is refused.
    #[error("Name: {0}")]
    Name(ContactError),
    /// An organization's name is refused.
    #[error("Organization: {0}")]
    Organization(ContactError),
    /// An e-mail address is refused.
    #[error("{0}")]
    Email(ContactError),
    /// A password is refused.
    #[error("Password: {0}")]
    Password(PasswordError),
    /// A setting of a site is refused.
    #[error("{0}")]
    Setting(SettingError),
    /// A setting of a site's assistant is refused.
    #[error("{0}")]
    Assistant(AssistantFieldError),
    /// A page that is to be looked at is none of the site's.
    #[error(
        "Enter an address on one of the site's allowed origins, like https://www.example.com/pricing."
    )]
    PageElsewhere,
    /// A colleague took the conversation a moment ago.
    #[error("A colleague took this conversation a moment ago.")]
    Taken,
    /// Until when a conversation is put off is refused.
    #[error("{0}")]
    Snooze(SnoozeError),
    /// A canned response is refused.
    #[error("{0}")]
    Canned(CannedError),
    /// A time that is wanted can't be had, or no longer.
    #[error("That time has just been taken. Choose another one.")]
    TimeGone,
    /// No time was chosen.
    #[error("Choose a time first.")]
    TimeMissing,
    /// An appointment has begun, or was called off.
    #[error("This appointment can't be changed any more.")]
    AppointmentOver,
    /// When somebody can be met is refused.
    #[error("{0}")]
    Availability(AvailabilityError),
    /// Another team has the name.
    #[error("Another team has this name. Choose another.")]
    TeamTaken,
    /// A message or a greeting is refused.
    #[error("{0}")]
    Message(MessageError),
    /// There are as many views as one can have.
    #[error("You have as many views as fit. Remove one first.")]
    TooManyViews,
    /// More leads than can be changed at once.
    #[error("At most {CHANGED_MAX} leads are changed at once. Narrow the list first.")]
    TooManyLeads,
    /// A file of leads, or how it is to be read.
    #[error("{0}")]
    Import(FileProblem),
    /// An import has begun, ended, or is too old.
    #[error("This import stands elsewhere by now. Reload the page to see where.")]
    ImportMoved,
    /// Rules of scores are refused.
    #[error("{0}")]
    Rules(RulesError),
    /// Rules of routing are refused.
    #[error("{0}")]
    Routing(RoutingError),
    /// How many leads somebody takes is refused.
    #[error("Open leads at most is a whole number up to 10,000, or empty for no limit.")]
    Capacity,
    /// Somebody else changed the same thing meanwhile.
    #[error(
        "Somebody else has changed this meanwhile. Reload the page to see it, then change it again."
    )]
    Changed,
    /// Fields of the lead form are refused.
    #[error("Please check the marked fields.")]
    Fields(FieldErrors),
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let error = match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Deserialization(_) => Self::Network,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_)
            | ServerFnErrorErr::Serialization(_) => Self::Malformed,
            ServerFnErrorErr::Registration(_)
            | ServerFnErrorErr::ServerError(_)
            | ServerFnErrorErr::MiddlewareError(_)
            | ServerFnErrorErr::Response(_) => Self::Server,
        };
        // `Network` is what a browser says to itself, and what an unreadable error in an address reads as:
        // it is no fault of this response.
        #[cfg(feature = "ssr")]
        let error = if error == Self::Network {
            error
        } else {
            error.answered()
        };
        error
    }
}

#[cfg(feature = "ssr")]
mod status {
    use axum::http::StatusCode;
    use axum::http::header::LOCATION;
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;

    use super::AppError;
    use crate::api;

    impl AppError {
        /// This error, its status set in the response: of the call, or of the page that is rendered. A redirect
        /// stands, and a form that a browser sent by itself is going to be one.
        #[must_use]
        pub fn answered(self) -> Self {
            if let Some(ResponseOptions(response)) = use_context()
                && !api::is_plain_form()
                && let Ok(mut response) = response.write()
                && !response.headers.contains_key(LOCATION)
            {
                response.status = Some(self.status());
            }
            self
        }

        const fn status(&self) -> StatusCode {
            match self {
                Self::Network | Self::Server => StatusCode::INTERNAL_SERVER_ERROR,
                Self::Malformed => StatusCode::BAD_REQUEST,
                Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
                Self::SignInNeeded | Self::WrongCredentials => StatusCode::UNAUTHORIZED,
                Self::NotAllowed => StatusCode::FORBIDDEN,
                Self::NotFound => StatusCode::NOT_FOUND,
                Self::Taken
                | Self::Changed
                | Self::TeamTaken
                | Self::TooManyViews
                | Self::TooManyLeads
                | Self::TimeGone
                | Self::ImportMoved
                | Self::AppointmentOver => StatusCode::CONFLICT,
                Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
                Self::InvitationGone => StatusCode::GONE,
                Self::Name(_)
                | Self::Organization(_)
                | Self::Email(_)
                | Self::Password(_)
                | Self::Setting(_)
                | Self::Assistant(_)
                | Self::PageElsewhere
                | Self::Snooze(_)
                | Self::Canned(_)
                | Self::TimeMissing
                | Self::Availability(_)
                | Self::Message(_)
                | Self::Import(_)
                | Self::Rules(_)
                | Self::Routing(_)
                | Self::Capacity
                | Self::Fields(_) => StatusCode::UNPROCESSABLE_ENTITY,
            }
        }
    }
}

#[cfg(feature = "ssr")]
mod from_services {
    use beckon_services::StoreError;
    use beckon_services::accounts::AccountError;
    use beckon_services::appointments::AppointmentError;
    use beckon_services::assistant::AssistantServiceError;
    use beckon_services::canned::CannedServiceError;
    use beckon_services::conversations::ConversationError;
    use beckon_services::leads::{ImportError, LeadError, RoutingServiceError, ScoringError};
    use beckon_services::notifications::NotificationError;
    use beckon_services::sites::SiteServiceError;
    use beckon_services::teams::TeamError;

    use super::AppError;

    /// The cause goes to the log; the browser learns only that it should come back later.
    fn unavailable(cause: &(dyn std::error::Error + 'static)) -> AppError {
        tracing::error!(error = cause, "the store is unavailable");
        AppError::Unavailable
    }

    impl From<AccountError> for AppError {
        fn from(error: AccountError) -> Self {
            let error = match error {
                AccountError::Name(error) => Self::Name(error),
                AccountError::Organization(error) => Self::Organization(error),
                AccountError::Email(error) => Self::Email(error),
                AccountError::Password(error) => Self::Password(error),
                AccountError::WrongCredentials => Self::WrongCredentials,
                AccountError::TooManyAttempts => Self::TooMany,
                AccountError::InvitationGone => Self::InvitationGone,
                AccountError::NotAllowed => Self::NotAllowed,
                AccountError::Unavailable(cause) => unavailable(&cause),
            };
            error.answered()
        }
    }

    impl From<AppointmentError> for AppError {
        fn from(error: AppointmentError) -> Self {
            let error = match error {
                AppointmentError::Gone | AppointmentError::Already => Self::TimeGone,
                AppointmentError::NotFound => Self::NotFound,
                AppointmentError::Over => Self::AppointmentOver,
                AppointmentError::Changed => Self::Changed,
                AppointmentError::Availability(error) => Self::Availability(error),
                AppointmentError::Form(fields) => Self::Fields(fields),
                AppointmentError::NotAllowed | AppointmentError::Superseded => Self::NotAllowed,
                AppointmentError::SlowDown => Self::TooMany,
                AppointmentError::Unavailable(cause) => unavailable(&cause),
            };
            error.answered()
        }
    }

    impl From<SiteServiceError> for AppError {
        fn from(error: SiteServiceError) -> Self {
            let error = match error {
                SiteServiceError::Setting(error) => Self::Setting(error),
                SiteServiceError::Page => Self::PageElsewhere,
                SiteServiceError::SlowDown => Self::TooMany,
                SiteServiceError::NotAllowed => Self::NotAllowed,
                SiteServiceError::NotFound => Self::NotFound,
                SiteServiceError::Unavailable(cause) => unavailable(&cause),
            };
            error.answered()
        }
    }

    impl From<AssistantServiceError> for AppError {
        fn from(error: AssistantServiceError) -> Self {
            let error = match error {
                AssistantServiceError::Field(error) => Self::Assistant(error),
                AssistantServiceError::SlowDown => Self::TooMany,
                AssistantServiceError::NotAllowed => Self::NotAllowed,
                AssistantServiceError::NotFound => Self::NotFound,
                AssistantServiceError::Unavailable(cause) => unavailable(&cause),
            };
            error.answered()
        }
    }

    impl From<ConversationError> for AppError {
        fn from(error: ConversationError) -> Self {
            let error = match error {
                ConversationError::NotFound | ConversationError::UnknownAttachment => {
                    Self::NotFound
                }
                ConversationError::Taken => Self::Taken,
                ConversationError::Snooze(error) => Self::Snooze(error),
                ConversationError::Message(error) => Self::Message(error),
                ConversationError::SlowDown(_) => Self::TooMany,
                ConversationError::Unavailable(cause) => unavailable(&cause),
                ConversationError::Unwritten => Self::Unavailable,
            };
            error.answered()
        }
    }

    impl From<TeamError> for AppError {
        fn from(error: TeamError) -> Self {
            let error = match error {
                TeamError::Name(error) => Self::Name(error),
                TeamError::Taken => Self::TeamTaken,
                TeamError::NotFound => Self::NotFound,
                TeamError::NotAllowed => Self::NotAllowed,
                TeamError::Unavailable(cause) => unavailable(&cause),
            };
            error.answered()
        }
    }

    impl From<NotificationError> for AppError {
        fn from(error: NotificationError) -> Self {
            let error = match error {
                NotificationError::BadSubscription => Self::Malformed,
                NotificationError::SlowDown => Self::TooMany,
                NotificationError::NoBrowser => Self::NotFound,
                NotificationError::Unavailable(cause) => unavailable(&cause),
            };
            error.answered()
        }
    }

    impl From<CannedServiceError> for AppError {
        fn from(error: CannedServiceError) -> Self {
            let error = match error {
                CannedServiceError::Canned(error) => Self::Canned(error),
                CannedServiceError::NotFound => Self::NotFound,
                CannedServiceError::Unavailable(cause) => unavailable(&cause),
            };
            error.answered()
        }
    }

    impl From<StoreError> for AppError {
        fn from(cause: StoreError) -> Self {
            unavailable(&cause).answered()
        }
    }

    impl From<ScoringError> for AppError {
        fn from(error: ScoringError) -> Self {
            let error = match error {
                ScoringError::Rules(error) => Self::Rules(error),
                ScoringError::Changed => Self::Changed,
                ScoringError::NotAllowed => Self::NotAllowed,
                ScoringError::Unavailable(cause) => unavailable(&cause),
            };
            error.answered()
        }
    }

    impl From<RoutingServiceError> for AppError {
        fn from(error: RoutingServiceError) -> Self {
            let error = match error {
                RoutingServiceError::Rules(error) => Self::Routing(error),
                RoutingServiceError::Share => Self::Capacity,
                RoutingServiceError::NotFound => Self::NotFound,
                RoutingServiceError::Changed => Self::Changed,
                RoutingServiceError::NotAllowed => Self::NotAllowed,
                RoutingServiceError::Unavailable(cause) => unavailable(&cause),
            };
            error.answered()
        }
    }

    impl From<ImportError> for AppError {
        fn from(error: ImportError) -> Self {
            let error = match error {
                ImportError::NotAllowed => Self::NotAllowed,
                ImportError::NotFound | ImportError::NoSuchMember => Self::NotFound,
                ImportError::TooLate => Self::ImportMoved,
                ImportError::Problem(problem) => Self::Import(problem),
                ImportError::File(cause) => unavailable(&cause),
                ImportError::Unavailable(cause) => unavailable(&cause),
            };
            error.answered()
        }
    }

    impl From<LeadError> for AppError {
        fn from(error: LeadError) -> Self {
            let error = match error {
                LeadError::Form(fields) => Self::Fields(fields),
                LeadError::NotFound | LeadError::NoSuchMember => Self::NotFound,
                LeadError::Name(error) => Self::Name(error),
                LeadError::NotAllowed => Self::NotAllowed,
                LeadError::TooManyViews => Self::TooManyViews,
                LeadError::TooManyLeads => Self::TooManyLeads,
                LeadError::Unavailable(cause) => unavailable(&cause),
            };
            error.answered()
        }
    }
}

#[cfg(test)]
mod tests {
    use leptos::server_fn::error::ServerFnUrlError;

    use super::*;

    fn through_the_address(text: &str) -> AppError {
        let url = ServerFnUrlError::new("/api/x", AppError::Server)
            .to_url("https://beckon.example/")
            .unwrap();
        let genuine = url
            .query_pairs()
            .find(|(name, _)| name == "__err")
            .unwrap()
            .1
            .into_owned();
        assert_eq!(
            ServerFnUrlError::<AppError>::decode_err(&genuine),
            AppError::Server
        );
        ServerFnUrlError::decode_err(text)
    }

    #[test]
    fn an_address_can_only_say_our_own_words() {
        // {"Message":"Call 555-0100 now"} and words that are no base64.
        for forged in [
            "eyJNZXNzYWdlIjoiQ2FsbCA1NTUtMDEwMCBub3cifQ==",
            "<script>",
            "",
        ] {
            assert_eq!(through_the_address(forged), AppError::Network, "{forged}");
        }
    }
}
