//! Where outcomes go: standard output, a file, or a folder, with what concerns people on standard error.

use super::folder::Folder;
use super::progress::Progress;
use super::{Flow, Outcome, Sink};
use crate::report::sanitize;
use crate::report::{json, schema::ErrorReport};
use crate::source::error::ErrorKind;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// How much is told on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Nothing.
    Quiet,
    /// Failures, and a closing line after a batch.
    Normal,
    /// Warnings too.
    Verbose,
}

/// How outcomes are written.
#[derive(Debug)]
pub struct OutputOptions {
    /// What comes before the first report (the heading row of CSV).
    pub header: Vec<u8>,
    /// What stands between two reports.
    pub separator: &'static str,
    /// Whether a failed input leaves an error line in its place.
    pub error_lines: bool,
    /// How much is told.
    pub verbosity: Verbosity,
    /// Whether the first failure ends the run.
    pub fail_fast: bool,
}

/// What a run did.
#[derive(Debug, Default)]
pub struct Summary {
    /// How many inputs gave a report.
    pub analysed: usize,
    /// How many failed, by kind.
    pub failed: BTreeMap<&'static str, usize>,
    /// How many bytes were read.
    pub bytes: u64,
}

impl Summary {
    /// How many failed in all.
    pub fn failures(&self) -> usize {
        self.failed.values().sum()
    }
}

/// The sink of the command line.
pub struct Output {
    target: Target,
    options: OutputOptions,
    errors: Option<BufWriter<File>>,
    progress: Option<Progress>,
    /// Whether nothing has been written yet.
    fresh: bool,
    summary: Summary,
}

/// Where reports go.
pub enum Target {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A file, line by line.
    File(BufWriter<File>),
    /// A file as a whole: written beside `path` and moved there when all is well.
    Whole {
        /// The scrap beside it.
        writer: BufWriter<File>,
        /// Where the scrap lies.
        part: PathBuf,
        /// Where it belongs.
        path: PathBuf,
    },
    /// One file a report.
    Folder(Folder),
}

impl Target {
    /// Standard output.
    pub fn stdout() -> Self {
        Target::Stdout(BufWriter::with_capacity(64 * 1024, io::stdout()))
    }

    /// The file at `path`, line by line from its beginning.
    pub fn lines(path: &Path) -> io::Result<Self> {
        let special = path.metadata().is_ok_and(|m| !m.is_file());
        let file = OpenOptions::new().write(true).create(true).truncate(!special).open(path)?;
        Ok(Self::append(file))
    }

    /// `file`, line by line from where it stands.
    pub fn append(file: File) -> Self {
        Target::File(BufWriter::with_capacity(64 * 1024, file))
    }

    /// The file at `path` as a whole; what is there stays until the run has ended well.
    pub fn whole(path: &Path) -> io::Result<Self> {
        if path.metadata().is_ok_and(|m| !m.is_file()) {
            return Self::lines(path);
        }
        let mut name = path.file_name().ok_or_else(|| io::Error::other("no file name"))?.to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let part = path.with_file_name(name);
        let writer = BufWriter::new(OpenOptions::new().write(true).create_new(true).open(&part)?);
        Ok(Target::Whole { writer, part, path: path.to_owned() })
    }

    fn writer(&mut self) -> Option<&mut dyn Write> {
        match self {
            Target::Stdout(w) => Some(w),
            Target::File(w) | Target::Whole { writer: w, .. } => Some(w),
            Target::Folder(_) => None,
        }
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        if let Target::Whole { part, .. } = self {
            let _ = std::fs::remove_file(part);
        }
    }
}

impl Output {
    /// To `target`; `fresh` where that holds nothing yet. Error lines are copied to `errors`.
    pub fn new(target: Target, fresh: bool, options: OutputOptions, errors: Option<File>, progress: Option<Progress>) -> Self {
        Self { target, options, errors: errors.map(BufWriter::new), progress, fresh, summary: Summary::default() }
    }

    /// Ends the run: what was written beside takes its place, and files reach the disk.
    pub fn finish(mut self) -> io::Result<Summary> {
        self.begin()?;
        self.flush()?;
        if let Some(progress) = &mut self.progress {
            progress.clear();
        }
        match &mut self.target {
            Target::Whole { writer, part, path } if self.summary.analysed > 0 => {
                writer.get_ref().sync_all()?;
                std::fs::rename(&*part, &*path)?;
            }
            // A pipe or a device has nothing to sync.
            Target::File(writer) => drop(writer.get_ref().sync_all()),
            _ => {}
        }
        Ok(std::mem::take(&mut self.summary))
    }

    /// Writes the header, once; says whether there was nothing before.
    fn begin(&mut self) -> io::Result<bool> {
        let fresh = std::mem::take(&mut self.fresh);
        if let Some(writer) = self.target.writer().filter(|_| fresh) {
            writer.write_all(&self.options.header)?;
        }
        Ok(fresh)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let separator = if self.begin()? { "" } else { self.options.separator };
        if let Some(writer) = self.target.writer() {
            writer.write_all(separator.as_bytes())?;
            writer.write_all(bytes)?;
        }
        Ok(())
    }

    /// Writes a report; a folder may hold one of that name already, which is this input's failure alone.
    fn report(&mut self, input: &str, bytes: &[u8]) -> io::Result<bool> {
        let Target::Folder(folder) = &self.target else { return self.write(bytes).map(|()| true) };
        match folder.write(input, &[&self.options.header, bytes]) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            written => written.map(|()| true),
        }
    }

    fn failed(&mut self, report: &ErrorReport) -> io::Result<Flow> {
        *self.summary.failed.entry(report.error.kind.name()).or_default() += 1;
        if self.options.verbosity > Verbosity::Quiet {
            self.tell(&format!("{}: {}", report.source.input, report.error.message));
        }
        let line = json::line(report)?;
        if let Some(errors) = &mut self.errors {
            errors.write_all(&line)?;
        }
        if self.options.error_lines {
            self.write(&line)?;
        }
        Ok(if self.options.fail_fast { Flow::Stop } else { Flow::Continue })
    }

    /// Says `message` on standard error; that standard error is closed is no reason to fail.
    fn tell(&mut self, message: &str) {
        if let Some(progress) = &mut self.progress {
            progress.clear();
        }
        let _ = writeln!(io::stderr(), "analyze: {}", sanitize::line(message));
    }
}

impl Sink for Output {
    fn put(&mut self, outcome: Outcome) -> io::Result<Flow> {
        self.summary.bytes += outcome.bytes;
        if self.options.verbosity == Verbosity::Verbose {
            for warning in &outcome.warnings {
                self.tell(&format!("{}: warning: {} ({})", outcome.input, warning.message, warning.code));
            }
        }
        let bytes = match &outcome.result {
            Ok(bytes) => bytes,
            Err(report) => return self.failed(report),
        };
        if self.report(&outcome.input, bytes)? {
            self.summary.analysed += 1;
            return Ok(Flow::Continue);
        }
        let message = "there is already a report of this name in the folder (--resume passes over such inputs)";
        self.failed(&outcome.error(ErrorKind::Exists, message))
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Some(errors) = &mut self.errors {
            errors.flush()?;
        }
        self.target.writer().map_or(Ok(()), Write::flush)
    }

    fn tick(&mut self) {
        if let Some(progress) = &mut self.progress {
            progress.draw(self.summary.analysed + self.summary.failures(), self.summary.failures());
        }
    }
}
