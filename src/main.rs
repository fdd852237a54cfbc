//! The command `analyze`: arguments, run, exit code.

mod cli;
mod interrupt;
mod own_files;

use analyze::batch::folder::Folder;
use analyze::batch::output::{Output, Summary, Target, Verbosity};
use analyze::batch::progress::{Progress, Total};
use analyze::batch::{self, End, Work, resume};
use analyze::report::{csv, json, schema::Report, text};
use analyze::source::fetch::FetchContext;
use analyze::source::input::{Input, Plan};
use clap::Parser;
use clap::error::ErrorKind as Usage;
use cli::{Arguments, Config, Destination, Face};
use own_files::OwnFiles;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

const SOME_FAILED: u8 = 1;
const WRONG_USAGE: u8 = 2;

fn main() -> ExitCode {
    // A fault in one input is told as that input's error, not as a trace.
    std::panic::set_hook(Box::new(|_| {}));
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(e) => {
            let _ = e.print();
            return if matches!(e.kind(), Usage::DisplayHelp | Usage::DisplayVersion) { 0.into() } else { WRONG_USAGE.into() };
        }
    };
    let config = match arguments.validate() {
        Ok(config) => config,
        Err(message) => return usage(&message),
    };
    let context = match FetchContext::new(config.fetch.clone()) {
        Ok(context) => context,
        Err(message) => return usage(&message),
    };
    let own = match OwnFiles::of(&config.destination, config.errors.as_deref(), &config.plan) {
        Ok(own) => own,
        Err(message) => return usage(&message),
    };
    match run(config, own, Arc::new(context)) {
        Ok(code) => code.into(),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(e) => {
            let _ = writeln!(io::stderr(), "analyze: cannot write: {e}");
            SOME_FAILED.into()
        }
    }
}

fn usage(message: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "analyze: {message}\nTry 'analyze --help'.");
    WRONG_USAGE.into()
}

fn run(config: Config, own: OwnFiles, context: Arc<FetchContext>) -> io::Result<u8> {
    let begun = Instant::now();
    if config.schema {
        let mut out = io::stdout().lock();
        out.write_all(&json::pretty(&json::schema())?)?;
        return out.flush().map(|()| 0);
    }
    let Config { plan, options, fetch, face, destination, resume, errors, progress, outcomes, jobs, .. } = config;
    let (single, verbosity) = (plan.is_single(), outcomes.verbosity);
    let mut errors = errors.map(|path| File::create(&path).map_err(|e| named(&path, e))).transpose()?;
    let Opened { target, mut skip, before, failed_before } = open(destination, resume, errors.as_mut())?;
    let progress = progress.then(|| Progress::new(count(&plan, &own), before));
    let mut sink = Output::new(target, before == 0, outcomes, errors, progress);
    let work = Work {
        fetch: context,
        max_bytes: fetch.max_bytes,
        jobs,
        analyze: Box::new(move |page| analyze::analyze(page, &options)),
        render: Box::new(move |report| render(report, face)),
    };
    let inputs = plan.inputs().filter(move |input| !own.holds(input) && !skip(input));
    let end = batch::run(inputs, work, &mut sink, interrupt::raised())?;
    let summary = sink.finish()?;
    if !single && verbosity > Verbosity::Quiet {
        let closing = closing(&summary, before, begun.elapsed().as_secs_f64());
        let interrupted = if end == End::Interrupted { "interrupted: " } else { "" };
        let _ = writeln!(io::stderr(), "analyze: {interrupted}{closing}");
        if end == End::Complete && before + summary.analysed + summary.failures() == 0 && plan.has_folders() {
            let hint = "nothing was found to analyse (pictures, PDF, JSON and hidden files are passed over, see --include)";
            let _ = writeln!(io::stderr(), "analyze: {hint}");
        }
    }
    Ok(match end {
        End::Interrupted => interrupt::code(),
        _ if summary.failures() + failed_before > 0 => SOME_FAILED,
        _ => 0,
    })
}

/// `error` with the path that it is about.
fn named(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// A destination, ready to be written to.
struct Opened {
    target: Target,
    /// Which inputs are done already.
    skip: Box<dyn FnMut(&Input) -> bool + Send>,
    /// How many those are, as far as that is known.
    before: usize,
    /// How many of them failed.
    failed_before: usize,
}

fn open(destination: Destination, resume: bool, errors: Option<&mut File>) -> io::Result<Opened> {
    let mut opened = Opened { target: Target::stdout(), skip: Box::new(|_| false), before: 0, failed_before: 0 };
    match destination {
        Destination::Stdout => {}
        Destination::Whole(path) => opened.target = Target::whole(&path).map_err(|e| named(&path, e))?,
        Destination::Lines(path) if resume => {
            let resumed = resume::open(&path, errors.map(|e| e as &mut dyn Write)).map_err(|e| named(&path, e))?;
            let mut done = resumed.done;
            opened.target = Target::append(resumed.file);
            opened.skip = Box::new(move |input| done.take(input));
            (opened.before, opened.failed_before) = (resumed.lines, resumed.failed);
        }
        Destination::Lines(path) => opened.target = Target::lines(&path).map_err(|e| named(&path, e))?,
        Destination::Folder(path, extension) => {
            let folder = Folder::open(&path, extension).map_err(|e| named(&path, e))?;
            let held = folder.clone();
            opened.target = Target::Folder(folder);
            opened.skip = Box::new(move |input| resume && held.holds(&input.describe().0));
        }
    }
    Ok(opened)
}

/// Counts the inputs of `plan` aside, for the progress line.
fn count(plan: &Plan, own: &OwnFiles) -> Total {
    let total = Total::default();
    if plan.is_countable() {
        let (plan, own, told) = (plan.clone(), own.clone(), total.clone());
        // Where there is no thread to spare, the line goes without a total.
        let _ = std::thread::Builder::new().spawn(move || told.set(plan.inputs().filter(|input| !own.holds(input)).count()));
    }
    total
}

fn render(report: &Report, face: Face) -> Result<Vec<u8>, String> {
    match face {
        Face::Pretty => json::pretty(report).map_err(|e| e.to_string()),
        Face::Lines => json::line(report).map_err(|e| e.to_string()),
        Face::Text(style) => Ok(text::render(report, style).into_bytes()),
        Face::Csv(layer) => Ok(csv::rows(report, layer)),
    }
}

/// The closing line of a batch.
fn closing(summary: &Summary, before: usize, seconds: f64) -> String {
    let failed: Vec<String> = summary.failed.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    let failed = if failed.is_empty() { "0 failed".to_owned() } else { format!("{} failed ({})", summary.failures(), failed.join(", ")) };
    let before = if before > 0 { format!("{before} done before, ") } else { String::new() };
    let done = (summary.analysed + summary.failures()) as f64;
    let (rate, megabytes) = (done / seconds.max(1e-9), summary.bytes as f64 / 1e6 / seconds.max(1e-9));
    format!("{before}{} analysed, {failed}, {seconds:.1} s, {rate:.0}/s, {megabytes:.1} MB/s", summary.analysed)
}
