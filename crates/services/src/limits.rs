use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use beckon_domain::contact::Email;
use beckon_domain::id::{AccountId, SiteId, VisitorId};
use governor::clock::{Clock as _, DefaultClock};
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use uuid::Uuid;

type Keyed<K> = RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock>;

/// It was too much; how long to wait before there is room again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(pub Duration);

/// Whether there is room for one more.
fn check<K: Clone + Hash + Eq>(limiter: &Keyed<K>, key: &K) -> Result<(), Wait> {
    limiter
        .check_key(key)
        .map_err(|full| Wait(full.wait_time_from(limiter.clock().now())))
}

/// Who may do how much in what time, on this node. Limits are generous to an office behind one address,
/// and narrow for one account or one visitor.
pub struct Limits {
    credentials_by_address: Keyed<IpAddr>,
    credentials_by_account: Keyed<Email>,
    forms_by_address: Keyed<IpAddr>,
    presses_by_address: Keyed<IpAddr>,
    conversations_by_address: Keyed<IpAddr>,
    conversations_by_site: Keyed<SiteId>,
    messages_by_visitor: Keyed<VisitorId>,
    messages_by_address: Keyed<IpAddr>,
    messages_by_site: Keyed<SiteId>,
    facts_by_visitor: Keyed<VisitorId>,
    checks_by_site: Keyed<SiteId>,
    loads_by_site: Keyed<SiteId>,
    files_by_address: Keyed<IpAddr>,
    files_by_sender: Keyed<Uuid>,
    model_turns_by_visitor: Keyed<VisitorId>,
    model_turns_by_site: Keyed<SiteId>,
    trials_by_account: Keyed<AccountId>,
}

impl Default for Limits {
    fn default() -> Self {
        Self::scaled(NonZeroU32::MIN)
    }
}

/// `burst` at once, and one more each `refill`.
fn keyed<K: Clone + Hash + Eq>(burst: u32, refill: Duration) -> Keyed<K> {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(refill)
        .unwrap_or(Quota::per_second(NonZeroU32::MIN))
        .allow_burst(burst);
    RateLimiter::keyed(quota)
}

/// How many times the usual limits hold.
struct Scale(u32);

impl Scale {
    fn keyed<K: Clone + std::hash::Hash + Eq>(&self, burst: u32, refill: Duration) -> Keyed<K> {
        keyed(burst.saturating_mul(self.0), refill / self.0)
    }
}

impl Limits {
    /// So many times the usual limits. Those on passwords stay as they are.
    pub fn scaled(factor: NonZeroU32) -> Self {
        let scaled = Scale(factor.get());
        Self {
            credentials_by_address: keyed(60, Duration::from_secs(2)),
            credentials_by_account: keyed(10, Duration::from_secs(30)),
            forms_by_address: scaled.keyed(30, Duration::from_secs(10)),
            presses_by_address: scaled.keyed(100, Duration::from_secs(5)),
            // An office of a hundred people who all begin at once and write as fast as they can type is well within.
            conversations_by_address: scaled.keyed(150, Duration::from_millis(400)),
            conversations_by_site: scaled.keyed(1_000, Duration::from_millis(60)),
            messages_by_visitor: scaled.keyed(30, Duration::from_secs(2)),
            messages_by_address: scaled.keyed(1_500, Duration::from_millis(40)),
            messages_by_site: scaled.keyed(10_000, Duration::from_millis(6)),
            facts_by_visitor: scaled.keyed(30, Duration::from_secs(1)),
            checks_by_site: keyed(20, Duration::from_secs(10)),
            loads_by_site: keyed(1, Duration::from_mins(1)),
            files_by_address: scaled.keyed(200, Duration::from_secs(2)),
            files_by_sender: scaled.keyed(20, Duration::from_secs(6)),
            // Somebody in a talk needs no more; who wants a model for nothing gets the built-in engine.
            model_turns_by_visitor: scaled.keyed(25, Duration::from_secs(20)),
            model_turns_by_site: scaled.keyed(300, Duration::from_secs(1)),
            trials_by_account: scaled.keyed(40, Duration::from_secs(4)),
        }
    }

    /// Whether a password may be tried from this address for this account.
    pub(crate) fn allows_credentials(&self, address: IpAddr, account: &Email) -> bool {
        self.credentials_by_address
            .check_key(&subnet(address))
            .is_ok()
            && self.credentials_by_account.check_key(account).is_ok()
    }

    /// Whether another form may be sent from this address.
    pub(crate) fn allows_form(&self, address: IpAddr) -> bool {
        self.forms_by_address.check_key(&subnet(address)).is_ok()
    }

    /// Whether another lead may come from this address by a form, or by a press of who was taken for a program: for those there
    /// is more room, as an office that was too many has pressed one by one.
    pub(crate) fn allows_lead(&self, address: IpAddr, is_press: bool) -> bool {
        if is_press {
            self.presses_by_address.check_key(&subnet(address)).is_ok()
        } else {
            self.allows_form(address)
        }
    }

    /// Whether another conversation may begin on this site, from this address.
    pub(crate) fn conversation(&self, site: SiteId, address: IpAddr) -> Result<(), Wait> {
        check(&self.conversations_by_address, &subnet(address))?;
        check(&self.conversations_by_site, &site)
    }

    /// Whether this visitor may send another message. Their own limit comes first: whoever floods uses up nothing of what
    /// the others behind the same address have.
    pub(crate) fn message(
        &self,
        visitor: VisitorId,
        site: SiteId,
        address: IpAddr,
    ) -> Result<(), Wait> {
        check(&self.messages_by_visitor, &visitor)?;
        check(&self.messages_by_address, &subnet(address))?;
        check(&self.messages_by_site, &site)
    }

    /// Whether a host page may tell more of this visitor.
    pub(crate) fn allows_facts(&self, visitor: VisitorId) -> bool {
        self.facts_by_visitor.check_key(&visitor).is_ok()
    }

    /// Whether another page of this site may be looked at.
    pub(crate) fn allows_check(&self, site: SiteId) -> bool {
        self.checks_by_site.check_key(&site).is_ok()
    }

    /// Whether it is worth a note that the widget of this site was loaded.
    pub(crate) fn allows_note_of_load(&self, site: SiteId) -> bool {
        self.loads_by_site.check_key(&site).is_ok()
    }

    /// Whether this visitor or member may send another file from this address.
    pub(crate) fn allows_file(&self, address: IpAddr, sender: Uuid) -> bool {
        self.files_by_sender.check_key(&sender).is_ok()
            && self.files_by_address.check_key(&subnet(address)).is_ok()
    }

    /// Whether a model may answer this visitor; the built-in engine always may.
    pub(crate) fn allows_model_turn(&self, visitor: VisitorId, site: SiteId) -> bool {
        self.model_turns_by_visitor.check_key(&visitor).is_ok()
            && self.model_turns_by_site.check_key(&site).is_ok()
    }

    /// Whether this member may try the assistant once more.
    pub(crate) fn allows_trial(&self, account: AccountId) -> bool {
        self.trials_by_account.check_key(&account).is_ok()
    }

    /// Forgets who has not been seen for a while; called now and then, it keeps memory bounded.
    pub fn forget_idle(&self) {
        self.credentials_by_address.retain_recent();
        self.credentials_by_account.retain_recent();
        self.forms_by_address.retain_recent();
        self.presses_by_address.retain_recent();
        self.conversations_by_address.retain_recent();
        self.conversations_by_site.retain_recent();
        self.messages_by_visitor.retain_recent();
        self.messages_by_address.retain_recent();
        self.messages_by_site.retain_recent();
        self.facts_by_visitor.retain_recent();
        self.checks_by_site.retain_recent();
        self.loads_by_site.retain_recent();
        self.files_by_address.retain_recent();
        self.files_by_sender.retain_recent();
        self.model_turns_by_visitor.retain_recent();
        self.model_turns_by_site.retain_recent();
        self.trials_by_account.retain_recent();
    }
}

/// The address an IPv6 host can't change at will: its /64.
fn subnet(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(std::net::Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_narrower_than_an_office() {
        let limits = Limits::default();
        let office: IpAddr = "203.0.113.7".parse().unwrap();
        let one = Email::parse("one@example.com").unwrap();
        let allowed = (0..40)
            .filter(|_| limits.allows_credentials(office, &one))
            .count();
        assert_eq!(allowed, 10);
        assert!(limits.allows_credentials(office, &Email::parse("two@example.com").unwrap()));
    }

    /// A hundred people of an office come at once and each writes five messages, while another floods.
    #[test]
    fn a_flood_takes_nothing_from_the_office() {
        let limits = Limits::default();
        let office: IpAddr = "203.0.113.7".parse().unwrap();
        let now = chrono::DateTime::UNIX_EPOCH;
        let site = SiteId::generate(now);
        let flooder = VisitorId::generate(now);
        let flood = (0..5_000)
            .filter(|_| limits.message(flooder, site, office).is_ok())
            .count();
        assert_eq!(flood, 30);
        let Err(Wait(wait)) = limits.message(flooder, site, office) else {
            panic!("the flood goes on");
        };
        assert!(wait <= Duration::from_secs(2), "{wait:?}");
        for _ in 0..100 {
            let visitor = VisitorId::generate(now);
            assert!(limits.conversation(site, office).is_ok());
            assert!((0..5).all(|_| limits.message(visitor, site, office).is_ok()));
        }
    }

    #[test]
    fn limits_can_be_raised() {
        let limits = Limits::scaled(NonZeroU32::new(10).unwrap());
        let now = chrono::DateTime::UNIX_EPOCH;
        let (visitor, site) = (VisitorId::generate(now), SiteId::generate(now));
        let address: IpAddr = "203.0.113.7".parse().unwrap();
        assert!((0..300).all(|_| limits.message(visitor, site, address).is_ok()));
    }

    #[test]
    fn ipv6_hosts_share_their_network() {
        assert_eq!(
            subnet("2001:db8:1:2:3::4".parse().unwrap()),
            subnet("2001:db8:1:2:9::9".parse().unwrap())
        );
        assert_eq!(
            subnet("::ffff:203.0.113.7".parse().unwrap()),
            "203.0.113.7".parse::<IpAddr>().unwrap()
        );
    }
}
