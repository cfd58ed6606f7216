//! Where Postgres's programs are, and which version they are.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use super::{EmbeddedError, account::Account};

/// The oldest major version whose SQL the migrations may rely on.
pub(super) const OLDEST_MAJOR: u32 = 13;

/// A folder with `initdb` and `postgres` of one version.
#[derive(Debug, Clone)]
pub(super) struct Binaries {
    folder: PathBuf,
    pub(super) major: u32,
}

impl Binaries {
    /// Those of the major version that made the cluster, if it exists, else the newest.
    pub(super) async fn find(
        given: Option<&Path>,
        cluster: Option<(&Path, u32)>,
        account: &Account,
        run_in: &Path,
    ) -> Result<Self, EmbeddedError> {
        let mut newest: Option<Self> = None;
        for folder in candidates(given)? {
            let found = Self::inspect(folder, account, run_in).await?;
            match cluster {
                None if found.major >= OLDEST_MAJOR => return Ok(found),
                Some((_, major)) if found.major == major => return Ok(found),
                _ => {}
            }
            if newest.as_ref().is_none_or(|best| best.major < found.major) {
                newest = Some(found);
            }
        }
        Err(match (newest, cluster) {
            (None, _) => EmbeddedError::NoBinaries,
            (Some(found), None) => EmbeddedError::TooOld(found.major),
            (Some(found), Some((folder, cluster))) => EmbeddedError::OtherMajor {
                folder: folder.to_owned(),
                cluster,
                binaries: found.major,
            },
        })
    }

    pub(super) fn initdb(&self) -> PathBuf {
        self.folder.join("initdb")
    }

    pub(super) fn postgres(&self) -> PathBuf {
        self.folder.join("postgres")
    }

    async fn inspect(
        folder: PathBuf,
        account: &Account,
        run_in: &Path,
    ) -> Result<Self, EmbeddedError> {
        let program = folder.join("postgres");
        let output = account
            .command(&program, run_in)
            .arg("--version")
            .output()
            .await
            .map_err(EmbeddedError::run(&program))?;
        let said = String::from_utf8_lossy(&output.stdout);
        match parse_version(&said) {
            Some(major) => Ok(Self { folder, major }),
            None => Err(EmbeddedError::UnknownVersion {
                program,
                said: said.trim().to_owned(),
            }),
        }
    }
}

/// The major version in a line such as `postgres (Postgres) 15.13 (Debian 15.13-0+deb12u1)`.
fn parse_version(line: &str) -> Option<u32> {
    let version = line.split_once("(PostgreSQL) ")?.1;
    let digits: &str = version.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

fn candidates(given: Option<&Path>) -> Result<Vec<PathBuf>, EmbeddedError> {
    if let Some(folder) = given {
        return if has_programs(folder) {
            Ok(vec![folder.to_owned()])
        } else {
            Err(EmbeddedError::NoBinariesIn(folder.to_owned()))
        };
    }
    let debian = versioned("/usr/lib/postgresql", "", "bin");
    let in_path = env::var_os("PATH")
        .map(|path| env::split_paths(&path).collect::<Vec<_>>())
        .unwrap_or_default();
    let elsewhere = [
        versioned("/usr", "pgsql-", "bin"),
        versioned("/usr/lib", "postgresql", "bin"),
        versioned("/usr/libexec", "postgresql", ""),
        versioned("/opt/homebrew/opt", "postgresql@", "bin"),
        versioned("/usr/local/opt", "postgresql@", "bin"),
        versioned("/home/linuxbrew/.linuxbrew/opt", "postgresql@", "bin"),
        versioned("/Applications/Postgres.app/Contents/Versions", "", "bin"),
        vec!["/usr/local/pgsql/bin".into()],
    ];
    Ok(debian
        .into_iter()
        .chain(in_path)
        .chain(elsewhere.into_iter().flatten())
        .filter(|folder| has_programs(folder))
        .collect())
}

/// The folders `{parent}/{prefix}{number}/{inner}`, the greatest number first.
fn versioned(parent: &str, prefix: &str, inner: &str) -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name();
            let number = name.to_str()?.strip_prefix(prefix)?.parse().ok()?;
            Some((number, entry.path().join(inner)))
        })
        .collect();
    found.sort_by(|a, b| b.cmp(a));
    found.into_iter().map(|(_, folder)| folder).collect()
}

fn has_programs(folder: &Path) -> bool {
    ["initdb", "postgres"]
        .iter()
        .all(|program| folder.join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::parse_version;

    #[test]
    fn embedded_versions_are_read_from_what_postgres_prints() {
        let debian = "postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)\n";
        assert_eq!(parse_version(debian), Some(15));
        assert_eq!(parse_version("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(parse_version("postgres: command not found"), None);
        assert_eq!(parse_version("postgres (PostgreSQL) devel"), None);
    }
}
