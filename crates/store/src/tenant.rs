use std::ops::{Deref, DerefMut};

use beckon_domain::id::{AccountId, OrganizationId};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, PgPool, Postgres, Transaction};

use crate::StoreError;

/// The database, reached as the unprivileged role. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pool: PgPool,
}

impl Store {
    /// Over a pool that connects as `beckon_app`.
    pub const fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// The pool, for the functions of [`crate::system`].
    pub(crate) const fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Begins a transaction that acts for `organization` and sees nothing else.
    pub async fn tenant(&self, organization: OrganizationId) -> Result<TenantTx, StoreError> {
        self.begin(
            organization,
            format!(
                "begin; set local beckon.organization_id = '{}'",
                organization.0
            ),
        )
        .await
    }

    /// The same, for a person: their own account may be changed too.
    pub async fn tenant_as(
        &self,
        organization: OrganizationId,
        account: AccountId,
    ) -> Result<TenantTx, StoreError> {
        self.begin(
            organization,
            format!(
                "begin; set local beckon.organization_id = '{}'; set local beckon.account_id = '{}'",
                organization.0, account.0
            ),
        )
        .await
    }

    /// One round trip instead of two: the statement is made of UUIDs alone, so there is nothing to escape.
    async fn begin(
        &self,
        organization: OrganizationId,
        statement: String,
    ) -> Result<TenantTx, StoreError> {
        let tx = self.pool.begin_with(AssertSqlSafe(statement)).await?;
        Ok(TenantTx { tx, organization })
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("select 1").execute(&self.pool).await?;
        Ok(())
    }
}

/// A transaction that acts for one organization. Dropped without [`TenantTx::commit`], it never was.
#[derive(Debug)]
pub struct TenantTx {
    tx: Transaction<'static, Postgres>,
    organization: OrganizationId,
}

impl TenantTx {
    /// For whom it acts.
    pub const fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// Makes it durable.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.tx.commit().await?)
    }
}

impl Deref for TenantTx {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        &self.tx
    }
}

impl DerefMut for TenantTx {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.tx
    }
}
