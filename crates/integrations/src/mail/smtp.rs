use std::fmt;
use std::time::Duration;

use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use super::{Mail, MailError};

/// A server that takes no answer for so long is given up, until the next try.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail server. Cheap to clone; connections are kept and used again.
#[derive(Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Smtp(…)")
    }
}

impl Smtp {
    /// The server at `smtps://name:password@host` (TLS from the start), `smtp://…?tls=required` (STARTTLS) or
    /// `smtp://host:port` (without, for a server on the same machine).
    pub fn at(url: &str) -> Result<Self, MailError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(super::hopeless)?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Self { transport })
    }

    /// Hands a mail over.
    pub async fn send(&self, from: &str, mail: &Mail) -> Result<(), MailError> {
        let message = mail.write(from)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(MailError::Hopeless(error.to_string())),
            Err(error) => Err(MailError::Later(error.to_string())),
        }
    }
}
