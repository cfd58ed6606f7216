use beckon_domain::protocol::{ClientFrame, Refusal};

use crate::ws::connection::Connection;
use crate::ws::end::Failure;

/// What the host page tells of its visitor: not taken yet.
pub(super) fn note(_connection: &mut Connection, _frame: ClientFrame) -> Result<(), Failure> {
    Err(Refusal::NotAllowed.into())
}
