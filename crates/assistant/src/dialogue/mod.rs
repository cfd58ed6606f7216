//! The built-in assistant: a deterministic dialogue that needs no model and no key.
//!
//! The language of a message is told (`language`), it is cut into tokens (`text`), facts are found
//! in it (`extract`) and what it wants is recognised (`hear`), by the word lists of the language
//! (`lexicon`) and the names of places and people (`gazetteer`). The state then moves on, and an
//! answer is put together (`reply`) from the sentences of that language (`phrases`). Nothing here
//! reads a clock, a network or chance.

mod data;
mod extract;
mod fold;
mod gazetteer;
mod hear;
mod language;
mod lexicon;
pub mod meeting;
mod phrases;
mod question;
mod reply;
mod setup;
mod text;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use self::data::DataError;
pub use self::extract::{Bound, PartOfDay, WantedDay, WantedTime};
use self::hear::{Heard, Manner};
use self::meeting::{Meeting, Step};
use self::phrases::Script;
pub use self::setup::Setup;
pub use beckon_domain::assistant::Question;
use beckon_domain::industry::Industry;
use beckon_domain::lead::{BudgetPeriod, Facts};
use beckon_domain::money::Currency;
use beckon_domain::widget::Language;

/// Longest reply, in characters.
pub const REPLY_MAX: usize = 600;

/// How often something is asked at most.
const MOST_ASKED: usize = 2;

/// Where a dialogue stands. Kept with the conversation as JSON between turns; a field that an older
/// version didn't write has its default.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and any may come with any other"
)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DialogueState {
    /// What the conversation is about.
    pub industry: Industry,
    /// All that the visitor has told.
    #[serde(default)]
    pub facts: Facts,
    /// The language of the conversation, once the visitor has written something that tells one.
    #[serde(default)]
    pub language: Option<Language>,
    /// Whether the budget was said to be for everything, once.
    #[serde(default)]
    pub one_off: bool,
    /// The digits of the phone number as they were written, where no country's code was.
    #[serde(default)]
    pub local_number: Option<String>,
    /// Every question asked, in order; one that was asked twice stands there twice.
    #[serde(default)]
    pub asked: Vec<Question>,
    /// The question that the last reply ended with.
    #[serde(default)]
    pub pending: Option<Question>,
    /// Questions that need no answer any more: declined, or answered in the visitor's own words.
    #[serde(default)]
    pub settled: Vec<Question>,
    /// The questions that the last message answered: what a correction takes back.
    #[serde(default)]
    pub recent: Vec<Question>,
    /// Turns so far.
    #[serde(default)]
    pub turns: u32,
    /// Whether a person was asked for.
    #[serde(default)]
    pub handed_over: bool,
    /// Whether the visitor wants no more questions.
    #[serde(default)]
    pub silenced: bool,
    /// Whether the reply with all that was noted has been given.
    #[serde(default)]
    pub summarized: bool,
    /// The talk about an appointment.
    #[serde(default)]
    pub meeting: Meeting,
}

impl DialogueState {
    /// A dialogue that has not begun.
    pub fn new(industry: Industry) -> Self {
        Self {
            industry,
            facts: Facts::default(),
            language: None,
            one_off: false,
            local_number: None,
            asked: Vec::new(),
            pending: None,
            settled: Vec::new(),
            recent: Vec::new(),
            turns: 0,
            handed_over: false,
            silenced: false,
            summarized: false,
            meeting: Meeting::default(),
        }
    }

    /// Whether enough is known to get back to the visitor: the name, an address or number, when to
    /// begin, and the budget, unless the visitor was asked for it and has said something else.
    pub fn is_complete(&self) -> bool {
        let asked =
            self.asked.contains(&Question::Budget) && self.pending != Some(Question::Budget);
        let declined = self.settled.contains(&Question::Budget);
        self.facts.contact.name.is_some()
            && self.facts.is_reachable()
            && self.facts.timeline.is_some()
            && (self.facts.budget.is_some() || asked || declined)
    }

    /// The budget in whole US dollars a month: a year's divided by twelve, one without a period as
    /// it was told, one for everything not at all. Other currencies are converted at fixed rates,
    /// which are good for comparing leads and nothing else.
    pub fn budget_monthly_usd(&self) -> Option<i64> {
        let budget = self.facts.budget.filter(|_| !self.one_off)?;
        // Thousandths of a dollar.
        let rate = match budget.amount.currency {
            Currency::Usd => 1_000,
            Currency::Eur => 1_150,
            Currency::Gbp => 1_330,
            Currency::Chf => 1_250,
            Currency::Cad => 720,
            Currency::Brl => 180,
            Currency::Mxn => 55,
        };
        let months = match budget.period {
            BudgetPeriod::Once | BudgetPeriod::Month => 1,
            BudgetPeriod::Year => 12,
        };
        let (thousandths, whole) = (budget.amount.cents.checked_mul(rate)?, months * 100_000);
        Some((thousandths + whole / 2).div_euclid(whole))
    }

    fn times_asked(&self, question: Question) -> usize {
        self.asked
            .iter()
            .filter(|asked| **asked == question)
            .count()
    }

    fn is_open(&self, question: Question) -> bool {
        !question.is_answered_by(&self.facts)
            && !self.settled.contains(&question)
            && question.applies_to(&self.facts)
            && self.times_asked(question) < MOST_ASKED
    }

    fn settle(&mut self, question: Question) {
        if !self.settled.contains(&question) {
            self.settled.push(question);
        }
    }
}

/// What a message means to the dialogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// Says hello.
    Greeting,
    /// Answers a question, or tells something unasked.
    Answer,
    /// Asks something.
    Question,
    /// Wants a person, or has had enough of the assistant.
    Handoff,
    /// Says thanks.
    Thanks,
    /// Won't tell, or wants to be left alone.
    Refusal,
    /// Says goodbye.
    Goodbye,
    /// Insults.
    Abuse,
    /// None of these.
    Other,
}

/// The assistant's answer to a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// What to say: plain text of 1 to [`REPLY_MAX`] characters.
    pub reply: String,
    /// Only what this message newly told.
    pub noted: Facts,
    /// The language of the message, and of the reply.
    pub language: Language,
    /// When the visitor would like to meet, where the message says so.
    pub wanted: Option<WantedTime>,
    /// What the message means for an appointment, if anything.
    pub meeting: Option<Aside>,
    /// What the message wanted.
    pub intent: Intent,
    /// Whether a person has to be told now; the reply says that it has been done.
    pub handoff: bool,
    /// Whether enough is known, as [`DialogueState::is_complete`] says.
    pub complete: bool,
}

/// A turn that is about an appointment: what to do, and how the turn goes if that is what is spoken of. Which times are
/// free is not for the dialogue to know; where nobody can be met, the turn is as it would be without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// What to do.
    pub step: Step,
    /// What does not suit: a day, or a part of one.
    pub unfit: WantedTime,
    /// Whether a call at a time is what is wanted, which is for a person where nobody can be met.
    pub is_call: bool,
    /// The state after the turn, in which nothing was asked and nothing summed up.
    pub state: DialogueState,
    /// What shows that facts in the message were noted; may be empty.
    pub acknowledged: String,
}

/// The assistant's first words in English, before the visitor has written.
pub fn greeting(industry: Industry) -> &'static str {
    greeting_in(Language::En, industry)
}

/// The assistant's first words, before the visitor has written.
pub fn greeting_in(language: Language, industry: Industry) -> &'static str {
    &Script::of(language, industry).dialogue.greeting
}

/// Reads all files and tables, and says what is wrong with them. Without it the first messages take
/// longer, and a wrong file is a panic.
pub fn prepare() -> Result<(), DataError> {
    lexicon::Lexicon::all()?;
    phrases::all()?;
    gazetteer::prepare();
    extract::prepare();
    respond(&DialogueState::new(Industry::Solar), "hello");
    Ok(())
}

/// Answers a message on a site that has set nothing. Pure: the same state and text give the same
/// turn.
pub fn respond(state: &DialogueState, text: &str) -> (DialogueState, Turn) {
    respond_as(&Setup::default(), state, text)
}

/// Answers a message, as the site has set it up.
pub fn respond_as(setup: &Setup, state: &DialogueState, text: &str) -> (DialogueState, Turn) {
    let heard = hear::hear(setup, state, text);
    let mut next = state.clone();
    next.take_in(&heard);
    next.pending = next_question(setup, &next, state.pending, &heard);
    next.asked.extend(next.pending);
    let complete = next.is_complete();
    next.summarized |= complete && heard.intent != Intent::Handoff;
    let reply = reply::compose(setup, state, &next, &heard);
    let turn = Turn {
        reply,
        meeting: aside(setup, state, &next, &heard),
        noted: heard.noted,
        language: heard.language,
        wanted: heard.wanted,
        intent: heard.intent,
        handoff: heard.intent == Intent::Handoff,
        complete,
    };
    (next, turn)
}

/// The turn as it goes when an appointment is spoken of.
fn aside(
    setup: &Setup,
    before: &DialogueState,
    next: &DialogueState,
    heard: &Heard,
) -> Option<Aside> {
    let step = before.meeting.step(heard, &next.facts)?;
    let state = DialogueState {
        pending: None,
        asked: before.asked.clone(),
        summarized: before.summarized,
        handed_over: if heard.meeting.is_call {
            before.handed_over
        } else {
            next.handed_over
        },
        ..next.clone()
    };
    Some(Aside {
        step,
        unfit: heard.meeting.unfit,
        is_call: heard.meeting.is_call,
        acknowledged: reply::acknowledge(setup, before, &state, heard),
        state,
    })
}

impl DialogueState {
    /// Takes in what was heard; the question that was pending is not any more.
    fn take_in(&mut self, heard: &Heard) {
        self.turns = self.turns.saturating_add(1);
        self.language = heard.told_language;
        if heard.noted.budget.is_some() {
            self.one_off = heard.one_off;
        }
        if heard.noted.contact.phone.is_some() {
            self.local_number.clone_from(&heard.local_number);
        }
        self.facts = std::mem::take(&mut self.facts).updated(heard.noted.clone());
        let answered = Question::ALL
            .into_iter()
            .filter(|question| question.is_answered_by(&heard.noted));
        self.recent = answered.collect();
        self.handed_over |= heard.intent == Intent::Handoff;
        self.silenced |= heard.manner == Manner::Silences;
        if heard.tells_need {
            self.settle(Question::Need);
        }
        if heard.withholds_budget && self.facts.budget.is_none() {
            self.settle(Question::Budget);
        }
        if let Some(question) = self.pending.take()
            && settles(question, heard)
        {
            self.settle(question);
        }
    }
}

/// Whether a message does away with the question it follows, though no fact answers it. What is
/// essential is only given up when the visitor won't tell.
fn settles(question: Question, heard: &Heard) -> bool {
    match heard.manner {
        Manner::Declines | Manner::Silences => true,
        Manner::Unsure => !question.is_worth_repeating(),
        Manner::Garbled | Manner::Assents => question == Question::Need,
        Manner::Corrects => false,
        Manner::Plain => {
            let in_own_words = heard.noted == Facts::default() && !question.is_worth_repeating();
            heard.intent == Intent::Answer && (in_own_words || question == Question::Need)
        }
    }
}

/// What to ask next. What the visitor passed over with a question, a pleasantry or another fact is
/// asked again at once; what is essential once more at the end; after a request for a person, only
/// how to reach the visitor.
fn next_question(
    setup: &Setup,
    state: &DialogueState,
    passed: Option<Question>,
    heard: &Heard,
) -> Option<Question> {
    let unwilling = heard.intent == Intent::Refusal && passed.is_none();
    if state.silenced || unwilling || matches!(heard.intent, Intent::Goodbye | Intent::Abuse) {
        return None;
    }
    if state.handed_over {
        return Some(Question::Contact)
            .filter(|contact| state.is_open(*contact) && !state.asked.contains(contact));
    }
    let chats = matches!(
        heard.intent,
        Intent::Greeting | Intent::Question | Intent::Thanks | Intent::Other
    );
    let evades = chats || heard.noted != Facts::default();
    if let Some(question) = passed.filter(|question| evades && state.is_open(*question)) {
        return Some(question);
    }
    let open = || {
        let questions = setup.questions(state.industry).iter();
        questions
            .copied()
            .filter(|question| state.is_open(*question))
    };
    open()
        .find(|question| !state.asked.contains(question))
        .or_else(|| open().find(|question| question.is_worth_repeating()))
}
