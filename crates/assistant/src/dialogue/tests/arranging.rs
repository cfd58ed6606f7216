//! The talk about an appointment goes on: what is refused, what books the chosen time, and what is given up.

use beckon_domain::contact::Phone;
use beckon_domain::industry::Industry;
use beckon_domain::widget::Language;
use chrono::NaiveDate;

use super::meetings::{TIMES, at, offered, step};
use crate::dialogue::meeting::Step;
use crate::dialogue::{Aside, DialogueState, Intent, Question, WantedDay, WantedTime, respond};

fn aside(state: &DialogueState, text: &str) -> Aside {
    let aside = respond(state, text).1.meeting;
    aside.unwrap_or_else(|| panic!("not about an appointment: {text}"))
}

/// A talk in which the second of [`TIMES`] was chosen, and an e-mail address asked for: name and number are known.
fn chosen(language: Language) -> DialogueState {
    let mut state = offered(language, &TIMES);
    state.meeting.chosen = Some(at(TIMES[1]));
    state.meeting.asked_email = true;
    state.pending = Some(Question::Contact);
    let contact = &mut state.facts.contact;
    contact.name = Some("Ada Byron".to_owned());
    contact.phone = Some(Phone::parse("+493012345678").unwrap());
    state
}

/// The day or part of it that is refused is known, whatever else the message says.
#[test]
fn what_is_refused_is_not_what_is_wanted() {
    let weekday = |day| WantedTime {
        day: Some(WantedDay::Weekday(day)),
        ..WantedTime::default()
    };
    let tomorrow = WantedTime {
        day: Some(WantedDay::Tomorrow),
        ..WantedTime::default()
    };
    let nothing = WantedTime::default();
    for (language, text, unfit, wanted) in [
        (Language::En, "tomorrow doesn't work", tomorrow, nothing),
        (
            Language::En,
            "Friday? no, I can't make Tuesday",
            weekday(1),
            weekday(4),
        ),
        (
            Language::En,
            "I can't do Tuesday, how about Friday?",
            weekday(1),
            weekday(4),
        ),
        (
            Language::En,
            "Tuesday doesn't work for me but Friday would",
            weekday(1),
            weekday(4),
        ),
        (Language::En, "not on Tuesday please", weekday(1), nothing),
        (
            Language::En,
            "anything else on Friday?",
            nothing,
            weekday(4),
        ),
        (Language::Es, "mañana no puedo", tomorrow, nothing),
        (
            Language::Es,
            "el martes no me viene bien, mejor el viernes",
            weekday(1),
            weekday(4),
        ),
        (Language::Fr, "demain je ne peux pas", tomorrow, nothing),
        (
            Language::Fr,
            "mardi ne me convient pas, plutôt vendredi",
            weekday(1),
            weekday(4),
        ),
        (Language::De, "morgen kann ich nicht", tomorrow, nothing),
        (
            Language::De,
            "Dienstag nicht, lieber Freitag",
            weekday(1),
            weekday(4),
        ),
        (
            Language::De,
            "am Dienstag passt es leider nicht, aber am Freitag",
            weekday(1),
            weekday(4),
        ),
        (Language::Pt, "amanhã não posso", tomorrow, nothing),
        (
            Language::Pt,
            "na terça não dá, melhor na sexta",
            weekday(1),
            weekday(4),
        ),
    ] {
        let aside = aside(&offered(language, &TIMES), text);
        assert_eq!(aside.step, Step::OfferOthers(wanted), "{text}");
        assert_eq!(aside.unfit, unfit, "{text}");
    }
}

/// A day that does not suit is not wanted again, unless it is named.
#[test]
fn a_day_that_does_not_suit_is_kept_in_mind() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let tuesday = NaiveDate::from_ymd_opt(2026, 12, 1);
    let mut state = offered(Language::En, &TIMES);
    state
        .meeting
        .rule_out(aside(&state, "Tuesday doesn't work").unfit, today);
    let unfit: Vec<_> = state.meeting.unfit(None).collect();
    assert!(unfit.iter().all(|unfit| unfit.date == tuesday), "{unfit:?}");
    assert!(unfit[0].is(at(TIMES[0]).naive_utc()) && unfit[0].is(at(TIMES[1]).naive_utc()));
    assert!(!unfit[0].is(at(TIMES[2]).naive_utc()));
    assert_eq!(state.meeting.unfit(tuesday).count(), 0);
}

#[test]
fn only_an_answer_or_a_yes_books_the_chosen_time() {
    let start = at(TIMES[1]);
    for (language, goes_on, stays) in [
        (
            Language::En,
            "I don't have an e-mail | ada@example.com | no | yes please",
            "hold on | wait a second | let me check with my wife",
        ),
        (
            Language::Es,
            "no tengo correo | ada@example.com",
            "espera | un momento",
        ),
        (
            Language::Fr,
            "je n'ai pas d'adresse e-mail | ada@example.com",
            "attendez | un instant",
        ),
        (
            Language::De,
            "ich habe keine E-Mail | ada@example.com | nein danke",
            "Moment | warten Sie | einen Augenblick bitte",
        ),
        (
            Language::Pt,
            "não tenho e-mail | ada@example.com",
            "espera | um momento",
        ),
    ] {
        for text in goes_on.split(" | ") {
            assert_eq!(
                step(&chosen(language), text),
                Some(Step::GoOn(start)),
                "{text}"
            );
        }
        for text in stays.split(" | ") {
            assert_eq!(step(&chosen(language), text), None, "{text}");
        }
    }
    for (language, text) in [
        (Language::En, "bye"),
        (Language::En, "goodbye!"),
        (Language::Es, "adiós"),
        (Language::Fr, "au revoir"),
        (Language::De, "tschüss"),
        (Language::Pt, "tchau"),
    ] {
        let (_, turn) = respond(&chosen(language), text);
        assert_eq!(
            (turn.intent, turn.meeting),
            (Intent::Goodbye, None),
            "{text}"
        );
    }
    assert_eq!(
        step(&chosen(Language::En), "my roof is red"),
        Some(Step::AskAgain(start))
    );
}

#[test]
fn a_choice_is_changed_or_given_up() {
    for (language, others, gives_up) in [
        (
            Language::En,
            "actually the third | no, the last one",
            "never mind | forget it",
        ),
        (Language::Es, "mejor la tercera", "olvídelo"),
        (Language::Fr, "plutôt le troisième", "laissez tomber"),
        (Language::De, "doch lieber die dritte", "vergessen Sie es"),
        (Language::Pt, "melhor o terceiro", "esquece"),
    ] {
        for text in others.split(" | ") {
            assert_eq!(
                step(&chosen(language), text),
                Some(Step::Take(at(TIMES[2]))),
                "{text}"
            );
        }
        for text in gives_up.split(" | ") {
            assert_eq!(step(&chosen(language), text), Some(Step::Drop), "{text}");
        }
    }
    let friday = WantedTime {
        day: Some(WantedDay::Weekday(4)),
        hour: Some(15),
        ..WantedTime::default()
    };
    let text = "it's for my mother Rosa Diaz in Austin, and rather Friday at 3 pm";
    assert_eq!(step(&chosen(Language::En), text), Some(Step::Try(friday)));
    let same = "Tuesday at 2 pm, my budget is 5000 a month";
    assert_ne!(step(&chosen(Language::En), same), Some(Step::Try(friday)));
}

#[test]
fn a_call_at_a_time_is_an_appointment() {
    for (language, text) in [
        (Language::En, "can someone call me tomorrow at 3?"),
        (Language::En, "I'd like to schedule a call"),
        (Language::En, "please call me on Tuesday afternoon"),
        (Language::Es, "¿puede alguien llamarme mañana a las 3?"),
        (Language::Es, "quiero agendar una llamada"),
        (Language::Fr, "pouvez-vous me rappeler demain à 15h ?"),
        (Language::Fr, "je voudrais planifier un appel"),
        (Language::De, "kann mich morgen um 15 Uhr jemand anrufen?"),
        (Language::De, "ich möchte einen Anruf vereinbaren"),
        (Language::Pt, "alguém pode me ligar amanhã às 15h?"),
        (Language::Pt, "quero agendar uma ligação"),
    ] {
        let state = DialogueState {
            language: Some(language),
            turns: 1,
            ..DialogueState::new(Industry::Solar)
        };
        let (next, turn) = respond(&state, text);
        let aside = turn.meeting.unwrap_or_else(|| panic!("{text}"));
        assert!(
            matches!(aside.step, Step::Offer(_)),
            "{text}: {:?}",
            aside.step
        );
        assert!(!aside.state.handed_over, "{text}");
        assert_eq!(aside.is_call, next.handed_over, "nobody to meet: {text}");
    }
    for text in [
        "call me back please",
        "can someone call me?",
        "I want to talk to a human tomorrow",
    ] {
        let (next, turn) = respond(&DialogueState::new(Industry::Solar), text);
        assert!(next.handed_over && turn.meeting.is_none(), "{text}");
    }
}
