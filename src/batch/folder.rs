//! One file a report: names that cannot lead out of the folder, and files that are there whole or not at all.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The longest readable part of a name; with hash and extension it stays far below every file system's limit.
const SLUG: usize = 60;

/// A folder of reports.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    extension: &'static str,
}

impl Folder {
    /// The folder at `path`, made where it is missing; its files get `extension`.
    pub fn open(path: &Path, extension: &'static str) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        Ok(Self { path: path.to_owned(), extension })
    }

    /// Where the report of `input` lies.
    pub fn place(&self, input: &str) -> PathBuf {
        self.path.join(format!("{}.{}", name(input), self.extension))
    }

    /// Whether there is a report of `input`.
    pub fn holds(&self, input: &str) -> bool {
        self.place(input).symlink_metadata().is_ok()
    }

    /// Writes the report of `input`; `AlreadyExists` where there is one.
    pub fn write(&self, input: &str, parts: &[&[u8]]) -> io::Result<()> {
        let place = self.place(input);
        if self.holds(input) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let part = self.path.join(format!(".{}.part", name(input)));
        // What a run that was killed left behind; a link that somebody planted goes itself, not what it points to.
        let _ = fs::remove_file(&part);
        let written = (|| {
            let mut file = OpenOptions::new().write(true).create_new(true).open(&part)?;
            parts.iter().try_for_each(|bytes| file.write_all(bytes))?;
            place_exclusively(&part, &place)
        })();
        if written.is_err() {
            let _ = fs::remove_file(&part);
        }
        written
    }
}

/// Gives the finished file its name, never over another one.
fn place_exclusively(part: &Path, place: &Path) -> io::Result<()> {
    match fs::hard_link(part, place) {
        Ok(()) => fs::remove_file(part),
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Err(e),
        // File systems without hard links.
        Err(_) if place.symlink_metadata().is_err() => fs::rename(part, place),
        Err(e) => Err(e),
    }
}

/// Whether `file` is named as the reports of a folder are.
pub fn is_report(file: &str, extension: &str) -> bool {
    let stem = file.strip_suffix(extension).and_then(|f| f.strip_suffix('.'));
    let hash = stem.map(|s| s.rsplit('-').next().unwrap_or(s));
    hash.is_some_and(|h| h.len() == 16 && h.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)))
}

/// A file name for `input`: the readable letters of its end, and a hash of all of it.
fn name(input: &str) -> String {
    let mut hash = String::new();
    for byte in &Sha256::digest(input.as_bytes())[..8] {
        let _ = write!(hash, "{byte:02x}");
    }
    let last = input.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or("");
    let mut slug = String::new();
    for c in last.chars() {
        if slug.len() >= SLUG {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { hash } else { format!("{slug}-{hash}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_distinct() {
        let long = "x".repeat(300);
        let inputs = [
            "../../x",
            "/etc/passwd",
            "..",
            ".",
            "",
            "-",
            "a/../b",
            "C:\\con",
            "nul\0byte",
            &long,
            "https://news.example/a?b=c#d",
            "https://news.example/",
            "é.html",
            "e.html",
            ".hidden",
            "con",
            "line 1",
            "line 2",
        ];
        let mut seen = std::collections::BTreeSet::new();
        for input in inputs {
            let name = name(input);
            assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'), "{name}");
            assert!((16..=80).contains(&name.len()), "{name}");
            assert!(!name.starts_with('-'));
            assert!(is_report(&format!("{name}.txt"), "txt") && !is_report(&format!("{name}.txt"), "json"));
            assert!(seen.insert(name), "{input}");
        }
        assert!(name("pages/Le Été.html").starts_with("le-t-html-"));
    }

    #[test]
    fn files_are_whole_and_never_overwritten() {
        let outside = tempfile::tempdir().unwrap();
        let inside = outside.path().join("reports");
        let folder = Folder::open(&inside, "json").unwrap();
        folder.write("../../x", &[b"one", b"two"]).unwrap();
        assert_eq!(fs::read(folder.place("../../x")).unwrap(), b"onetwo");
        assert_eq!(folder.write("../../x", &[b"three"]).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(folder.place("../../x")).unwrap(), b"onetwo");
        assert_eq!(fs::read_dir(&inside).unwrap().count(), 1);
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn planted_links_are_not_followed() {
        let outside = tempfile::tempdir().unwrap();
        let victim = outside.path().join("victim");
        let folder = Folder::open(&outside.path().join("reports"), "json").unwrap();
        std::os::unix::fs::symlink(&victim, folder.place("a")).unwrap();
        std::os::unix::fs::symlink(&victim, outside.path().join("reports").join(format!(".{}.part", name("b")))).unwrap();
        assert_eq!(folder.write("a", &[b"x"]).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        folder.write("b", &[b"x"]).unwrap();
        assert!(!victim.exists());
        assert!(folder.place("b").symlink_metadata().unwrap().is_file());
    }
}
