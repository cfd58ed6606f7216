use beckon_domain::assistant::AssistantSection;
use leptos::prelude::*;

/// What is typed into the forms of a page: a form adds its section, and a trial reads them all.
#[derive(Clone, Copy)]
pub(super) struct Draft(StoredValue<Vec<Signal<AssistantSection>>>);

impl Draft {
    /// Without sections.
    pub(super) fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// Adds a section that changes as it is typed.
    pub(super) fn add(self, section: impl Fn() -> AssistantSection + Send + Sync + 'static) {
        self.0
            .update_value(|sections| sections.push(Signal::derive(section)));
    }

    /// The sections as they are typed now.
    pub(super) fn typed(self) -> Vec<AssistantSection> {
        let sections = self.0.get_value();
        sections.iter().map(GetUntracked::get_untracked).collect()
    }
}
