//! English.

use super::{Ask, FactPhrases, Phrases};
use crate::dialogue::hear::Topic;
use crate::dialogue::question::Question;
use beckon_domain::industry::Industry;
use beckon_domain::lead::Timeline;

/// What is said in English.
pub(crate) static EN: Phrases = Phrases {
    greeting,
    ask,
    answer,
    hello: &["Hi there, good to meet you!", "Hello again!"],
    thanks_name: &["Thanks, {name}.", "Nice to meet you, {name}."],
    noted: &[
        "Thanks, I've noted {list}.",
        "Got it. I've noted {list}.",
        "Great, I've noted {list}.",
    ],
    noted_name: &[
        "Thanks, {name} — I've noted {list}.",
        "Nice to meet you, {name}. I've noted {list}.",
    ],
    corrected: "No problem, I've changed that: {list}.",
    understood: &[
        "Thanks, that helps.",
        "Got it, thank you.",
        "Understood, thanks.",
    ],
    sorry: "I'm sorry to hear that.",
    declined: &[
        "No problem, we can leave that out.",
        "That's all right, let's skip it.",
    ],
    fine: "That's perfectly fine.",
    unsure: &[
        "That's fine, no need to know yet.",
        "No problem, that can wait.",
    ],
    garbled: "I couldn't quite read that as an e-mail address or phone number.",
    not_understood: &[
        "Sorry, I didn't quite catch that.",
        "I'm not sure I follow, sorry.",
    ],
    silenced: "Understood, I won't ask anything else. If you need something later, just write here.",
    abuse: "I'm here to help, and I'd like to keep this friendly. If you'd rather deal with a person, just say so.",
    welcome: &["You're welcome!", "My pleasure!"],
    goodbye: "Goodbye, and thanks for stopping by!",
    handoff: "Of course. I've told the team that you'd like to talk to a person; somebody will answer {how}.",
    handoff_again: "The team knows that you're waiting for a person; somebody will answer {how}.",
    handoff_frustrated: "I'm sorry, I can see this isn't helping. I've told the team, and a person will answer {how}.",
    with_the_team: &[
        "Thanks, the team will see that here.",
        "I've passed that on to the team.",
    ],
    summary: "To sum up, I've noted {list}. Somebody from the team will be in touch {how}. If anything is wrong, just tell me.",
    one_more: "One more thing, if you don't mind:",
    in_touch: "Somebody from the team will be in touch {how}.",
    unreachable: "The team can read all of this and will answer you here.",
    anything_else: &[
        "Is there anything else you'd like to add?",
        "If anything else comes to mind, just write it here.",
    ],
    here: "here",
    by_email: "here or by e-mail",
    by_phone: "here or by phone",
    by_both: "here, by e-mail or by phone",
    and: " and ",
    facts: FactPhrases {
        name: "the name {value}",
        email: "your e-mail {value}",
        phone: "your number {value}",
        company: "that you're with {value}",
        company_size: "a team of {value}",
        location: "{value} as the location",
        timeline,
        budget: "a budget of {value}",
        decides: "that the decision is yours",
        defers: "that somebody else has a say",
    },
};

fn greeting(industry: Industry) -> &'static str {
    match industry {
        Industry::RealEstate => {
            "Hi! Looking to buy, sell or rent a home? Tell me a little about it, or ask me anything."
        }
        Industry::Insurance => {
            "Hi! Looking for better cover? Tell me what you'd like to insure, or ask me anything."
        }
        Industry::Solar => {
            "Hi! Thinking about solar? Tell me a little about your home, or ask me anything."
        }
        Industry::Legal => {
            "Hi! Need legal help? Tell me in a few words what it's about, or ask me anything."
        }
        Industry::HomeServices => {
            "Hi! Got a project or a repair? Tell me what needs doing, or ask me anything."
        }
    }
}

fn ask(question: Question, industry: Industry) -> Ask {
    let (first, again) = match question {
        Question::Need => need(industry),
        Question::Name => (
            "May I ask your name?",
            "And who am I talking to? Just a name is fine.",
        ),
        Question::Contact => (
            "What's the best e-mail address or phone number to reach you?",
            "Could you give me an e-mail address or phone number, so that the team can reach you?",
        ),
        Question::Location => location(industry),
        Question::Timeline => timing(industry),
        Question::Budget => budget(industry),
        Question::DecisionMaker => (
            "Will you be making the decision yourself?",
            "Is the decision yours, or does somebody else have a say?",
        ),
        Question::CompanySize => (
            "Roughly how many people work at your company?",
            "About how many people is your company?",
        ),
    };
    Ask { first, again }
}

fn need(industry: Industry) -> (&'static str, &'static str) {
    match industry {
        Industry::RealEstate => (
            "Are you looking to buy, sell or rent, and what kind of place is it?",
            "To point you the right way: is it about buying, selling or renting?",
        ),
        Industry::Insurance => (
            "What would you like to insure, and are you insured at the moment?",
            "What is it that you'd like to insure?",
        ),
        Industry::Solar => (
            "Do you own the home, and roughly what is your monthly electricity bill?",
            "So that the team can size it: do you own the home, and about how much is your electricity bill?",
        ),
        Industry::Legal => (
            "In a few words, what kind of matter is it, and when did it happen? No confidential details yet, please.",
            "What kind of legal matter is it, in a few words?",
        ),
        Industry::HomeServices => (
            "What needs to be done, and is it a repair or something new?",
            "What kind of job is it?",
        ),
    }
}

fn location(industry: Industry) -> (&'static str, &'static str) {
    match industry {
        Industry::RealEstate => (
            "Which town or area is it about?",
            "Which town or ZIP code should the team look at?",
        ),
        Industry::Legal => (
            "Which city and state is this in?",
            "In which state did it happen?",
        ),
        _ => (
            "What's the ZIP code or town?",
            "Which town or ZIP code is it in?",
        ),
    }
}

fn timing(industry: Industry) -> (&'static str, &'static str) {
    let first = match industry {
        Industry::RealEstate => "When would you like to move?",
        Industry::Insurance => "When should the cover begin?",
        Industry::Solar => "When would you like to have it installed?",
        Industry::Legal => "How soon do you need help?",
        Industry::HomeServices => "When would you like the work to start?",
    };
    (
        first,
        "Just so that I note it right: is it right away, within weeks, within months, or are you just looking?",
    )
}

fn budget(industry: Industry) -> (&'static str, &'static str) {
    match industry {
        Industry::RealEstate => (
            "What price range do you have in mind?",
            "Is there a rough price range?",
        ),
        Industry::Insurance => (
            "What would you like to pay a month, roughly?",
            "Roughly what could it cost a month?",
        ),
        Industry::Solar => (
            "What monthly budget would you be comfortable with?",
            "Is there a monthly budget you have in mind?",
        ),
        Industry::Legal => (
            "Do you have a budget in mind for legal fees?",
            "Is there a rough budget for legal fees?",
        ),
        Industry::HomeServices => (
            "What budget do you have in mind for it?",
            "Is there a rough budget for the work?",
        ),
    }
}

fn answer(topic: Topic) -> &'static str {
    match topic {
        Topic::Price => {
            "I don't want to guess at a price: a person from the team will confirm it for your case."
        }
        Topic::Robot => {
            "I'm an automatic assistant. The team can read this conversation, and a person will answer if you ask for one."
        }
        Topic::Why => {
            "It only helps the right person on the team to get back to you properly; you can leave out whatever you like."
        }
        Topic::Wait => "I can't promise a time, but the team sees your message here.",
        Topic::Privacy => {
            "What you write here goes to the team so that they can get back to you; the privacy notice has the details."
        }
        Topic::Meaning => "Sorry, let me put that differently.",
        Topic::Other => {
            "Good question. I don't want to guess, so I'll leave it to a person from the team, who can see it here."
        }
    }
}

fn timeline(timeline: Timeline) -> &'static str {
    match timeline {
        Timeline::Immediate => "a start right away",
        Timeline::Weeks => "a start within weeks",
        Timeline::Months => "a start within months",
        Timeline::Exploring => "that you're just exploring for now",
    }
}
