use beckon_domain::protocol::{ClientFrame, Refusal};

use crate::ws::connection::Connection;
use crate::ws::end::Failure;

/// The visitor's opinion of a closed conversation: not taken yet.
pub(super) fn rate(_connection: &mut Connection, _frame: ClientFrame) -> Result<(), Failure> {
    Err(Refusal::NotAllowed.into())
}
