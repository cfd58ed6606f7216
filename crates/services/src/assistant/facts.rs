use beckon_domain::lead::Facts;

/// The facts in words for members: `Name: Ada`.
pub(super) fn in_words(facts: &Facts) -> Vec<String> {
    let contact = &facts.contact;
    let fields = [
        ("name", contact.name.clone()),
        ("e-mail", contact.email.as_ref().map(ToString::to_string)),
        ("phone", contact.phone.as_ref().map(ToString::to_string)),
        ("company", contact.company.clone()),
        ("location", facts.location.clone()),
        ("budget", facts.budget.map(|budget| budget.to_string())),
        (
            "begins",
            facts.timeline.map(|when| when.name().to_lowercase()),
        ),
        (
            "people in the company",
            facts.company_size.map(|size| size.to_string()),
        ),
        (
            "decides alone",
            facts
                .decision_maker
                .map(|decides| if decides { "yes" } else { "no" }.to_owned()),
        ),
    ];
    let known = fields.into_iter();
    known
        .filter_map(|(name, value)| Some(format!("{name} {}", value?)))
        .collect()
}
