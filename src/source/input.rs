//! From what the user names to single inputs, in order and one at a time, so that a folder of a million files needs no list.

use super::error::{ErrorKind, InputError};
use super::page::SourceKind;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// One thing to analyse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A web address.
    Url(String),
    /// A file; `special` where the user named it on the command line, so that pipes are welcome.
    File {
        /// Where it lies.
        path: PathBuf,
        /// Whether it may be a pipe or a device.
        special: bool,
    },
    /// Standard input.
    Stdin,
    /// A line of `--records`.
    Record {
        /// The line without its end.
        line: Vec<u8>,
        /// Its number, from 1.
        number: usize,
    },
    /// Something that failed before there was anything to read.
    Failed {
        /// What the user named it.
        name: String,
        /// The kind of input it would have been.
        kind: SourceKind,
        /// Why.
        error: InputError,
    },
}

impl Input {
    /// What the report calls it, and what kind it is.
    pub fn describe(&self) -> (String, SourceKind) {
        match self {
            Input::Url(address) => (address.clone(), SourceKind::Url),
            Input::File { path, .. } => (path.to_string_lossy().into_owned(), SourceKind::File),
            Input::Stdin => ("-".to_owned(), SourceKind::Stdin),
            Input::Record { line, number } => (super::record::id(line, *number), SourceKind::Record),
            Input::Failed { name, kind, .. } => (name.clone(), *kind),
        }
    }
}

/// Which files of a folder are wanted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    include: Option<GlobSet>,
    exclude: GlobSet,
}

/// Extensions of what lies beside saved pages and is no article; skipped in folders unless `--include` asks for it.
const BESIDE_PAGES: &[&str] = &[
    "7z", "avif", "bmp", "bz2", "css", "csv", "db", "doc", "docx", "eot", "epub", "exe", "gif", "ico", "jpeg", "jpg", "js", "json",
    "jsonl", "m4a", "map", "mjs", "mov", "mp3", "mp4", "ogg", "otf", "pdf", "png", "ppt", "pptx", "rar", "svg", "tar", "tgz", "tif",
    "tiff", "ttf", "wasm", "wav", "webm", "webp", "woff", "woff2", "xls", "xlsx", "zip",
];

impl Filter {
    /// A filter by globs; one without `/` is matched against the name, one with `/` against the path below the folder.
    pub fn new(include: &[String], exclude: &[String]) -> Result<Self, globset::Error> {
        let set = |globs: &[String]| -> Result<GlobSet, globset::Error> {
            let mut builder = GlobSetBuilder::new();
            for glob in globs {
                let pattern = if glob.contains('/') { glob.trim_start_matches('/').to_owned() } else { format!("**/{glob}") };
                builder.add(GlobBuilder::new(&pattern).literal_separator(true).build()?);
            }
            builder.build()
        };
        Ok(Self { include: if include.is_empty() { None } else { Some(set(include)?) }, exclude: set(exclude)? })
    }

    fn wants(&self, below: &Path) -> bool {
        let included = match &self.include {
            Some(globs) => globs.is_match(below),
            None => {
                let extension = below.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
                !extension.is_some_and(|e| BESIDE_PAGES.contains(&e.as_str()))
            }
        };
        included && !self.exclude.is_match(below)
    }
}

/// All that the user named.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Addresses, files, folders and `-`, in order.
    pub arguments: Vec<OsString>,
    /// Files that list inputs, one a line.
    pub files_from: Vec<PathBuf>,
    /// Whether standard input brings records.
    pub records: bool,
    /// Which files of folders are wanted.
    pub filter: Filter,
    /// The cap on one input's bytes, which bounds a record's line too.
    pub max_bytes: usize,
}

impl Plan {
    /// Whether the plan is one input, whose report stands alone.
    pub fn is_single(&self) -> bool {
        let folder = |a: &OsString| !looks_like_url(a) && Path::new(a).is_dir();
        !self.records && self.files_from.is_empty() && self.arguments.len() == 1 && !self.arguments.iter().any(folder)
    }

    /// Whether folders are searched.
    pub fn has_folders(&self) -> bool {
        self.arguments.iter().any(|a| !looks_like_url(a) && Path::new(a).is_dir())
    }

    /// Whether the inputs can be counted beforehand without reading a stream that can be read but once.
    pub fn is_countable(&self) -> bool {
        !self.records && !self.files_from.iter().any(|f| f.as_os_str() == "-")
    }

    /// The inputs in order: arguments, then lists, then records.
    pub fn inputs(&self) -> Inputs {
        let mut stack: Vec<Step> = Vec::new();
        if self.records {
            stack.push(Step::Records { reader: Box::new(BufReader::new(std::io::stdin())), number: 0 });
        }
        stack.extend(self.files_from.iter().rev().map(|path| Step::OpenList(path.clone())));
        stack.extend(self.arguments.iter().rev().map(|name| Step::Name { name: name.clone(), special: true }));
        Inputs { stack, filter: self.filter.clone(), line_cap: self.max_bytes.saturating_mul(2).saturating_add(64 * 1024) }
    }
}

/// Something still to be expanded; the top of the stack comes first.
enum Step {
    /// An argument or a line of a list.
    Name { name: OsString, special: bool },
    /// The entries of a folder that are still to come, and the folder that the user named.
    Folder { entries: VecDeque<PathBuf>, root: PathBuf },
    /// A list to be opened.
    OpenList(PathBuf),
    /// A list being read.
    List { reader: Box<dyn BufRead + Send>, name: String, first: bool },
    /// Records being read.
    Records { reader: Box<dyn BufRead + Send>, number: usize },
}

/// The inputs of a [`Plan`], found one by one.
pub struct Inputs {
    stack: Vec<Step>,
    filter: Filter,
    line_cap: usize,
}

impl Iterator for Inputs {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        while let Some(step) = self.stack.pop() {
            let found = match step {
                Step::Name { name, special } => self.name(name, special),
                Step::Folder { entries, root } => self.folder(entries, root),
                Step::OpenList(path) => self.open_list(&path),
                Step::List { reader, name, first } => self.list(reader, name, first),
                Step::Records { reader, number } => self.records(reader, number),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

impl Inputs {
    fn name(&mut self, name: OsString, special: bool) -> Option<Input> {
        if name == "-" {
            return Some(Input::Stdin);
        }
        if looks_like_url(&name) {
            return Some(Input::Url(name.to_string_lossy().trim().to_owned()));
        }
        let path = PathBuf::from(name);
        if path.is_dir() {
            return self.open_folder(&path, path.clone());
        }
        if let Some(scheme) = scheme(path.as_os_str()).filter(|_| !path.exists()) {
            let error =
                InputError::new(ErrorKind::UnsupportedScheme, format!("{scheme}: addresses are not read, only http, https and files"));
            return Some(Input::Failed { name: path.to_string_lossy().into_owned(), kind: SourceKind::Url, error });
        }
        Some(Input::File { path, special })
    }

    /// Lists the folder at `path`, sorted by name; hidden entries are left out.
    fn open_folder(&mut self, path: &Path, root: PathBuf) -> Option<Input> {
        let list = || -> std::io::Result<Vec<PathBuf>> {
            let mut entries = Vec::new();
            for entry in std::fs::read_dir(path)? {
                let entry = entry?;
                if !entry.file_name().as_encoded_bytes().starts_with(b".") {
                    entries.push(entry.path());
                }
            }
            entries.sort_unstable_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
            Ok(entries)
        };
        match list() {
            Ok(entries) => {
                self.stack.push(Step::Folder { entries: entries.into(), root });
                None
            }
            Err(e) => Some(Input::Failed { name: path.to_string_lossy().into_owned(), kind: SourceKind::File, error: InputError::io(&e) }),
        }
    }

    /// The next file of a folder. Symbolic links are not followed, pipes and devices not opened.
    fn folder(&mut self, mut entries: VecDeque<PathBuf>, root: PathBuf) -> Option<Input> {
        while let Some(path) = entries.pop_front() {
            let Ok(metadata) = std::fs::symlink_metadata(&path) else { continue };
            if metadata.is_dir() {
                self.stack.push(Step::Folder { entries, root: root.clone() });
                return self.open_folder(&path, root);
            }
            if metadata.is_file() && self.filter.wants(path.strip_prefix(&root).unwrap_or(&path)) {
                self.stack.push(Step::Folder { entries, root });
                return Some(Input::File { path, special: false });
            }
        }
        None
    }

    fn open_list(&mut self, path: &Path) -> Option<Input> {
        let name = path.to_string_lossy().into_owned();
        if path.as_os_str() == "-" {
            self.stack.push(Step::List { reader: Box::new(BufReader::new(std::io::stdin())), name, first: true });
            return None;
        }
        match File::open(path) {
            Ok(file) => {
                self.stack.push(Step::List { reader: Box::new(BufReader::new(file)), name, first: true });
                None
            }
            Err(e) => Some(Input::Failed { name, kind: SourceKind::File, error: InputError::io(&e) }),
        }
    }

    /// The next input of a list: one a line, `#` begins a comment line.
    fn list(&mut self, mut reader: Box<dyn BufRead + Send>, list: String, mut first: bool) -> Option<Input> {
        loop {
            let failed = |error| Some(Input::Failed { name: list.clone(), kind: SourceKind::File, error });
            let line = match line(&mut reader, self.line_cap) {
                Ok(Some(Some(line))) => line,
                Ok(None) => return None,
                Ok(Some(None)) => return failed(InputError::too_large(self.line_cap)),
                Err(e) => return failed(InputError::io(&e)),
            };
            let line = unmarked(&line, std::mem::take(&mut first)).trim_ascii_end();
            if line.is_empty() || line.starts_with(b"#") {
                continue;
            }
            let name = os_string(line);
            self.stack.push(Step::List { reader, name: list, first });
            self.stack.push(Step::Name { name, special: false });
            return None;
        }
    }

    /// The next record; empty lines are passed over.
    fn records(&mut self, mut reader: Box<dyn BufRead + Send>, mut number: usize) -> Option<Input> {
        loop {
            number += 1;
            let failed = |error| Some(Input::Failed { name: format!("line {number}"), kind: SourceKind::Record, error });
            match line(&mut reader, self.line_cap) {
                Ok(None) => return None,
                Ok(Some(Some(line))) if line.trim_ascii().is_empty() => {}
                Ok(Some(Some(mut line))) => {
                    self.stack.push(Step::Records { reader, number });
                    line.drain(..line.len() - unmarked(&line, number == 1).len());
                    return Some(Input::Record { line, number });
                }
                Ok(Some(None)) => {
                    self.stack.push(Step::Records { reader, number });
                    return failed(InputError::too_large(self.line_cap));
                }
                Err(e) => return failed(InputError::io(&e)),
            }
        }
    }
}

/// Reads a line without its end: `None` at the end of the stream, `Some(None)` for one that is longer than `cap` (it is
/// passed over).
fn line(reader: &mut dyn BufRead, cap: usize) -> std::io::Result<Option<Option<Vec<u8>>>> {
    let mut line = Vec::new();
    if reader.take(cap as u64 + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        if line.last() == Some(&b'\r') {
            line.pop();
        }
    } else if line.len() > cap {
        reader.skip_until(b'\n')?;
        return Ok(Some(None));
    }
    Ok(Some(Some(line)))
}

/// `line` without the byte order mark that some programs begin a file with.
fn unmarked(line: &[u8], first: bool) -> &[u8] {
    line.strip_prefix(b"\xef\xbb\xbf").filter(|_| first).unwrap_or(line)
}

/// Whether `name` begins as a web address does.
fn looks_like_url(name: &OsStr) -> bool {
    scheme(name).is_some_and(|s| s.eq_ignore_ascii_case("http") || s.eq_ignore_ascii_case("https"))
}

/// What stands before `://`, where it is a scheme; `file:` needs no slashes.
fn scheme(name: &OsStr) -> Option<&str> {
    let name = name.to_str()?.trim_start();
    let (scheme, rest) = name.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.len() > 1
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    let slashes = rest.starts_with("//") || matches!(scheme, "file" | "data" | "javascript" | "mailto");
    (valid && slashes).then_some(scheme)
}

#[cfg(unix)]
fn os_string(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes.to_vec())
}

#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}
