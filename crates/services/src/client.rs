use std::net::IpAddr;

/// Longest user agent kept, in characters.
const USER_AGENT_MAX: usize = 300;

/// From where a request comes.
#[derive(Clone, Debug)]
pub struct ClientInfo {
    /// The network address.
    pub address: IpAddr,
    /// The browser, as it names itself.
    pub user_agent: String,
}

impl ClientInfo {
    /// The browser's name for itself, cut to what is kept.
    pub(crate) fn short_user_agent(&self) -> String {
        self.user_agent
            .chars()
            .filter(|c| !c.is_control())
            .take(USER_AGENT_MAX)
            .collect()
    }
}
