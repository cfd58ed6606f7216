//! What a host page tells of a visitor. A page may be anybody's, so that all of it is bounded; until the visitor
//! writes there is nobody to keep it for, and it waits in the connection.

use beckon_domain::id::{OrganizationId, VisitorId};
use beckon_store::{StoreError, visitors};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use crate::Services;

/// Most bytes of attributes told at once.
const JSON_MAX: usize = 4 * 1024;

/// Most attributes told at once.
const KEYS_MAX: usize = 50;

/// Longest name of an attribute or of an event, in characters.
const NAME_MAX: usize = 64;

/// Longest value of an attribute, in characters.
const VALUE_MAX: usize = 500;

/// Events that wait for the visitor to write; the oldest is forgotten.
const EVENTS_MAX: usize = 50;

/// Why what a page tells is refused.
#[derive(Debug, thiserror::Error)]
pub enum AboutError {
    /// It is not what it should be, or too much.
    #[error(
        "attributes are an object of at most 50 strings, numbers and truth values in 4 KB; events have 1 to 64 characters"
    )]
    Value,
    /// Too much in a short time.
    #[error("too much in a short time")]
    SlowDown,
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}

/// What a host page told of a visitor and is not stored yet.
#[derive(Debug, Default)]
pub struct About {
    attributes: Map<String, Value>,
    events: Vec<(String, DateTime<Utc>)>,
}

impl About {
    /// Takes attributes: a JSON object. A later value replaces an earlier one; `null` takes it back.
    pub fn take_attributes(&mut self, json: &str) -> Result<(), AboutError> {
        if json.len() > JSON_MAX {
            return Err(AboutError::Value);
        }
        let told: Map<String, Value> = serde_json::from_str(json).map_err(|_| AboutError::Value)?;
        let is_fine = told
            .iter()
            .all(|(name, value)| is_name(name) && is_value(value));
        let is_new = |name: &&String| !self.attributes.contains_key(*name);
        let count = self.attributes.len() + told.keys().filter(is_new).count();
        if !is_fine || count > KEYS_MAX {
            return Err(AboutError::Value);
        }
        self.attributes.extend(told);
        Ok(())
    }

    /// Takes an event that happened now.
    pub fn take_event(&mut self, name: &str, now: DateTime<Utc>) -> Result<(), AboutError> {
        let name = name.trim();
        if !is_name(name) {
            return Err(AboutError::Value);
        }
        if self.events.len() == EVENTS_MAX {
            self.events.remove(0);
        }
        self.events.push((name.to_owned(), now));
        Ok(())
    }

    /// Whether there is nothing to store.
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.events.is_empty()
    }

    /// Stores it all with a visitor, and is empty then.
    pub async fn store(
        &mut self,
        services: &Services,
        organization: OrganizationId,
        visitor: VisitorId,
    ) -> Result<(), AboutError> {
        if self.is_empty() {
            return Ok(());
        }
        let Self { attributes, events } = std::mem::take(self);
        if !services.limits.allows_facts(visitor) {
            return Err(AboutError::SlowDown);
        }
        let mut tx = services.store.tenant(organization).await?;
        if !attributes.is_empty()
            && !visitors::merge_attributes(&mut tx, visitor, &attributes).await?
        {
            return Err(AboutError::Value);
        }
        visitors::insert_events(&mut tx, visitor, &events).await?;
        Ok(tx.commit().await?)
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= NAME_MAX && !name.contains(char::is_control)
}

/// Postgres can't store NUL.
fn is_value(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => text.chars().count() <= VALUE_MAX && !text.contains('\0'),
        Value::Array(_) | Value::Object(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_flat_and_bounded() {
        let mut about = About::default();
        assert!(
            about
                .take_attributes(r#"{"plan":"pro","seats":5,"trial":false,"old":null}"#)
                .is_ok()
        );
        let long = format!(r#"{{"a":"{}"}}"#, "x".repeat(VALUE_MAX + 1));
        let many: Map<_, _> = (0..KEYS_MAX)
            .map(|n| (format!("k{n}"), Value::Null))
            .collect();
        let many = Value::Object(many).to_string();
        for wrong in [
            "",
            "[1]",
            r#"{"a":{"b":1}}"#,
            r#"{"a":[1]}"#,
            r#"{"":1}"#,
            r#"{"a":"\u0000"}"#,
            long.as_str(),
            many.as_str(),
        ] {
            assert!(about.take_attributes(wrong).is_err(), "{wrong}");
        }
        assert_eq!(about.attributes.len(), 4);
    }

    #[test]
    fn events_wait_but_not_without_bound() {
        let mut about = About::default();
        for n in 0..EVENTS_MAX + 5 {
            about
                .take_event(&format!("event {n}"), DateTime::UNIX_EPOCH)
                .unwrap();
        }
        assert_eq!(about.events.len(), EVENTS_MAX);
        assert_eq!(about.events[0].0, "event 5");
        assert!(about.take_event(" ", DateTime::UNIX_EPOCH).is_err());
        assert!(
            about
                .take_event(&"x".repeat(65), DateTime::UNIX_EPOCH)
                .is_err()
        );
    }
}
