//! What stands in the forms at first: what was typed when a form was refused, else what is saved.

use std::fmt::Display;

use beckon_domain::assistant::{AssistantSection, Engine, Question, Tone};

use crate::api::assistant::AssistantPage;

/// What stands in the form of the engine.
pub(super) struct EngineValues {
    pub(super) engine: Engine,
    pub(super) model: String,
    pub(super) base_url: String,
    pub(super) input_price: String,
    pub(super) output_price: String,
    pub(super) budget: String,
}

/// Of the engine.
pub(super) fn engine(page: &AssistantPage) -> EngineValues {
    if let Some(AssistantSection::Engine {
        engine,
        model,
        base_url,
        input_price,
        output_price,
        budget,
    }) = page.typed.clone()
    {
        return EngineValues {
            engine,
            model,
            base_url,
            input_price,
            output_price,
            budget,
        };
    }
    let settings = &page.state.settings;
    let price = |of: fn(beckon_domain::assistant::Prices) -> u32| {
        settings
            .prices
            .map(|prices| of(prices).to_string())
            .unwrap_or_default()
    };
    EngineValues {
        engine: settings.engine,
        model: settings
            .model
            .as_ref()
            .map(|model| model.as_str().to_owned())
            .unwrap_or_default(),
        base_url: settings
            .base_url
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        input_price: price(|prices| prices.input),
        output_price: price(|prices| prices.output),
        budget: settings.budget_cents.map(budget).unwrap_or_default(),
    }
}

/// A budget as people type it.
fn budget(cents: u32) -> String {
    if cents.is_multiple_of(100) {
        (cents / 100).to_string()
    } else {
        format!("{}.{:02}", cents / 100, cents % 100)
    }
}

/// Name, tone and goals.
pub(super) fn persona(page: &AssistantPage) -> (String, Tone, String) {
    if let Some(AssistantSection::Persona { name, tone, goals }) = page.typed.clone() {
        return (name, tone, goals);
    }
    let persona = &page.state.settings.persona;
    let name = persona.name.as_ref().map(ToString::to_string);
    (
        name.unwrap_or_default(),
        persona.tone,
        lines(&persona.goals),
    )
}

/// The usual questions in their order, and the site's own.
pub(super) fn questions(page: &AssistantPage) -> (Vec<Question>, String) {
    if let Some(AssistantSection::Questions { order, own }) = page.typed.clone() {
        return (order, own);
    }
    let questions = &page.state.settings.questions;
    let order = if questions.order.is_empty() {
        page.usual.clone()
    } else {
        questions.order.clone()
    };
    (order, lines(&questions.own))
}

/// The rules.
pub(super) fn rules(page: &AssistantPage) -> String {
    match page.typed.clone() {
        Some(AssistantSection::Rules(rules)) => rules,
        _ => lines(&page.state.settings.rules),
    }
}

/// What stands in the form of handing over.
pub(super) struct HandoverValues {
    pub(super) on_frustration: bool,
    pub(super) unanswered: String,
    pub(super) words: String,
    pub(super) score: String,
}

/// Of handing over.
pub(super) fn handover(page: &AssistantPage) -> HandoverValues {
    if let Some(AssistantSection::Handover {
        on_frustration,
        unanswered,
        words,
        score,
    }) = page.typed.clone()
    {
        return HandoverValues {
            on_frustration,
            unanswered,
            words,
            score,
        };
    }
    let handover = &page.state.settings.handover;
    HandoverValues {
        on_frustration: handover.on_frustration,
        unanswered: handover.unanswered.to_string(),
        words: lines(&handover.words),
        score: handover
            .score
            .map(|score| score.to_string())
            .unwrap_or_default(),
    }
}

/// One a line.
fn lines<T: Display>(items: &[T]) -> String {
    let lines: Vec<String> = items.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_stand_there_as_they_are_typed() {
        assert_eq!(budget(2_000), "20");
        assert_eq!(budget(2_050), "20.50");
        assert_eq!(budget(5), "0.05");
    }
}
