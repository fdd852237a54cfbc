//! Many inputs: workers, order, and a wall around each input.
//!
//! Workers take inputs one by one from a common iterator and never run further ahead of the output than a fixed number of
//! inputs, so that memory is bounded by workers × cap whatever the length of the batch. The caller's thread puts the
//! outcomes in order and hands them to a [`Sink`]. A panic while one input is analysed becomes that input's error.

pub mod folder;
pub mod output;
pub mod progress;
pub mod resume;

use crate::report::schema::{ErrorDetail, ErrorReport, Report, SCHEMA_VERSION, Source};
use crate::source::error::{ErrorKind, InputError};
use crate::source::fetch::{FetchContext, Fetcher};
use crate::source::input::Input;
use crate::source::page::{Page, SourceKind};
use crate::source::read;
use crate::warning::Warning;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How far workers may run ahead of the output, in inputs a worker.
const LOOK_AHEAD: usize = 4;
/// Room for deep recursion in dependencies, far beyond what capped input needs.
const STACK_BYTES: usize = 16 * 1024 * 1024;
/// How often the caller's thread looks up from waiting.
const TICK: Duration = Duration::from_millis(100);

/// From page to report.
pub type Analyze = Box<dyn Fn(&Page) -> Report + Send + Sync>;
/// From report to the bytes that are shown.
pub type Render = Box<dyn Fn(&Report) -> Result<Vec<u8>, String> + Send + Sync>;

/// What every worker does with an input.
pub struct Work {
    /// How pages are fetched.
    pub fetch: Arc<FetchContext>,
    /// The cap on one input's bytes.
    pub max_bytes: usize,
    /// How many workers.
    pub jobs: usize,
    /// From page to report.
    pub analyze: Analyze,
    /// From report to the bytes that are shown.
    pub render: Render,
}

/// What became of one input.
#[derive(Debug)]
pub struct Outcome {
    /// What the user named it.
    pub input: String,
    /// What kind of input it is.
    pub kind: SourceKind,
    /// The rendered report, or what failed.
    pub result: Result<Vec<u8>, ErrorReport>,
    /// How many bytes were read.
    pub bytes: u64,
    /// The report's warnings.
    pub warnings: Vec<Warning>,
}

impl Outcome {
    /// The error that stands in the place of an outcome that could not be kept.
    pub fn error(&self, kind: ErrorKind, message: &str) -> ErrorReport {
        error_report(&self.input, self.kind, InputError::new(kind, message))
    }
}

/// Where outcomes go, in the order of the inputs.
pub trait Sink {
    /// Takes the next outcome.
    fn put(&mut self, outcome: Outcome) -> io::Result<Flow>;
    /// Called where nothing more is ready at once.
    fn flush(&mut self) -> io::Result<()>;
    /// Called often while the batch runs, to show how far it has come.
    fn tick(&mut self) {}
}

/// Whether a batch goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// It does.
    Continue,
    /// Enough: no further input is begun, and what is not yet put is dropped.
    Stop,
}

/// How a batch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Every input was put.
    Complete,
    /// The sink said stop.
    Stopped,
    /// `interrupt` was raised.
    Interrupted,
}

/// Runs `inputs` through `work` into `sink`, until they end, the sink stops, or `interrupt` is raised.
pub fn run(
    inputs: impl Iterator<Item = Input> + Send + 'static,
    work: Work,
    sink: &mut dyn Sink,
    interrupt: &AtomicBool,
) -> io::Result<End> {
    let jobs = work.jobs.max(1);
    let feed = Arc::new(Feed::new(inputs, jobs * LOOK_AHEAD));
    let work = Arc::new(work);
    let (sender, receiver) = sync_channel(jobs * LOOK_AHEAD);
    for number in 0..jobs {
        let (feed, work, sender) = (Arc::clone(&feed), Arc::clone(&work), sender.clone());
        let name = format!("worker {number}");
        std::thread::Builder::new().name(name).stack_size(STACK_BYTES).spawn(move || worker(&feed, &work, &sender))?;
    }
    drop(sender);
    let end = collect(&receiver, &feed, sink, interrupt);
    feed.close();
    end
}

/// Puts outcomes in order and hands them on.
fn collect(receiver: &Receiver<(usize, Outcome)>, feed: &Feed, sink: &mut dyn Sink, interrupt: &AtomicBool) -> io::Result<End> {
    let mut waiting: BTreeMap<usize, Outcome> = BTreeMap::new();
    let mut next = 0;
    loop {
        if interrupt.load(Ordering::Relaxed) {
            sink.flush()?;
            return Ok(End::Interrupted);
        }
        sink.tick();
        let received = match receiver.try_recv() {
            Err(TryRecvError::Empty) => {
                sink.flush()?;
                receiver.recv_timeout(TICK)
            }
            Err(TryRecvError::Disconnected) => Err(RecvTimeoutError::Disconnected),
            Ok(item) => Ok(item),
        };
        match received {
            Ok((index, outcome)) => waiting.insert(index, outcome),
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => {
                sink.flush()?;
                let lost = || io::Error::other(format!("input {} was lost by a worker that died", next + 1));
                return if waiting.is_empty() { Ok(End::Complete) } else { Err(lost()) };
            }
        };
        while let Some(outcome) = waiting.remove(&next) {
            next += 1;
            feed.advance(next);
            if sink.put(outcome)? == Flow::Stop {
                sink.flush()?;
                return Ok(End::Stopped);
            }
        }
    }
}

/// The common iterator, with the brake that keeps workers near the output.
///
/// The two locks are apart because a worker may hold the iterator's while it waits for a line of standard input; the
/// output must never wait for that.
struct Feed {
    source: Mutex<FeedSource>,
    gate: Mutex<Gate>,
    moved: Condvar,
    look_ahead: usize,
}

struct FeedSource {
    inputs: Box<dyn Iterator<Item = Input> + Send>,
    given: usize,
    ended: bool,
}

struct Gate {
    put: usize,
    closed: bool,
}

impl Feed {
    fn new(inputs: impl Iterator<Item = Input> + Send + 'static, look_ahead: usize) -> Self {
        let source = FeedSource { inputs: Box::new(inputs), given: 0, ended: false };
        Self { source: Mutex::new(source), gate: Mutex::new(Gate { put: 0, closed: false }), moved: Condvar::new(), look_ahead }
    }

    fn gate(&self) -> MutexGuard<'_, Gate> {
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next input with its number, once the output has come near enough.
    fn next(&self) -> Option<(usize, Input)> {
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        let mut gate = self.gate();
        while !gate.closed && source.given >= gate.put + self.look_ahead {
            gate = self.moved.wait(gate).unwrap_or_else(PoisonError::into_inner);
        }
        if gate.closed || source.ended {
            return None;
        }
        drop(gate);
        let index = source.given;
        let input = source.inputs.next();
        source.ended = input.is_none();
        source.given += usize::from(input.is_some());
        input.map(|i| (index, i))
    }

    fn advance(&self, put: usize) {
        self.gate().put = put;
        self.moved.notify_all();
    }

    fn close(&self) {
        self.gate().closed = true;
        self.moved.notify_all();
    }
}

fn worker(feed: &Feed, work: &Work, sender: &SyncSender<(usize, Outcome)>) {
    let fetcher = Fetcher::new(Arc::clone(&work.fetch));
    while let Some((index, input)) = feed.next() {
        if sender.send((index, outcome(&input, work, &fetcher))).is_err() {
            return;
        }
    }
}

/// What becomes of `input`; never panics.
fn outcome(input: &Input, work: &Work, fetcher: &Fetcher) -> Outcome {
    let (name, kind) = input.describe();
    let walled = catch_unwind(AssertUnwindSafe(|| {
        let page = read(input, fetcher, work.max_bytes)?;
        let report = (work.analyze)(&page);
        let bytes = (work.render)(&report).map_err(|e| InputError::new(ErrorKind::Internal, e))?;
        Ok((bytes, page.bytes.len() as u64, report.warnings))
    }));
    let result = walled.unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        let message = format!("the program met a fault of its own: {}", said.unwrap_or("unknown"));
        Err(InputError::new(ErrorKind::Internal, message))
    });
    match result {
        Ok((rendered, bytes, warnings)) => Outcome { input: name, kind, result: Ok(rendered), bytes, warnings },
        Err(error) => Outcome { result: Err(error_report(&name, kind, error)), input: name, kind, bytes: 0, warnings: Vec::new() },
    }
}

fn error_report(name: &str, kind: SourceKind, error: InputError) -> ErrorReport {
    let source = Source {
        input: name.to_owned(),
        kind,
        url: (kind == SourceKind::Url).then(|| name.to_owned()),
        fetched_at: None,
        status: None,
        media_type: None,
        charset: None,
        bytes: None,
        sha256: None,
    };
    ErrorReport { schema_version: SCHEMA_VERSION, source, error: ErrorDetail { kind: error.kind, message: error.message } }
}
