//! How people are shown.

use leptos::prelude::*;

/// The first letters of the first and the last word of a name.
pub fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    first
        .into_iter()
        .chain(words.next_back())
        .flat_map(char::to_uppercase)
        .collect()
}

/// A person's initials in a circle. It says nothing to a screen reader: put the name beside it.
#[component]
pub fn Avatar(
    /// The person's name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    view! {
        <span class="avatar" aria-hidden="true">
            {move || name.with(|name| initials(name))}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_at_most_two() {
        assert_eq!(initials("Ana María López"), "AL");
        assert_eq!(initials("ana@example.com"), "A");
        assert_eq!(initials("  (müller) 🌞"), "M");
        assert_eq!(initials(""), "");
    }
}
