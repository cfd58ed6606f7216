//! What the built-in dialogue makes of a message. It listens to every turn, whichever engine answers: it notes facts,
//! knows what was asked and what is worth asking next, and what to say if nobody else does. So an engine can take over
//! from another in the middle of a conversation, and nothing is asked twice.

use beckon_assistant::dialogue::{self, Aside, DialogueState, Intent, Question, Setup};
use beckon_domain::lead::Facts;
use beckon_domain::widget::Language;
use beckon_store::{StoreError, TenantTx};

use crate::{Services, appointments};

/// What the built-in dialogue makes of a message.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Where it stands afterwards.
    pub(super) next: DialogueState,
    /// What it would say.
    pub(super) reply: String,
    /// What the message means for an appointment, if anything.
    pub(super) meeting: Option<Aside>,
    /// What the message newly told.
    pub(super) noted: Facts,
    /// What the message wants.
    pub(super) intent: Intent,
    /// Whether the message asks something.
    pub(super) asks: bool,
    /// Whether a person is asked for.
    pub(super) handoff: bool,
    /// The language of the reply.
    pub(super) language: Language,
}

impl Plan {
    /// Takes a call that is asked for at a time as a wish for an appointment where somebody can be met: a person need not
    /// take over then.
    pub(super) async fn settle_call(
        &mut self,
        services: &Services,
        tx: &mut TenantTx,
    ) -> Result<(), StoreError> {
        if let Some(call) = self.meeting.as_ref().filter(|aside| aside.is_call)
            && appointments::clock(services, tx, None).await?.is_some()
        {
            self.next = call.state.clone();
            self.handoff = false;
        }
        Ok(())
    }
}

/// Plans the answer to a message, as the site has set it up.
pub(super) fn plan(setup: &Setup, state: &DialogueState, text: &str) -> Plan {
    let (next, turn) = dialogue::respond_as(setup, state, text);
    Plan {
        next,
        reply: turn.reply,
        meeting: turn.meeting,
        noted: turn.noted,
        intent: turn.intent,
        asks: turn.intent == Intent::Question,
        handoff: turn.handoff,
        language: turn.language,
    }
}

/// What is worth asking next, to an engine.
pub(super) fn next_question(state: &DialogueState) -> Option<&'static str> {
    state.pending.map(|question| match question {
        Question::Need => "what they need",
        Question::Name => "their name",
        Question::Contact => "their e-mail address or phone number",
        Question::Location => "where it is, or where they are",
        Question::Timeline => "when they want to begin",
        Question::Budget => "what they want to spend",
        Question::DecisionMaker => "whether they decide alone",
        Question::CompanySize => "how many people their company employs",
    })
}
