//! The command `analyze`: arguments, run, exit code.

mod cli;

use analyze::batch::output::{Output, Summary, Verbosity};
use analyze::batch::{self, End, Work};
use analyze::report::{csv, json, schema::Report, text};
use analyze::source::fetch::FetchContext;
use clap::Parser;
use clap::error::ErrorKind as Usage;
use cli::{Arguments, Config, Face};
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

const SOME_FAILED: u8 = 1;
const WRONG_USAGE: u8 = 2;
const INTERRUPTED: u8 = 130;

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
    match run(config, Arc::new(context)) {
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

fn run(config: Config, context: Arc<FetchContext>) -> io::Result<u8> {
    let begun = Instant::now();
    if config.schema {
        let mut out = io::stdout().lock();
        out.write_all(&json::pretty(&json::schema())?)?;
        return out.flush().map(|()| 0);
    }
    let Config { plan, options, fetch, face, output, outcomes, jobs, .. } = config;
    let (single, verbosity) = (plan.is_single(), outcomes.verbosity);
    let mut sink = match &output {
        Some(path) => Output::file(path, single, outcomes)?,
        None => Output::stdout(outcomes),
    };
    let work = Work {
        fetch: context,
        max_bytes: fetch.max_bytes,
        jobs,
        analyze: Box::new(move |page| analyze::analyze(page, &options)),
        render: Box::new(move |report| render(report, face)),
    };
    let interrupt = AtomicBool::new(false);
    let end = batch::run(plan.inputs(), work, &mut sink, &interrupt)?;
    let summary = sink.finish()?;
    if !single && verbosity > Verbosity::Quiet {
        let _ = writeln!(io::stderr(), "analyze: {}", closing(&summary, begun.elapsed().as_secs_f64()));
    }
    Ok(match end {
        End::Interrupted => INTERRUPTED,
        _ if summary.failures() > 0 => SOME_FAILED,
        _ => 0,
    })
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
fn closing(summary: &Summary, seconds: f64) -> String {
    let failed: Vec<String> = summary.failed.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    let failed = if failed.is_empty() { "0 failed".to_owned() } else { format!("{} failed ({})", summary.failures(), failed.join(", ")) };
    let megabytes = summary.bytes as f64 / 1e6;
    format!("{} analysed, {failed}, {seconds:.1} s, {:.1} MB/s", summary.analysed, megabytes / seconds.max(1e-9))
}
