//! The talk about an appointment: what is understood of a choice, in each language.

use beckon_domain::industry::Industry;
use beckon_domain::widget::Language;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use proptest::prelude::*;

use crate::dialogue::meeting::{Meeting, Offered, Step};
use crate::dialogue::{DialogueState, PartOfDay, WantedDay, WantedTime, respond};

pub(super) fn at(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M")
        .unwrap()
        .and_utc()
}

/// Tuesday at 9:00, Tuesday at 14:00 and Thursday at 10:30 were offered.
pub(super) const TIMES: [&str; 3] = ["2026-12-01 09:00", "2026-12-01 14:00", "2026-12-03 10:30"];

pub(super) fn offered(language: Language, times: &[&str]) -> DialogueState {
    let mut state = DialogueState {
        language: Some(language),
        turns: 2,
        ..DialogueState::new(Industry::Solar)
    };
    let times = times.iter().map(|time| Offered {
        start: at(time),
        wall: at(time).naive_utc(),
    });
    state.meeting.offer(times.collect());
    state
}

/// A talk in which an appointment was booked.
fn booked(language: Language) -> DialogueState {
    DialogueState {
        language: Some(language),
        turns: 3,
        meeting: Meeting {
            is_booked: true,
            ..Meeting::default()
        },
        ..DialogueState::new(Industry::Solar)
    }
}

pub(super) fn step(state: &DialogueState, text: &str) -> Option<Step> {
    respond(state, text).1.meeting.map(|aside| aside.step)
}

/// How people choose one of [`TIMES`], and which they mean.
const CHOICES: [(Language, usize, &str); 15] = [
    (
        Language::En,
        0,
        "the first one | 9 works | Tuesday at 9 | 1 | tuesday 9am please",
    ),
    (
        Language::En,
        1,
        "the second | 2 pm | at 2pm is great | 2. | Tuesday afternoon",
    ),
    (
        Language::En,
        2,
        "3 | the last one | Thursday | 10:30 works | december 3rd",
    ),
    (
        Language::Es,
        0,
        "la primera | a las 9 me va bien | el martes a las 9 | 1 | 9:00",
    ),
    (
        Language::Es,
        1,
        "la segunda | a las 14 | 2 | martes por la tarde | 14:00 perfecto",
    ),
    (
        Language::Es,
        2,
        "la última | jueves | 10:30 me viene bien | 3 | el 3 de diciembre",
    ),
    (
        Language::Fr,
        0,
        "le premier | 9h | mardi à 9h | 1 | à 9 heures ça me va",
    ),
    (
        Language::Fr,
        1,
        "le deuxième | 14h | mardi après-midi | 2 | à 14h c'est parfait",
    ),
    (
        Language::Fr,
        2,
        "le dernier | jeudi | 10h30 | 3 | le 3 décembre",
    ),
    (
        Language::De,
        0,
        "der erste | um 9 | Dienstag um 9 Uhr | 1 | 9 Uhr passt",
    ),
    (
        Language::De,
        1,
        "die zweite | 14 Uhr | Dienstag Nachmittag | 2 | um 14 Uhr bitte",
    ),
    (
        Language::De,
        2,
        "der letzte | Donnerstag | 10:30 passt | 10.30 Uhr | am 3. Dezember",
    ),
    (
        Language::Pt,
        0,
        "o primeiro | às 9 | terça às 9 | 1 | 9h está bom",
    ),
    (
        Language::Pt,
        1,
        "a segunda | às 14h | terça à tarde | 2 | 14:00 serve",
    ),
    (
        Language::Pt,
        2,
        "o último | quinta | 10:30 pode ser | 3 | 3 de dezembro",
    ),
];

#[test]
fn a_choice_is_understood() {
    for (language, index, texts) in CHOICES {
        let state = offered(language, &TIMES);
        for text in texts.split(" | ") {
            let taken = Some(Step::Take(at(TIMES[index])));
            assert_eq!(step(&state, text), taken, "{language:?}: {text}");
        }
    }
}

#[test]
fn one_time_alone_is_taken_with_a_yes() {
    for (language, text) in [
        (Language::En, "yes please"),
        (Language::Es, "sí, perfecto"),
        (Language::Fr, "oui, ça me va"),
        (Language::De, "ja, passt"),
        (Language::Pt, "sim, pode ser"),
    ] {
        let taken = Some(Step::Take(at(TIMES[0])));
        assert_eq!(step(&offered(language, &TIMES[..1]), text), taken, "{text}");
        assert_eq!(
            step(&offered(language, &TIMES), text),
            Some(Step::AskWhich),
            "{text}"
        );
    }
}

#[test]
fn what_does_not_suit_is_not_taken() {
    for (language, text) in [
        (Language::En, "none of these work for me"),
        (Language::En, "Tuesday doesn't work"),
        (Language::En, "do you have anything later?"),
        (Language::Es, "ninguna me viene bien"),
        (Language::Es, "el martes no puedo"),
        (Language::Fr, "aucun ne me convient"),
        (Language::Fr, "je ne peux pas mardi"),
        (Language::De, "keiner davon passt mir"),
        (Language::De, "Dienstag geht leider nicht"),
        (Language::Pt, "nenhum serve"),
        (Language::Pt, "terça não posso"),
    ] {
        let others = Some(Step::OfferOthers(WantedTime::default()));
        assert_eq!(step(&offered(language, &TIMES), text), others, "{text}");
    }
}

#[test]
fn another_time_is_tried() {
    let tomorrow = |hour| WantedTime {
        day: Some(WantedDay::Tomorrow),
        hour: Some(hour),
        is_vague: true,
        ..WantedTime::default()
    };
    for (language, text) in [
        (Language::En, "tomorrow at 10"),
        (Language::Es, "mañana a las 10"),
        (Language::Fr, "demain à 10h"),
        (Language::De, "morgen um 10"),
        (Language::Pt, "amanhã às 10"),
    ] {
        let tried = Some(Step::Try(tomorrow(10)));
        assert_eq!(step(&offered(language, &TIMES), text), tried, "{text}");
    }
}

#[test]
fn a_wish_for_an_appointment_is_heard() {
    for (language, text) in [
        (Language::En, "I'd like to book an appointment"),
        (Language::En, "can somebody come tomorrow at 10?"),
        (Language::Es, "quiero pedir cita"),
        (Language::Fr, "je voudrais prendre rendez-vous"),
        (Language::De, "Kann ich einen Termin haben?"),
        (Language::Pt, "quero marcar uma visita"),
    ] {
        let state = DialogueState {
            language: Some(language),
            turns: 1,
            ..DialogueState::new(Industry::Solar)
        };
        assert!(matches!(step(&state, text), Some(Step::Offer(_))), "{text}");
    }
    for text in [
        "I don't want an appointment",
        "my bill is $200",
        "cancel",
        "I need a human",
        "we want to begin tomorrow",
        "the first one was too expensive",
    ] {
        assert_eq!(
            step(&DialogueState::new(Industry::Solar), text),
            None,
            "{text}"
        );
    }
}

#[test]
fn an_appointment_is_moved_and_called_off() {
    for (language, moves, cancels) in [
        (
            Language::En,
            "can we reschedule?",
            "please cancel my appointment",
        ),
        (
            Language::Es,
            "quiero cambiar la cita",
            "quiero anular la cita",
        ),
        (
            Language::Fr,
            "je voudrais déplacer mon rendez-vous",
            "je dois annuler",
        ),
        (
            Language::De,
            "ich muss den Termin verschieben",
            "ich muss leider absagen",
        ),
        (Language::Pt, "preciso remarcar", "quero cancelar"),
    ] {
        let state = booked(language);
        assert!(
            matches!(step(&state, moves), Some(Step::Change(_))),
            "{moves}"
        );
        assert_eq!(step(&state, cancels), Some(Step::Cancel), "{cancels}");
    }
}

/// What is not called off: the opposite is said, or something else is meant.
#[test]
fn nothing_else_calls_the_appointment_off() {
    for (language, text) in [
        (Language::En, "please don't cancel"),
        (Language::En, "I want to cancel my current energy contract"),
        (Language::En, "can I cancel later for free?"),
        (Language::Es, "por favor no cancelar"),
        (Language::Es, "quiero cancelar mi contrato de luz actual"),
        (
            Language::Fr,
            "je voudrais résilier et annuler mon ancien contrat",
        ),
        (Language::De, "bitte nicht absagen"),
        (
            Language::De,
            "kann ich später kostenlos stornieren, wenn nötig?",
        ),
        (Language::Pt, "por favor não cancelar"),
        (
            Language::Pt,
            "quero cancelar o meu contrato de energia atual",
        ),
    ] {
        let state = booked(language);
        assert_ne!(step(&state, text), Some(Step::Cancel), "{text}");
    }
}

proptest! {
    /// Whatever is written, only a time that was offered is taken, and the talk says the same to the same.
    #[test]
    fn nothing_is_taken_that_was_not_offered(text in "\\PC{0,60}", count in 0_usize..4) {
        let state = offered(Language::En, &TIMES[..count.min(3)]);
        let found = step(&state, &text);
        if let Some(Step::Take(start)) = found {
            prop_assert!(state.meeting.offered.iter().any(|time| time.start == start));
        }
        prop_assert_eq!(found, step(&state, &text));
    }

    /// The place of a time among those offered is understood in figures, whatever the times are.
    #[test]
    fn a_number_picks(minutes in proptest::collection::btree_set(0_i64..10_000, 3), pick in 1_usize..=3) {
        let begin = at("2026-12-01 00:00");
        let offers: Vec<Offered> = minutes.into_iter().map(|minutes| {
            let start = begin + TimeDelta::minutes(minutes * 15);
            Offered { start, wall: start.naive_utc() }
        }).collect();
        let mut state = offered(Language::En, &[]);
        state.meeting.offer(offers.clone());
        prop_assert_eq!(step(&state, &pick.to_string()), Some(Step::Take(offers[pick - 1].start)));
    }

    /// A day is never in the past, and a weekday is the one that was said.
    #[test]
    fn a_wish_lies_ahead(days in 0_i64..3_000, weekday in 0_u8..7, hour in 0_u8..24) {
        let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + TimeDelta::days(days);
        let wanted = WantedTime {
            day: Some(WantedDay::Weekday(weekday)),
            part: Some(PartOfDay::Morning),
            hour: Some(hour),
            ..WantedTime::default()
        };
        let date = wanted.seen_from(today).date.unwrap();
        prop_assert!(date > today && date <= today + TimeDelta::days(7));
        prop_assert_eq!(chrono::Datelike::weekday(&date).num_days_from_monday(), u32::from(weekday));
    }
}
