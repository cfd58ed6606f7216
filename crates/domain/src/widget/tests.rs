use proptest::prelude::*;

use super::*;
use crate::site::Origin;

#[test]
fn settings_of_an_older_version_are_read() {
    let settings: WidgetSettings =
        serde_json::from_str(r##"{"title":"Shop","greeting":"Hi","colour":"#1f6f5c"}"##).unwrap();
    assert_eq!(settings, WidgetSettings::new("Shop", "Hi"));
}

#[test]
fn settings_survive_the_database() {
    let mut settings = WidgetSettings::new("Shop", "Hi");
    settings.appearance.logo = Some(WebAddress::parse("https://cdn.example.com/l.png").unwrap());
    settings.translations.insert(
        Language::De,
        Texts::parse(Language::De, "", "Hallo").unwrap(),
    );
    settings.hours = Some(BusinessHours {
        time_zone: "Europe/Berlin".into(),
        week: Week::office(),
        holidays: Holiday::parse_all("2026-12-25 Christmas").unwrap(),
    });
    settings.consent = Some(Consent::parse("Yes, keep it.", "").unwrap());
    let json = serde_json::to_string(&settings).unwrap();
    assert_eq!(
        serde_json::from_str::<WidgetSettings>(&json).unwrap(),
        settings
    );
}

#[test]
fn rules_are_the_json_that_browsers_read() {
    let json = r#"[{"when":[{"field":"path","op":"starts_with","value":"/pricing"},{"field":"seconds","op":"at_least","value":30},{"field":"exit","op":"is","value":true}],"then":{"kind":"greet","text":"Questions?"}},{"when":[],"then":{"kind":"quiet"}}]"#;
    let rules: Rules = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&rules).unwrap(), json);
}

#[test]
fn wrong_rules_say_which_and_why() {
    let rule = |field, op, value| Rule {
        when: vec![Condition { field, op, value }],
        then: Outcome::Open,
    };
    let fine = rule(Field::Pages, Operator::AtLeast, Value::Number(3));
    let problem = |wrong: Rule| Rules::try_from(vec![fine.clone(), wrong]).unwrap_err();
    let expect = |problem| WidgetError::Rule { number: 2, problem };
    let text = |text: &str| Value::Text(text.into());
    assert_eq!(
        problem(rule(Field::Path, Operator::AtLeast, Value::Number(1))),
        expect(RuleProblem::Operator)
    );
    assert_eq!(
        problem(rule(Field::Path, Operator::Equals, text(" "))),
        expect(RuleProblem::Value)
    );
    assert_eq!(
        problem(rule(Field::Seconds, Operator::AtLeast, text("30"))),
        expect(RuleProblem::Value)
    );
    assert_eq!(
        problem(rule(Field::Scroll, Operator::AtLeast, Value::Number(101))),
        expect(RuleProblem::Number)
    );
    let silent = Rule {
        when: Vec::new(),
        then: Outcome::Greet {
            text: String::new(),
        },
    };
    assert_eq!(problem(silent), expect(RuleProblem::Greeting));
    assert!(Rules::try_from(vec![fine; RULES_MAX + 1]).is_err());
}

#[test]
fn browsers_are_answered_in_their_language() {
    let mut settings = WidgetSettings::new("Shop", "Hi");
    settings.translations.insert(
        Language::Es,
        Texts::parse(Language::Es, "", "Hola").unwrap(),
    );
    assert_eq!(settings.language_for(["eo", "es-MX", "en"]), Language::Es);
    assert_eq!(settings.greeting_in(Language::Es), "Hola");
    assert_eq!(settings.title_in(Language::Es), "Shop");
    assert_eq!(settings.greeting_in(Language::Fr), "Hi");
    settings.languages.follow_browser = false;
    assert_eq!(settings.language_for(["es"]), Language::En);
}

#[test]
fn addresses() {
    let logo = WebAddress::parse("https://cdn.example.com/a/logo.svg?v=2").unwrap();
    assert_eq!(logo.origin().unwrap().as_str(), "https://cdn.example.com");
    for wrong in [
        "",
        "http://x.example/a.png",
        "javascript:alert(1)",
        "https://",
        "https://x.example/\"onload=",
        "https://x example/",
    ] {
        assert_eq!(
            WebAddress::parse(wrong),
            Err(WidgetError::Address),
            "{wrong}"
        );
    }
}

#[test]
fn colours() {
    assert_eq!(Colour::parse(" #1F6f5c").unwrap().as_str(), "#1f6f5c");
    assert_eq!(Colour::parse("#fff"), Err(WidgetError::Colour));
    assert_eq!(Colour::parse("red"), Err(WidgetError::Colour));
}

#[test]
fn days_and_holidays_are_read_as_people_write_them() {
    let week = Week::parse(&[
        "9:00–12:30, 13:30-18:00",
        "22:00-02:00",
        "0:00-24:00",
        "",
        "",
        "",
        "",
    ])
    .unwrap();
    assert_eq!(hours::write_day(week.day(0)), "09:00-12:30, 13:30-18:00");
    for wrong in [
        "9-17",
        "9:00",
        "9:00-12:00, 11:00-13:00",
        "22:00-02:00, 23:00-23:30",
        "25:00-26:00",
        "9:0-10:00",
    ] {
        assert_eq!(
            Week::parse(&["", "", wrong, "", "", "", ""]),
            Err((2, WidgetError::Hours)),
            "{wrong}"
        );
    }
    let text = "2026-12-25 Christmas\n\n2026-12-24 09:00-12:00, 13:00-14:00 Christmas Eve";
    let holidays = Holiday::parse_all(text).unwrap();
    assert_eq!(holidays[0].hours.len(), 2);
    assert_eq!(holidays[0].name, "Christmas Eve");
    assert_eq!(
        holidays[0].to_line(),
        "2026-12-24 09:00-12:00, 13:00-14:00 Christmas Eve"
    );
    assert_eq!(
        Holiday::parse_all("2026-01-01 A\n2026-13-01 B"),
        Err((1, WidgetError::Holiday))
    );
    assert_eq!(
        Holiday::parse_all("2026-01-01 A\n2026-01-01 B"),
        Err((1, WidgetError::Holiday))
    );
}

proptest! {
    /// What may stand in a policy header and in an attribute has nothing to break out of them with.
    #[test]
    fn addresses_are_safe_in_a_header(path in "\\PC{0,60}") {
        if let Ok(address) = WebAddress::parse(&format!("https://x.example/{path}")) {
            prop_assert!(!address.as_str().contains(['"', '\'', '<', '>', ' ']));
            prop_assert_eq!(address.origin(), Origin::parse("https://x.example").ok());
        }
    }

    #[test]
    fn written_days_are_read_again(bounds in proptest::collection::btree_set(0_u16..1440, 0..12)) {
        let bounds: Vec<_> = bounds.into_iter().collect();
        let text: Vec<_> = bounds
            .chunks_exact(2)
            .map(|pair| format!("{:02}:{:02}-{:02}:{:02}", pair[0] / 60, pair[0] % 60, pair[1] / 60, pair[1] % 60))
            .collect();
        let text = text.join(", ");
        let week = Week::parse(&[text.as_str(), "", "", "", "", "", ""]).unwrap();
        prop_assert_eq!(hours::write_day(week.day(0)), text);
    }
}

#[cfg(feature = "zones")]
mod zones;
