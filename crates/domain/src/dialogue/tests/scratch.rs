use super::{asked, describe};
use crate::dialogue::{DialogueState, Question, respond};
use crate::industry::Industry;
#[test]
fn scratch() {
    let corpus = std::fs::read_to_string("/tmp/corpus.txt").unwrap();
    for line in corpus.lines().filter(|l| !l.trim().is_empty()) {
        let (industry, rest) = line.split_once('|').unwrap();
        let (question, text) = rest.split_once('|').unwrap();
        let industry: Industry = industry.parse().unwrap();
        let question: Option<Question> = serde_json::from_str(&format!("\"{question}\"")).ok();
        let text = text.replace("\\n", "\n");
        let (_, turn) = respond(&asked(industry, question), &text);
        println!("{text}\n    [{}] {:?}{} -> {}", describe(&turn.noted), turn.intent, if turn.handoff {" HANDOFF"} else {""}, turn.reply);
    }
}
#[test]
fn talk() {
    let corpus = std::fs::read_to_string("/tmp/talk.txt").unwrap();
    let mut state = DialogueState::new(Industry::Solar);
    for line in corpus.lines() {
        if let Some(slug) = line.strip_prefix("# ") { state = DialogueState::new(slug.parse().unwrap()); println!("\n=== {slug}: {}", crate::dialogue::greeting(state.industry)); continue; }
        let (next, turn) = respond(&state, line);
        println!("> {line}\n< {}   [{:?} {}{}{}]", turn.reply, turn.intent, describe(&turn.noted), if turn.handoff {" HANDOFF"} else {""}, if turn.complete {" COMPLETE"} else {""});
        state = next;
    }
}
