//! Days and hours, as people name them in each language.

use beckon_domain::industry::Industry;
use beckon_domain::widget::{Language, TimeOfDay};
use chrono::{Datelike as _, NaiveDate, TimeDelta};
use proptest::prelude::*;

use crate::dialogue::meeting::Offered;
use crate::dialogue::{Bound, DialogueState, WantedDay, WantedTime, respond};

/// A Wednesday.
fn today() -> NaiveDate {
    date(2026, 11, 25)
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// A dialogue in which times were offered.
fn offered(language: Language) -> DialogueState {
    let mut state = DialogueState {
        language: Some(language),
        turns: 2,
        ..DialogueState::new(Industry::Solar)
    };
    let wall = today().and_hms_opt(11, 45, 0).unwrap();
    state.meeting.offer(vec![Offered {
        start: wall.and_utc(),
        wall,
    }]);
    state
}

fn wanted(language: Language, text: &str) -> WantedTime {
    respond(&offered(language), text)
        .1
        .wanted
        .unwrap_or_default()
}

#[test]
fn days_are_named_in_many_ways() {
    let cases = [
        (
            Language::En,
            date(2026, 12, 1),
            "next Tuesday | 12/1 | on 12/1 | 2026-12-01 | 12/1/2026 | Tuesday, 12/1 | 1.12.2026 | Tuesday of next week",
        ),
        (
            Language::En,
            date(2026, 12, 8),
            "Tuesday week | Tuesday in a week | a week from Tuesday",
        ),
        (Language::En, date(2026, 12, 9), "in two weeks | in 14 days"),
        (
            Language::En,
            date(2026, 12, 25),
            "12/25 | 25/12 | December 25",
        ),
        (Language::En, date(2026, 11, 30), "next week"),
        (
            Language::De,
            date(2026, 12, 1),
            "nächsten Dienstag | 1.12. | am 1.12. um 10 | am 1.12 | 01.12.2026 | 1.12.26 | Dienstag nächste Woche",
        ),
        (Language::De, date(2026, 12, 8), "Dienstag in einer Woche"),
        (Language::De, date(2026, 12, 9), "in zwei Wochen"),
        (
            Language::Es,
            date(2026, 12, 1),
            "1/12 | el 1/12 | 01/12/2026 | el martes de la próxima semana",
        ),
        (
            Language::Es,
            date(2026, 12, 9),
            "en dos semanas | dentro de dos semanas",
        ),
        (
            Language::Fr,
            date(2026, 12, 1),
            "mardi prochain | 1/12 | le 01/12/2026 | mardi de la semaine prochaine",
        ),
        (
            Language::Fr,
            date(2026, 12, 8),
            "mardi en huit | mardi dans une semaine",
        ),
        (Language::Fr, date(2026, 12, 9), "dans deux semaines"),
        (
            Language::Pt,
            date(2026, 12, 1),
            "1/12 | dia 1/12 | 01/12/2026 | terça da próxima semana",
        ),
        (Language::Pt, date(2026, 12, 8), "terça daqui a uma semana"),
        (
            Language::Pt,
            date(2026, 12, 9),
            "daqui a duas semanas | em duas semanas",
        ),
    ];
    for (language, day, texts) in cases {
        for text in texts.split(" | ") {
            let wish = wanted(language, text).seen_from(today());
            assert_eq!(wish.date, Some(day), "{language:?}: {text}");
        }
    }
}

#[test]
fn hours_are_named_in_many_ways() {
    let cases = [
        (
            Language::En,
            "15:30",
            "half past three | at half past 3 | 3:30 pm",
        ),
        (Language::En, "15:15", "quarter past three"),
        (Language::En, "15:45", "quarter to four"),
        (
            Language::De,
            "15:30",
            "halb vier | um halb 4 | um 15.30 | 15.30 Uhr",
        ),
        (Language::De, "15:15", "viertel nach drei"),
        (Language::De, "15:45", "viertel vor vier | dreiviertel vier"),
        (
            Language::Fr,
            "15:30",
            "trois heures et demie | à 3 heures et demie",
        ),
        (Language::Fr, "15:45", "quatre heures moins le quart"),
        (Language::Fr, "15:15", "trois heures et quart"),
        (
            Language::Es,
            "15:30",
            "a las tres y media | a las 3 y media",
        ),
        (Language::Es, "15:45", "a las cuatro menos cuarto"),
        (Language::Es, "15:15", "a las tres y cuarto"),
        (Language::Pt, "15:30", "às três e meia | às 3 e meia"),
        (Language::Pt, "15:45", "quinze para as quatro"),
    ];
    for (language, time, texts) in cases {
        let time: TimeOfDay = time.parse().unwrap();
        for text in texts.split(" | ") {
            let wish = wanted(language, text).seen_from(today());
            assert_eq!(wish.time, Some(time), "{language:?}: {text}");
        }
    }
}

#[test]
fn an_hour_may_be_a_bound() {
    for (language, after, before) in [
        (
            Language::En,
            "after 4 | not before 4 | from 4 pm | later than 4 | tomorrow after 4pm",
            "before 4 | not later than 4 pm | until 4pm",
        ),
        (
            Language::Es,
            "después de las 4 | a partir de las 4 | no antes de las 4",
            "antes de las 4",
        ),
        (
            Language::Fr,
            "après 16h | à partir de 16h | pas avant 16h",
            "avant 16h",
        ),
        (
            Language::De,
            "nach 16 Uhr | ab 16 Uhr | nicht vor 16 Uhr | erst ab 16 Uhr",
            "vor 16 Uhr | bis 16 Uhr | nicht nach 16 Uhr",
        ),
        (
            Language::Pt,
            "depois das 16h | a partir das 16 | não antes das 16h",
            "antes das 16h",
        ),
    ] {
        let four: Option<TimeOfDay> = "16:00".parse().ok();
        for (bound, texts) in [(Bound::After, after), (Bound::Before, before)] {
            for text in texts.split(" | ") {
                let wish = wanted(language, text).seen_from(today());
                let told = match bound {
                    Bound::After => (wish.after, wish.before),
                    Bound::Before => (wish.before, wish.after),
                };
                assert_eq!(
                    (told, wish.time),
                    ((four, None), None),
                    "{language:?}: {text}"
                );
            }
        }
    }
}

/// A date that there is not is no date, and nothing else either; an amount, a number and a size are no dates.
#[test]
fn what_is_no_date_is_none() {
    for (language, text) in [
        (
            Language::De,
            "am 31.2. | 32.1. | am 30.02.2027 | 24/7 | 10.30 Uhr | mein Budget ist 3.12. Euro | 12.13.",
        ),
        (
            Language::En,
            "2/30 | 13/13 | 24/7 | 31 February | $12/3 | 2026-02-30 | 555-123-4567 | 3/4/5/6",
        ),
        (Language::Fr, "le 31/2 | 24/7"),
        (Language::Es, "el 31/2 | 50/50"),
        (Language::Pt, "dia 31/2 | 24/7"),
    ] {
        for text in text.split(" | ") {
            assert_eq!(wanted(language, text).day, None, "{language:?}: {text}");
        }
    }
    let begun = |text| respond(&DialogueState::new(Industry::Solar), text).1;
    for text in ["we are 1/2 done", "the ratio is 3/4", "it costs 3.12"] {
        assert_eq!(begun(text).wanted, None, "{text}");
    }
}

/// How people write a date in figures.
fn written(language: Language, day: NaiveDate, form: u8) -> String {
    let (month, of_month, year) = (day.month(), day.day(), day.year());
    match (form, language) {
        (0, _) => format!("{year}-{month:02}-{of_month:02}"),
        (1, Language::En) => format!("{month}/{of_month}/{year}"),
        (1, _) => format!("{of_month}/{month}/{year}"),
        (2, Language::En) => format!("{month}/{of_month}"),
        (2, _) => format!("{of_month}/{month}"),
        (3, _) => format!("{of_month:02}.{month:02}.{year}"),
        (_, Language::En) => format!("on {month:02}/{of_month:02}"),
        (_, _) => format!("{of_month}.{month}."),
    }
}

proptest! {
    /// Each date in figures is understood in each language, and is no fact: no amount, number, size or place.
    #[test]
    fn a_date_in_figures_is_a_date_alone(days in 0_i64..300, form in 0_u8..5, language in 0_usize..5, pending in 0_usize..9) {
        let language = Language::ALL[language];
        let day = today() + TimeDelta::days(days);
        let text = written(language, day, form);
        // Around the clock.
        prop_assume!(text != "24/7");
        let mut state = offered(language);
        let questions = beckon_domain::assistant::Question::ALL;
        // Where the budget was asked for, `3.12.` may be one.
        let is_sure = form < 4 || language == Language::En;
        state.pending = questions.get(pending).copied().filter(|question| {
            is_sure || *question != beckon_domain::assistant::Question::Budget
        });
        let (_, turn) = respond(&state, &text);
        let wish = turn.wanted.unwrap_or_default().seen_from(today());
        prop_assert_eq!(wish.date, Some(day), "{}", text);
        prop_assert_eq!(turn.noted, beckon_domain::lead::Facts::default(), "{}", text);
    }

    /// A day of the week with `next` is of the week after this one, with `in a week` seven days after the next one.
    #[test]
    fn weeks_are_counted(days in 0_i64..3_000, weekday in 0_u8..7) {
        let today = today() + TimeDelta::days(days);
        let seen = |day| {
            let wanted = WantedTime { day: Some(day), ..WantedTime::default() };
            wanted.seen_from(today).date.unwrap()
        };
        let next = seen(WantedDay::WeekdayNext(weekday));
        prop_assert_eq!(next.iso_week(), (today + TimeDelta::days(7)).iso_week());
        prop_assert_eq!(next.weekday().num_days_from_monday(), u32::from(weekday));
        let later = seen(WantedDay::WeekdayAfter(weekday));
        prop_assert_eq!(later - seen(WantedDay::Weekday(weekday)), TimeDelta::days(7));
    }
}
