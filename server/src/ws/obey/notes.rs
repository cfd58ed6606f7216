use beckon_domain::protocol::{ClientFrame, Refusal};

use crate::ws::connection::Connection;
use crate::ws::end::Failure;

/// A note that an agent leaves for colleagues: not taken yet.
pub(super) fn write(_connection: &mut Connection, _frame: ClientFrame) -> Result<(), Failure> {
    Err(Refusal::NotAllowed.into())
}
