//! What single messages get for an answer.

use super::asked;
use crate::dialogue::{DialogueState, Intent, Question, Turn, respond};
use beckon_domain::contact::Email;
use beckon_domain::industry::Industry;
use beckon_domain::lead::Facts;

fn turn(question: Option<Question>, text: &str) -> Turn {
    respond(&asked(Industry::Solar, question), text).1
}

fn intents(intent: Intent, texts: &[&str]) {
    for text in texts {
        let turn = turn(None, text);
        assert_eq!(turn.intent, intent, "{text:?} -> {}", turn.reply);
        assert_eq!(turn.handoff, intent == Intent::Handoff, "{text:?}");
        assert_eq!(turn.noted, Facts::default(), "{text:?}");
    }
}

#[test]
fn a_person_is_asked_for() {
    intents(
        Intent::Handoff,
        &[
            "talk to a person",
            "Can I speak with someone?",
            "agent please",
            "AGENT",
            "human",
            "I want to talk to a real human being",
            "can someone call me?",
            "please call me back",
            "connect me with a representative",
            "I'd like to speak to an advisor",
            "put me through",
            "customer service",
            "is anyone there?",
            "this is useless",
            "you're not helping",
            "stupid bot",
            "what a waste of my time",
            "you don't understand",
            "I already told you that",
            "I want a lawyer, not software",
            "have your manager ring me",
            "ich rede nicht mit Maschinen, holt mir jemanden mit Ahnung",
            "können Sie mich zu einer Anwältin durchstellen?",
            "mettez-moi en relation avec un vrai avocat",
            "póngame con el encargado",
            "quiero un abogado de verdad",
            "chama um atendente",
            "me passa pro dono da loja",
        ],
    );
}

#[test]
fn whose_help_is_needed_is_no_wish_for_a_person() {
    for text in [
        "I need a lawyer for my divorce",
        "can I get a plumber today?",
        "ich brauche einen Anwalt für Mietrecht",
        "il me faut un plombier tout de suite",
        "besoin d'un avocat au plus vite",
        "necesito un abogado de familia",
        "preciso de um advogado de imigração",
        "não quero falar com ninguém",
    ] {
        let state = DialogueState::new(Industry::Legal);
        assert!(!respond(&state, text).1.handoff, "{text}");
    }
}

#[test]
fn no_person_is_asked_for() {
    let texts = [
        "I don't want to talk to a person",
        "are you a real person?",
        "no need to call me",
        "I need a real estate agent in general",
        "my agent retired",
        "this is helpful",
        "the person before me",
        "I need to talk to my wife",
        "it isn't working",
        "don't call me please",
    ];
    for text in texts {
        assert!(!turn(None, text).handoff, "{text:?}");
    }
}

#[test]
fn handoff_says_how_somebody_will_answer() {
    let reply = turn(None, "can someone call me?").reply;
    assert!(
        reply.contains("answer here.") && reply.ends_with("to reach you?"),
        "{reply}"
    );
    let mut state = asked(Industry::Solar, None);
    state.facts.contact.email = Email::parse("ana@example.com").ok();
    let (state, turn) = respond(&state, "agent please");
    assert!(
        turn.reply.contains("here or by e-mail") && state.pending.is_none(),
        "{}",
        turn.reply
    );
    let (_, again) = respond(&state, "human please");
    assert!(
        again.handoff && again.reply != turn.reply,
        "{}",
        again.reply
    );
}

#[test]
fn pleasantries() {
    intents(
        Intent::Greeting,
        &[
            "hi",
            "Hello!",
            "good morning",
            "hey there",
            "hi, how are you?",
        ],
    );
    intents(
        Intent::Thanks,
        &["thanks", "Thank you so much!", "thx", "much appreciated"],
    );
    intents(
        Intent::Goodbye,
        &[
            "bye",
            "thanks, bye!",
            "have a great day",
            "gotta go",
            "talk to you later",
            "that's all",
        ],
    );
    intents(Intent::Abuse, &["fuck you", "shut up", "you suck"]);
}

#[test]
fn refusals() {
    intents(
        Intent::Refusal,
        &[
            "I'd rather not say",
            "none of your business",
            "no",
            "skip",
            "not interested",
            "stop asking me questions",
        ],
    );
    for question in [
        Question::Name,
        Question::Contact,
        Question::Location,
        Question::Timeline,
        Question::Budget,
    ] {
        let (state, turn) = respond(
            &asked(Industry::Solar, Some(question)),
            "I'd rather not say",
        );
        assert_eq!(turn.intent, Intent::Refusal);
        assert!(
            state.settled.contains(&question) && state.pending != Some(question),
            "{state:?}"
        );
        let (state, _) = respond(&state, "ok");
        assert_ne!(
            state.pending,
            Some(question),
            "a declined question isn't asked again"
        );
    }
}

#[test]
fn silence_is_kept() {
    let (state, turn) = respond(
        &asked(Industry::Solar, Some(Question::Budget)),
        "stop asking me",
    );
    assert!(
        state.pending.is_none() && !turn.reply.contains('?'),
        "{}",
        turn.reply
    );
    assert!(respond(&state, "ok then").0.pending.is_none());
}

#[test]
fn a_price_is_never_invented() {
    let texts = [
        "how much does it cost?",
        "What are your prices?",
        "I need a quote",
        "is it expensive?",
        "can you give me an estimate for 20 panels",
    ];
    for industry in Industry::ALL {
        for text in texts {
            let (_, turn) = respond(&DialogueState::new(industry), text);
            assert_eq!(turn.intent, Intent::Question, "{text:?}");
            assert!(
                turn.reply
                    .contains("a person from the team will confirm it"),
                "{}",
                turn.reply
            );
            assert!(
                !turn
                    .reply
                    .contains(|c: char| c.is_ascii_digit() || c == '$'),
                "{}",
                turn.reply
            );
        }
    }
}

#[test]
fn questions_back() {
    for (text, part) in [
        ("are you a bot?", "automatic assistant"),
        ("why do you need my number?", "a first name is enough"),
        ("how long until someone calls?", "can't promise a time"),
        ("will you sell my data?", "privacy notice"),
        ("what do you mean?", "put that differently"),
        ("Do you install batteries?", "a person from the team"),
    ] {
        let (state, turn) = respond(&asked(Industry::Solar, Some(Question::Name)), text);
        assert_eq!(turn.intent, Intent::Question, "{text}");
        assert!(turn.reply.contains(part), "{text}: {}", turn.reply);
        assert_eq!(
            state.pending,
            Some(Question::Name),
            "what was passed over is asked again"
        );
    }
}
