//! The job: the next thousand rows become leads in one transaction, which also says how far that is.

use std::collections::HashMap;

use beckon_domain::contact::{Contact, Email, Phone};
use beckon_domain::id::{JobId, LeadId, LeadImportId, OrganizationId};
use beckon_domain::lead::{ActivityKind, LeadSource, LeadSummary};
use beckon_domain::lead_import::{
    Counts, Duplicates, FileProblem, Import as Kept, ImportState, NewLead, ROWS_MAX, Record,
    Settings, read_row,
};
use beckon_domain::score::Score;
use beckon_store::leads::imports::{self, BadRow, Imported, Progress};
use beckon_store::leads::{self, Lead};
use beckon_store::{StoreError, TenantTx, jobs};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::read::Rows;
use super::{ImportError, forget_file};
use crate::Services;
use crate::leads::scoring::{Scale, rescore};

/// The kind of job that imports.
pub(crate) const IMPORT: &str = "leads.import";

/// Rows in one transaction.
const BATCH: usize = 1_000;

/// What the job needs to know.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Import {
    pub(crate) id: LeadImportId,
}

/// Rows that were read, and how far that is.
struct Batch {
    records: Vec<Record>,
    is_last: bool,
    problem: Option<FileProblem>,
}

/// Makes leads of the next rows, and writes the job for those that follow.
pub(crate) async fn import(
    services: &Services,
    organization: OrganizationId,
    job: JobId,
    Import { id }: Import,
) -> Result<(), ImportError> {
    let mut tx = services.store.tenant(organization).await?;
    let kept = imports::find(&mut tx, id).await?;
    let place = imports::hold(&mut tx, id).await?;
    drop(tx);
    let (Some(kept), Some(before)) = (kept, place) else {
        return Ok(());
    };
    let batch = if before.state == ImportState::Running {
        Some(read(services, organization, &kept, before.position, before.row).await?)
    } else {
        None
    };
    let now = services.clock.now();
    let mut tx = services.store.tenant(organization).await?;
    jobs::complete(&mut tx, job).await?;
    let place = imports::hold(&mut tx, id).await?;
    let held = place.filter(|place| place.state == ImportState::Running);
    if let (Some(held), Some(batch)) = (held, batch) {
        // Where another worker was quicker, the rows that were read are leads already.
        let goes_on = if held.position == before.position {
            let settings = held.settings.ok_or(FileProblem::NoColumns)?;
            let work = Work::begin(&mut tx, &kept, settings, held.by, now).await?;
            work.write(batch, (held.position, held.row)).await?
        } else {
            true
        };
        if goes_on {
            jobs::enqueue(&mut tx, IMPORT, &Import { id }, now).await?;
        }
    }
    tx.commit().await?;
    services.jobs.notify_one();
    Ok(())
}

async fn read(
    services: &Services,
    organization: OrganizationId,
    kept: &Kept,
    position: u64,
    row: u32,
) -> Result<Batch, ImportError> {
    let (id, format, bytes) = (kept.id, kept.format, kept.bytes);
    let mut rows = Rows::open(services, organization, id, format, position, row, bytes).await?;
    let mut batch = Batch {
        records: Vec::with_capacity(BATCH),
        is_last: false,
        problem: None,
    };
    while batch.records.len() < BATCH && !batch.is_last {
        match rows.next().await {
            Ok(Some(record)) if record.number > ROWS_MAX + 1 => {
                batch.problem = Some(FileProblem::TooManyRows);
                batch.is_last = true;
            }
            Ok(Some(record)) => batch.records.push(record),
            Ok(None) => batch.is_last = true,
            Err(ImportError::Problem(problem)) => {
                batch.problem = Some(problem);
                batch.is_last = true;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(batch)
}

/// Who a row is about, if not somebody new.
#[derive(Clone, Copy)]
enum Whom {
    /// A lead that was there before.
    Lead(LeadId),
    /// A row further up, by its place among the new ones.
    Row(usize),
}

/// A batch on its way into the database.
struct Work<'a> {
    tx: &'a mut TenantTx,
    kept: &'a Kept,
    settings: Settings,
    by: Option<beckon_domain::id::AccountId>,
    now: DateTime<Utc>,
    scale: Scale,
    whom: HashMap<String, Whom>,
    new: Vec<(NewLead, u32)>,
    fill: Vec<(LeadId, NewLead)>,
    bad: Vec<BadRow>,
    counts: Counts,
}

impl<'a> Work<'a> {
    async fn begin(
        tx: &'a mut TenantTx,
        kept: &'a Kept,
        settings: Settings,
        by: Option<beckon_domain::id::AccountId>,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let scale = Scale::read(tx).await?;
        Ok(Self {
            tx,
            kept,
            settings,
            by,
            now,
            scale,
            whom: HashMap::new(),
            new: Vec::new(),
            fill: Vec::new(),
            bad: Vec::new(),
            counts: Counts::default(),
        })
    }

    /// Writes it, and how far that is; tells whether it goes on.
    async fn write(mut self, batch: Batch, from: (u64, u32)) -> Result<bool, StoreError> {
        let (position, row) = batch
            .records
            .last()
            .map_or(from, |last| (last.end, last.number));
        let leads = self.sort_out(batch.records);
        self.find_known(&leads).await?;
        for (lead, row) in leads {
            self.place(lead, row);
        }
        self.write_new().await?;
        self.write_filled().await?;
        if !self.bad.is_empty() {
            imports::keep_bad_rows(self.tx, self.kept.id, &self.bad).await?;
        }
        let state = match (batch.is_last, batch.problem) {
            (false, _) => ImportState::Running,
            (true, None) => ImportState::Done,
            (true, Some(_)) => ImportState::Failed,
        };
        let progress = Progress {
            position: if state == ImportState::Done {
                self.kept.bytes
            } else {
                position
            },
            row,
            counts: self.counts,
            state,
            problem: batch.problem,
            finished_at: batch.is_last.then_some(self.now),
        };
        imports::advance(self.tx, self.kept.id, &progress).await?;
        if batch.is_last {
            forget_file(self.tx, self.kept.id, self.now).await?;
        }
        Ok(!batch.is_last)
    }

    /// Rows that are leads; the others are bad.
    fn sort_out(&mut self, records: Vec<Record>) -> Vec<(NewLead, u32)> {
        let mut leads = Vec::with_capacity(records.len());
        for record in records {
            self.counts.rows += 1;
            match read_row(
                &record.cells,
                &self.settings.columns,
                self.settings.dialling,
            ) {
                Ok(lead) => leads.push((lead, record.number)),
                Err(problems) => {
                    self.counts.bad += 1;
                    let (row, header) = (record.number, &self.kept.header);
                    self.bad
                        .push(BadRow::new(row, record.cells, &problems, header));
                }
            }
        }
        leads
    }

    /// Who of them is a lead already, rows of earlier batches included.
    async fn find_known(&mut self, leads: &[(NewLead, u32)]) -> Result<(), StoreError> {
        if self.settings.duplicates == Duplicates::Create {
            return Ok(());
        }
        let (mut emails, mut phones) = (Vec::new(), Vec::new());
        for (lead, _) in leads {
            let contact = &lead.facts.contact;
            emails.extend(contact.email.as_ref().map(ToString::to_string));
            phones.extend(contact.phone.as_ref().map(ToString::to_string));
        }
        for known in imports::known(self.tx, &emails, &phones).await? {
            for key in known.email.into_iter().chain(known.phone) {
                // The oldest one stays.
                self.whom.entry(key).or_insert(Whom::Lead(known.id));
            }
        }
        Ok(())
    }

    fn place(&mut self, lead: NewLead, row: u32) {
        let keys = keys(&lead.facts.contact);
        let whom = match self.settings.duplicates {
            Duplicates::Create => None,
            Duplicates::Skip | Duplicates::Fill => {
                keys.iter().find_map(|key| self.whom.get(key).copied())
            }
        };
        match (whom, self.settings.duplicates) {
            (None, _) => {
                let place = Whom::Row(self.new.len());
                for key in keys {
                    self.whom.entry(key).or_insert(place);
                }
                self.new.push((lead, row));
            }
            (Some(Whom::Lead(id)), Duplicates::Fill) => self.fill.push((id, lead)),
            (Some(Whom::Row(place)), Duplicates::Fill) => {
                let first = &mut self.new[place].0;
                let known = std::mem::take(&mut first.facts);
                first.facts = lead.facts.updated(known);
                // Whoever is known by what this row adds is the same person too.
                for key in keys {
                    self.whom.entry(key).or_insert(Whom::Row(place));
                }
                self.counts.filled += 1;
            }
            (Some(_), _) => self.counts.skipped += 1,
        }
    }

    async fn write_new(&mut self) -> Result<(), StoreError> {
        let new: Vec<Imported> = std::mem::take(&mut self.new)
            .into_iter()
            .map(|(lead, row)| self.made(lead, row))
            .collect();
        self.counts.created += u32::try_from(new.len()).unwrap_or(u32::MAX);
        if new.is_empty() {
            return Ok(());
        }
        let (id, file) = (self.kept.id, &self.kept.name);
        imports::insert_leads(self.tx, id, &new, file, self.by, self.now).await
    }

    fn made(&self, new: NewLead, row: u32) -> Imported {
        let arrived_at = new.arrived_at.unwrap_or(self.now).min(self.now);
        let mut lead = Lead {
            summary: LeadSummary {
                id: LeadId::generate(self.now),
                facts: new.facts,
                industry: new.industry.unwrap_or(self.settings.industry),
                source: LeadSource::Import,
                status: new.status,
                score: Score::default(),
                assignee: self.settings.assignee,
                created_at: arrived_at,
            },
            page_views: 0,
            seconds_on_site: 0,
            form_submissions: 0,
            had_conversation: false,
            answered_within_hour: false,
            touch: beckon_domain::attribution::Touch::default(),
            heard_at: arrived_at,
        };
        lead.summary.score = self.scale.score(&lead, self.now);
        Imported {
            lead,
            notes: new.notes,
            row,
        }
    }

    /// Fills in what is not known of leads that were there before.
    async fn write_filled(&mut self) -> Result<(), StoreError> {
        let ids: Vec<LeadId> = self.fill.iter().map(|(id, _)| *id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let mut more: HashMap<LeadId, Vec<NewLead>> = HashMap::new();
        for (id, lead) in std::mem::take(&mut self.fill) {
            more.entry(id).or_default().push(lead);
        }
        for mut lead in imports::lock(self.tx, &ids).await? {
            let id = lead.summary.id;
            let mut facts = lead.summary.facts.clone();
            let rows = more.remove(&id).unwrap_or_default();
            let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            for row in rows {
                facts = row.facts.updated(facts);
            }
            if facts == lead.summary.facts {
                self.counts.skipped += count;
                continue;
            }
            self.counts.filled += count;
            lead.summary.facts = facts;
            rescore(self.tx, &mut lead, &self.scale, self.now).await?;
            let (kind, file) = (ActivityKind::DetailsNoted, &self.kept.name);
            let detail = format!("Filled in from {file}");
            leads::note_activity(self.tx, id, kind, &detail, self.by, self.now).await?;
        }
        Ok(())
    }
}

fn keys(contact: &Contact) -> Vec<String> {
    let email = contact.email.as_ref().map(Email::as_str);
    let phone = contact.phone.as_ref().map(Phone::as_str);
    let keys = email.into_iter().chain(phone);
    keys.map(ToOwned::to_owned).collect()
}
