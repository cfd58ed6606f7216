use futures::stream::{self, BoxStream, StreamExt as _};

use super::{Engine, EngineError, Event, Request, Spent};

/// The built-in engine: says what its dialogue planned, at once and for nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Builtin;

impl Engine for Builtin {
    fn answer(&self, request: Request) -> BoxStream<'static, Result<Event, EngineError>> {
        let events = [Event::Text(request.planned), Event::Done(Spent::default())];
        stream::iter(events.map(Ok)).boxed()
    }
}
