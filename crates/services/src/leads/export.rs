//! Leads as a CSV file, written while it is read: of any length in a page's memory.

use std::borrow::Cow;

use beckon_domain::account::{Identity, Role};
use beckon_domain::contact::{Email, Phone};
use beckon_domain::lead::{BudgetPeriod, LeadSummary, Timeline};
use beckon_domain::lead_import::cell::harmless;
use beckon_domain::lead_list::{Cursor, LeadQuery, Sort};
use beckon_store::leads::{self, Listed, Viewer};
use bytes::Bytes;
use chrono::SecondsFormat;
use futures::{Stream, stream};

use super::LeadError;
use crate::Services;

/// Leads read at once.
const CHUNK: i64 = 1000;

const HEADER: [&str; 18] = [
    "id",
    "arrived_at",
    "name",
    "email",
    "phone",
    "company",
    "location",
    "industry",
    "source",
    "status",
    "score",
    "quality",
    "budget",
    "budget_currency",
    "budget_period",
    "timeline",
    "company_size",
    "decision_maker",
];

/// Every lead that a query finds, the newest first whatever it sorts by (what leads are sorted by may change while the file is
/// written), in UTF-8 with a byte order mark (which spreadsheets want).
/// Leads that arrive meanwhile are not in it.
///
/// # Errors
///
/// `NotAllowed` for who is no admin, before anything is read; the stream itself ends with the database's error.
pub fn export(
    services: &Services,
    identity: &Identity,
    query: LeadQuery,
) -> Result<impl Stream<Item = Result<Bytes, LeadError>> + Send + use<>, LeadError> {
    if identity.role < Role::Admin {
        return Err(LeadError::NotAllowed);
    }
    let reading = Reading {
        services: services.clone(),
        identity: identity.clone(),
        query: LeadQuery {
            sort: Sort::default(),
            after: None,
            ..query
        },
        position: Position::Start,
    };
    Ok(stream::try_unfold(reading, |mut reading| async move {
        Ok(reading.next().await?.map(|bytes| (bytes, reading)))
    }))
}

struct Reading {
    services: Services,
    identity: Identity,
    query: LeadQuery,
    position: Position,
}

/// How far the file is written.
enum Position {
    Start,
    After(Cursor),
    End,
}

impl Reading {
    async fn next(&mut self) -> Result<Option<Bytes>, LeadError> {
        let (mut text, after) = match std::mem::replace(&mut self.position, Position::End) {
            Position::Start => ("\u{feff}".as_bytes().to_vec(), None),
            Position::After(place) => (Vec::new(), Some(place)),
            Position::End => return Ok(None),
        };
        let is_first = after.is_none();
        self.query.after = after;
        let viewer = Viewer {
            account: self.identity.account,
            now: self.services.clock.now(),
        };
        let mut tx = self
            .services
            .store
            .tenant(self.identity.organization)
            .await?;
        let mut leads = leads::matching(&mut tx, &self.query, viewer, CHUNK).await?;
        drop(tx);
        text.extend(rows(is_first, &leads));
        if i64::try_from(leads.len()) == Ok(CHUNK)
            && let Some(last) = leads.pop()
        {
            self.position = Position::After(last.place);
        }
        Ok(Some(text.into()))
    }
}

fn rows(is_first: bool, leads: &[Listed]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing into memory can't fail, and each record is as long as the first by its type.
    let cells = leads.iter().map(|listed| cells(&listed.summary));
    if is_first {
        let _ = writer.write_record(HEADER);
    }
    for cells in cells {
        let _ = writer.write_record(cells.iter().map(|cell| cell.as_bytes()));
    }
    writer.into_inner().unwrap_or_default()
}

fn cells(lead: &LeadSummary) -> [Cow<'_, str>; HEADER.len()] {
    let facts = &lead.facts;
    let contact = &facts.contact;
    let money = facts.budget.map(|budget| budget.amount);
    [
        lead.id.to_string().into(),
        lead.created_at
            .to_rfc3339_opts(SecondsFormat::Secs, true)
            .into(),
        typed(contact.name.as_deref()),
        typed(contact.email.as_ref().map(Email::as_str)),
        contact.phone.as_ref().map_or("", Phone::as_str).into(),
        typed(contact.company.as_deref()),
        typed(facts.location.as_deref()),
        lead.industry.slug().into(),
        lead.source.as_str().into(),
        lead.status.as_str().into(),
        lead.score.value.to_string().into(),
        lead.score.quality().name().into(),
        money
            .map(|money| format!("{}.{:02}", money.cents / 100, money.cents % 100))
            .unwrap_or_default()
            .into(),
        money.map_or("", |money| money.currency.code()).into(),
        facts
            .budget
            .map_or("", |budget| period(budget.period))
            .into(),
        facts.timeline.map_or("", Timeline::as_str).into(),
        facts
            .company_size
            .map(|size| size.to_string())
            .unwrap_or_default()
            .into(),
        match facts.decision_maker {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        }
        .into(),
    ]
}

const fn period(period: BudgetPeriod) -> &'static str {
    match period {
        BudgetPeriod::Once => "once",
        BudgetPeriod::Month => "month",
        BudgetPeriod::Year => "year",
    }
}

/// What a stranger typed.
fn typed(text: Option<&str>) -> Cow<'_, str> {
    harmless(text.unwrap_or_default())
}
