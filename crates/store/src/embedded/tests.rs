//! These run a real Postgres. Started by root, they also see to it that it runs as somebody else.

use std::{
    fs::{self, Permissions},
    future,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
    time::{Duration, Instant},
};

use nix::{sys::signal::Signal, unistd::geteuid};
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;
use tokio::{sync::oneshot, time::timeout};

use super::{EmbeddedConfig, EmbeddedError, EmbeddedPostgres, leftovers};

fn config(data_dir: &Path) -> EmbeddedConfig {
    EmbeddedConfig {
        data_dir: data_dir.to_owned(),
        bin_dir: None,
    }
}

async fn start(folder: &TempDir) -> EmbeddedPostgres {
    EmbeddedPostgres::start(&config(folder.path()))
        .await
        .expect("Postgres starts")
}

async fn connect(postgres: &EmbeddedPostgres) -> sqlx::Result<PgConnection> {
    PgConnection::connect_with(&postgres.url("postgres", EmbeddedPostgres::SUPERUSER)).await
}

async fn execute(postgres: &EmbeddedPostgres, statement: &'static str) {
    let mut connection = connect(postgres).await.expect("connects");
    sqlx::raw_sql(statement)
        .execute(&mut connection)
        .await
        .expect("the statement runs");
}

async fn read(postgres: &EmbeddedPostgres, query: &'static str) -> String {
    let mut connection = connect(postgres).await.expect("connects");
    sqlx::query_scalar(query)
        .fetch_one(&mut connection)
        .await
        .expect("a row")
}

async fn pid(postgres: &EmbeddedPostgres) -> i32 {
    postgres.postmaster.lock().await.pid().expect("it runs")
}

#[tokio::test]
async fn embedded_data_survives_a_quick_restart() {
    let folder = tempfile::tempdir().unwrap();
    let postgres = start(&folder).await;
    execute(&postgres, "create table kept as select 'Zürich 🌞' as word").await;
    postgres.stop().await;

    let begun = Instant::now();
    let postgres = start(&folder).await;
    // A tenth of it on an idle machine; tests run on busy ones.
    assert!(begun.elapsed() < Duration::from_secs(3));
    assert_eq!(read(&postgres, "select word from kept").await, "Zürich 🌞");
    assert_eq!(read(&postgres, "show server_encoding").await, "UTF8");
    assert_eq!(read(&postgres, "select upper('é')").await, "É");
    assert_eq!(read(&postgres, "show data_checksums").await, "on");
    postgres.stop().await;
}

#[tokio::test]
async fn embedded_socket_is_private_and_there_is_no_port() {
    let folder = tempfile::tempdir().unwrap();
    let postgres = start(&folder).await;
    assert_eq!(read(&postgres, "show listen_addresses").await, "");
    let socket = fs::metadata(postgres.socket_dir()).unwrap();
    let cluster = fs::metadata(folder.path().join("postgres")).unwrap();
    assert_eq!(socket.mode() & 0o777, 0o700);
    assert_eq!(socket.uid(), cluster.uid());
    assert_ne!(cluster.uid(), 0, "Postgres never runs as root");
    postgres.stop().await;
}

#[tokio::test]
async fn embedded_postmaster_comes_back_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let postgres = start(&folder).await;
    execute(
        &postgres,
        "create table kept as select 'still here' as word",
    )
    .await;
    let (done, cancelled) = oneshot::channel::<()>();
    let killed = pid(&postgres).await;

    let supervise = postgres.supervise(async { drop(cancelled.await) });
    let test = async {
        // A session in the middle of work does not notice that its postmaster died.
        let mut busy = connect(&postgres).await.unwrap();
        let work =
            sqlx::raw_sql("select count(*) from generate_series(1, 1000000000)").execute(&mut busy);
        let kill = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            leftovers::signal(killed, Signal::SIGKILL);
        };
        let (interrupted, ()) = tokio::join!(work, kill);
        assert!(interrupted.is_err());
        while connect(&postgres).await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(read(&postgres, "select word from kept").await, "still here");
        done.send(()).unwrap();
    };
    let both = async { tokio::join!(supervise, test) };
    timeout(Duration::from_mins(1), Box::pin(both))
        .await
        .expect("it comes back within a minute");
    assert_ne!(pid(&postgres).await, killed);
    postgres.stop().await;
}

#[tokio::test]
async fn embedded_folder_has_one_server_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let postgres = start(&folder).await;
    let second = EmbeddedPostgres::start(&config(folder.path())).await;
    let me = i32::try_from(std::process::id()).unwrap();
    match second {
        Err(EmbeddedError::InUse { holder, .. }) => assert_eq!(holder, Some(me)),
        other => panic!("{other:?}"),
    }
    assert_eq!(read(&postgres, "select 'unharmed'").await, "unharmed");
    postgres.stop().await;
}

#[tokio::test]
async fn embedded_postmaster_of_a_killed_server_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let postgres = start(&folder).await;
    execute(&postgres, "create table kept as select 'safe' as word").await;
    let orphan = pid(&postgres).await;
    let EmbeddedPostgres {
        postmaster,
        folder: lock,
        ..
    } = postgres;
    // A killed server runs no destructor, but the kernel releases its lock.
    std::mem::forget(postmaster);
    drop(lock);

    let postgres = start(&folder).await;
    assert_ne!(pid(&postgres).await, orphan);
    assert_eq!(read(&postgres, "select word from kept").await, "safe");
    postgres.stop().await;
}

#[tokio::test]
async fn embedded_stop_leaves_no_process_behind() {
    let folder = tempfile::tempdir().unwrap();
    let postgres = start(&folder).await;
    let name = postgres.name.clone();
    assert!(leftovers::processes(&name).len() > 1);
    let _idle = connect(&postgres).await.unwrap();
    postgres.stop().await;
    assert_eq!(leftovers::processes(&name), Vec::<i32>::new());
}

#[tokio::test]
async fn embedded_data_folder_may_be_deep_and_have_odd_characters() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a, \"b\" 'c' ü", &"deep".repeat(40)] {
        let postgres = EmbeddedPostgres::start(&config(&folder.path().join(name)))
            .await
            .expect("starts");
        assert!(postgres.socket_dir().as_os_str().len() <= 100);
        assert_eq!(read(&postgres, "select 'reached'").await, "reached");
        postgres.stop().await;
    }
}

#[tokio::test]
async fn embedded_folder_shut_to_its_user_is_named() {
    if !geteuid().is_root() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
    let data = folder.path().join("data");
    let error = EmbeddedPostgres::start(&config(&data)).await.unwrap_err();
    let EmbeddedError::Untraversable { blocked, .. } = &error else {
        panic!("{error:?}");
    };
    assert_eq!(blocked, &folder.path().canonicalize().unwrap());
    assert!(error.to_string().contains("BECKON_DATA_DIR"), "{error}");
}

#[tokio::test]
async fn embedded_cluster_of_another_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let cluster = folder.path().join("postgres");
    fs::create_dir(&cluster).unwrap();
    fs::write(cluster.join("PG_VERSION"), "9\n").unwrap();
    let error = EmbeddedPostgres::start(&config(folder.path()))
        .await
        .unwrap_err();
    assert!(
        matches!(error, EmbeddedError::OtherMajor { cluster: 9, .. }),
        "{error:?}"
    );

    fs::remove_file(cluster.join("PG_VERSION")).unwrap();
    fs::write(cluster.join("holiday.jpg"), "").unwrap();
    let error = EmbeddedPostgres::start(&config(folder.path()))
        .await
        .unwrap_err();
    assert!(matches!(error, EmbeddedError::NotACluster(_)), "{error:?}");
}

#[tokio::test]
async fn embedded_broken_settings_are_quoted_from_the_log() {
    let folder = tempfile::tempdir().unwrap();
    start(&folder).await.stop().await;
    let settings = folder.path().join("postgres/postgresql.conf");
    let broken = fs::read_to_string(&settings).unwrap() + "\nshared_bluffers = 1\n";
    fs::write(&settings, broken).unwrap();
    let error = EmbeddedPostgres::start(&config(folder.path()))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("shared_bluffers"), "{error}");
}

#[tokio::test]
async fn embedded_stale_pid_of_another_program_is_no_obstacle() {
    let folder = tempfile::tempdir().unwrap();
    start(&folder).await.stop().await;
    let mut other = tokio::process::Command::new("sleep")
        .arg("60")
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let stale = format!("{}\n/elsewhere\n", other.id().unwrap());
    fs::write(folder.path().join("postgres/postmaster.pid"), stale).unwrap();
    let postgres = start(&folder).await;
    postgres.supervise(future::ready(())).await;
    postgres.stop().await;
    other.kill().await.unwrap();
}
