use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, Connection};

/// The schema's steps, compiled in.
pub static MIGRATOR: Migrator = sqlx::migrate!("../../migrations");

/// Why the schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The owner's connection failed.
    #[error("can't connect as the owner of the schema: {0}")]
    Connect(#[from] sqlx::Error),
    /// A step failed, or the database is of a newer version than this server.
    #[error("can't bring the schema up to date: {0}")]
    Migrate(#[from] MigrateError),
}

/// Brings the schema up to date, as its owner. Several servers may start at once: sqlx's migrator takes
/// an advisory lock, and the others wait. `app_password`, where given, becomes the password of `beckon_app`.
pub async fn migrate(
    owner: &PgConnectOptions,
    app_password: Option<&str>,
) -> Result<(), SetupError> {
    let mut connection: PgConnection = owner.connect().await?;
    MIGRATOR.run(&mut connection).await?;
    if let Some(password) = app_password {
        // `alter role` takes no parameters: let Postgres quote the password.
        let statement: String =
            sqlx::query_scalar("select format('alter role beckon_app password %L', $1::text)")
                .bind(password)
                .fetch_one(&mut connection)
                .await?;
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement))
            .execute(&mut connection)
            .await?;
    }
    connection.close().await?;
    Ok(())
}
