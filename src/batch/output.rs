//! Where outcomes go: standard output or a file, with what concerns people on standard error.

use super::{Flow, Outcome, Sink};
use crate::report::sanitize;
use crate::report::{json, schema::ErrorReport};
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
    started: bool,
    /// What was done so far.
    pub summary: Summary,
}

enum Target {
    Stdout(BufWriter<io::Stdout>),
    /// Written in place.
    File(BufWriter<File>),
    /// Written beside `path` and moved there when all is well.
    Replace {
        writer: BufWriter<File>,
        part: PathBuf,
        path: PathBuf,
    },
}

impl Target {
    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Target::Stdout(w) => w,
            Target::File(w) | Target::Replace { writer: w, .. } => w,
        }
    }
}

impl Output {
    /// To standard output.
    pub fn stdout(options: OutputOptions) -> Self {
        Self::new(Target::Stdout(BufWriter::with_capacity(64 * 1024, io::stdout())), options)
    }

    /// To the file at `path`: as a whole where `whole` (it takes its place when the run has ended well), else line by line.
    pub fn file(path: &Path, whole: bool, options: OutputOptions) -> io::Result<Self> {
        let special = path.metadata().is_ok_and(|m| !m.is_file());
        if !whole || special {
            let file = OpenOptions::new().write(true).create(true).truncate(!special).open(path)?;
            return Ok(Self::new(Target::File(BufWriter::new(file)), options));
        }
        let mut name = path.file_name().ok_or_else(|| io::Error::other("no file name"))?.to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let part = path.with_file_name(name);
        let writer = BufWriter::new(OpenOptions::new().write(true).create_new(true).open(&part)?);
        Ok(Self::new(Target::Replace { writer, part, path: path.to_owned() }, options))
    }

    fn new(target: Target, options: OutputOptions) -> Self {
        Self { target, options, started: false, summary: Summary::default() }
    }

    /// Ends the run: what was written beside takes its place.
    pub fn finish(mut self) -> io::Result<Summary> {
        self.start()?;
        self.target.writer().flush()?;
        if let Target::Replace { writer, part, path } = &mut self.target {
            if self.summary.analysed > 0 {
                writer.get_ref().sync_all()?;
                std::fs::rename(&*part, &*path)?;
            }
        }
        Ok(std::mem::take(&mut self.summary))
    }

    fn start(&mut self) -> io::Result<()> {
        if !self.started {
            self.started = true;
            self.target.writer().write_all(&self.options.header)?;
        }
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let first = !self.started;
        self.start()?;
        let separator = if first { "" } else { self.options.separator };
        let writer = self.target.writer();
        writer.write_all(separator.as_bytes())?;
        writer.write_all(bytes)
    }

    fn failed(&mut self, report: &ErrorReport) -> io::Result<()> {
        *self.summary.failed.entry(report.error.kind.name()).or_default() += 1;
        if self.options.verbosity > Verbosity::Quiet {
            self.tell(&format!("{}: {}", report.source.input, report.error.message));
        }
        if self.options.error_lines { self.write(&json::line(report)?) } else { Ok(()) }
    }

    /// Says `message` on standard error; that standard error is closed is no reason to fail.
    fn tell(&self, message: &str) {
        let _ = writeln!(io::stderr(), "analyze: {}", sanitize::line(message));
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Target::Replace { part, .. } = &self.target {
            let _ = std::fs::remove_file(part);
        }
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
        match &outcome.result {
            Ok(bytes) => {
                self.write(bytes)?;
                self.summary.analysed += 1;
                Ok(Flow::Continue)
            }
            Err(report) => {
                self.failed(report)?;
                Ok(if self.options.fail_fast { Flow::Stop } else { Flow::Continue })
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.target.writer().flush()
    }
}
