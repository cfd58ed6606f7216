//! From what comes over the wire to the pieces of an answer.

use std::collections::VecDeque;

use beckon_assistant::engine::{EngineError, Event, Spent, ToolCall};
use futures::stream::{self, BoxStream, Stream, StreamExt as _};
use serde_json::Value;

/// Longest answer, in bytes: more is no answer to a visitor.
const TEXT_MAX: usize = 64 * 1024;

/// Most tools that are called at once.
const CALLS_MAX: usize = 16;

/// What a provider's chunks mean.
pub(super) trait Decoder: Send + 'static {
    /// Takes a chunk in.
    fn take(&mut self, chunk: &Value, answer: &mut Answer) -> Result<(), EngineError>;
}

/// An answer as far as it has come.
#[derive(Debug, Default)]
pub(super) struct Answer {
    ready: VecDeque<Event>,
    calls: Vec<(u64, ToolCall)>,
    bytes: usize,
    spent: Spent,
    is_finished: bool,
}

impl Answer {
    pub(super) fn text(&mut self, text: &str) -> Result<(), EngineError> {
        self.grow(text)?;
        if !text.is_empty() {
            self.ready.push_back(Event::Text(text.to_owned()));
        }
        Ok(())
    }

    /// A piece of a tool call: its id and name come with the first, its arguments in any number of pieces.
    pub(super) fn call(
        &mut self,
        index: u64,
        id: &str,
        name: &str,
        arguments: &str,
    ) -> Result<(), EngineError> {
        self.grow(arguments)?;
        let known = self.calls.iter().position(|(known, _)| *known == index);
        let place = known.unwrap_or(self.calls.len());
        if known.is_none() {
            if self.calls.len() >= CALLS_MAX {
                return Err(EngineError::Malformed("too many tool calls"));
            }
            let empty = ToolCall {
                id: String::new(),
                name: String::new(),
                arguments: String::new(),
            };
            self.calls.push((index, empty));
        }
        let call = &mut self.calls[place].1;
        // Some servers repeat the name with each piece.
        if call.id.is_empty() {
            id.clone_into(&mut call.id);
        }
        if call.name.is_empty() {
            name.clone_into(&mut call.name);
        }
        call.arguments.push_str(arguments);
        Ok(())
    }

    pub(super) fn spent(&mut self, tokens_in: Option<u64>, tokens_out: Option<u64>) {
        self.spent.tokens_in = tokens_in.unwrap_or(self.spent.tokens_in);
        self.spent.tokens_out = tokens_out.unwrap_or(self.spent.tokens_out);
    }

    /// The provider said that the answer is whole.
    pub(super) fn finish(&mut self) {
        self.is_finished = true;
    }

    fn grow(&mut self, by: &str) -> Result<(), EngineError> {
        self.bytes += by.len();
        if self.bytes > TEXT_MAX {
            return Err(EngineError::Malformed("far too long"));
        }
        Ok(())
    }

    /// Nothing more comes.
    fn end(&mut self) -> Result<(), EngineError> {
        if !self.is_finished {
            return Err(EngineError::Cut);
        }
        for (_, call) in self.calls.drain(..) {
            if call.name.is_empty() {
                return Err(EngineError::Malformed("a tool call without a name"));
            }
            self.ready.push_back(Event::Call(call));
        }
        self.ready.push_back(Event::Done(self.spent));
        Ok(())
    }
}

struct State<S, D> {
    chunks: S,
    decoder: D,
    answer: Answer,
    is_over: bool,
}

/// The pieces of the answer that a stream of chunks tells.
pub(super) fn decode<S>(
    chunks: S,
    decoder: impl Decoder,
) -> BoxStream<'static, Result<Event, EngineError>>
where
    S: Stream<Item = Result<Value, EngineError>> + Send + Unpin + 'static,
{
    let state = State {
        chunks,
        decoder,
        answer: Answer::default(),
        is_over: false,
    };
    stream::unfold(state, |mut state| async move {
        let piece = state.next().await?;
        Some((piece, state))
    })
    .boxed()
}

impl<S, D> State<S, D>
where
    S: Stream<Item = Result<Value, EngineError>> + Unpin,
    D: Decoder,
{
    async fn next(&mut self) -> Option<Result<Event, EngineError>> {
        loop {
            if let Some(event) = self.answer.ready.pop_front() {
                return Some(Ok(event));
            }
            if self.is_over {
                return None;
            }
            let taken = match self.chunks.next().await {
                Some(Ok(chunk)) => self.decoder.take(&chunk, &mut self.answer),
                Some(Err(error)) => Err(error),
                None => {
                    self.is_over = true;
                    self.answer.end()
                }
            };
            if let Err(error) = taken {
                self.is_over = true;
                self.answer.ready.clear();
                return Some(Err(error));
            }
        }
    }
}
