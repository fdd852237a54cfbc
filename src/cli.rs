//! The command line: what may be said, and what it means.

use analyze::batch::output::{OutputOptions, Verbosity};
use analyze::language::Language;
use analyze::model::Models;
use analyze::report::csv::Layer;
use analyze::report::text::Style;
use analyze::source::fetch::{FetchOptions, USER_AGENT};
use analyze::source::input::{Filter, Plan};
use analyze::{Options, limits};
use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Parser, ValueEnum};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

const EXAMPLES: &str = "\
Examples:
  analyze https://news.example/story                 a readable view in the terminal
  analyze story.html > report.json                   the whole report as JSON
  curl -s https://news.example/story | analyze -     the same from standard input
  analyze pages/ --output reports.jsonl              a folder, one report a line
  analyze --files-from list.txt --format csv --layer figures > figures.csv
  crawler | analyze --records > reports.jsonl        one JSON record a line in, one report a line out

With jq:
  analyze story.html | jq '.article | {title, published, authors}'
  analyze story.html | jq -r '.figures[] | select(.kind == \"money\") | [.who.name, .value, .unit] | @tsv'
  analyze story.html | jq -r '.quotations[] | \"\\(.speaker.name): \\(.text)\"'
  analyze story.html | jq -r '.text as $t | .questions[] | $t[.start:.end]'
  analyze pages/ | jq -c 'select(.error) | [.source.input, .error.kind]'

Exit status: 0 all inputs analysed, 1 some input failed, 2 wrong usage, 130 interrupted, 143 terminated.";

/// Turns news articles into structured facts: who is who, roles, figures, dates, quotations and questions.
#[derive(Parser, Debug)]
#[command(name = "analyze", version, after_help = EXAMPLES, max_term_width = 120)]
pub struct Arguments {
    /// Web addresses, files, folders (searched through), or `-` for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<OsString>,

    /// Read inputs from FILE, one a line; `#` begins a comment line, `-` is standard input
    #[arg(long, value_name = "FILE")]
    files_from: Vec<PathBuf>,

    /// Read JSON records from standard input, one a line, with `html` or `text` and optional `id`, `url`, `published`, `language`
    #[arg(long)]
    records: bool,

    /// In folders, take only files that match GLOB (repeatable)
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,

    /// In folders, leave out files that match GLOB (repeatable)
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,

    #[command(flatten, next_help_heading = "Output")]
    output: OutputArguments,

    #[command(flatten, next_help_heading = "Articles")]
    article: ArticleArguments,

    #[command(flatten, next_help_heading = "Fetching")]
    fetch: FetchArguments,
}

#[derive(clap::Args, Debug)]
struct OutputArguments {
    /// How to show reports: `json` (indented for one input, one line each for several), `jsonl`, `text` or `csv`;
    /// by default `text` on a terminal and `json` elsewhere
    #[arg(long, short, value_name = "FORMAT", value_enum, hide_possible_values = true)]
    format: Option<Format>,

    /// The layer that `--format csv` shows
    #[arg(long, value_name = "LAYER", value_parser = PossibleValuesParser::new(Layer::ALL.map(Layer::name)))]
    layer: Option<String>,

    /// Write to FILE instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write each report to a file of its own in DIR, named after its input
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    output_dir: Option<PathBuf>,

    /// Go on with the output of a run that was cut off: inputs that are done are passed over
    #[arg(long)]
    resume: bool,

    /// Copy the error line of every input that fails to FILE
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,

    /// Stop at the first input that fails
    #[arg(long, overrides_with = "keep_going")]
    fail_fast: bool,

    /// Go on after an input that fails (the default)
    #[arg(long, overrides_with = "fail_fast")]
    keep_going: bool,

    /// How many inputs to work on at once; all cores by default
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,

    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = ColorWhen::Auto)]
    color: ColorWhen,

    /// Say nothing on standard error about inputs
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,

    /// Tell warnings on standard error too
    #[arg(long, short, action = ArgAction::SetTrue)]
    verbose: bool,

    /// Print the JSON Schema of the reports and exit
    #[arg(long)]
    schema: bool,
}

#[derive(clap::Args, Debug)]
struct ArticleArguments {
    /// The language of all articles (`fr`, `en` …), not to be detected
    #[arg(long, value_name = "CODE", value_parser = language)]
    lang: Option<String>,

    /// The day of publication of articles that name none, from which `yesterday` is reckoned
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    published: Option<String>,

    /// Analyse at most SIZE bytes of an article's text (and a quarter as many words and marks), and leave the rest out with a warning
    #[arg(long, value_name = "SIZE", default_value = "300k", value_parser = size)]
    max_text: usize,

    /// Find names in articles of a language with the weights in FILE instead of the built-in ones (repeatable)
    #[arg(long, value_name = "CODE=FILE")]
    model: Vec<String>,
}

#[derive(clap::Args, Debug)]
struct FetchArguments {
    /// Give an address up after SECONDS in all
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    timeout: Duration,

    /// Refuse an input of more than SIZE bytes after decompression (`k`, `M`, `G` for thousands and so on)
    #[arg(long, value_name = "SIZE", default_value = "20M", value_parser = size)]
    max_bytes: usize,

    /// The User-Agent header
    #[arg(long, value_name = "TEXT", default_value = USER_AGENT)]
    user_agent: String,

    /// A further header, `Name: value`, sent to the address's own host only (repeatable)
    #[arg(long, short = 'H', value_name = "HEADER")]
    header: Vec<String>,

    /// Ask through this proxy (http, https, socks5); by default the one that the environment names
    #[arg(long, value_name = "URL")]
    proxy: Option<String>,

    /// Trust the certificates in this PEM file too (repeatable)
    #[arg(long, value_name = "FILE")]
    cacert: Vec<PathBuf>,

    /// Accept any certificate: whoever is on the way can then read and change the page
    #[arg(long)]
    insecure: bool,

    /// Refuse private and local addresses, even those given here
    #[arg(long)]
    no_private: bool,

    /// Try again up to N times where the failure may pass: 429, 503 and the like, an answer that breaks off
    #[arg(long, value_name = "N", default_value_t = limits::FETCH_RETRIES, value_parser = clap::value_parser!(u32).range(0..=10))]
    retries: u32,

    /// Ask one host for at most N inputs a second (0: as fast as it goes)
    #[arg(long, value_name = "N", default_value_t = limits::FETCH_RATE, value_parser = rate)]
    rate: f64,

    /// Leave out what a host's robots.txt disallows
    #[arg(long)]
    robots: bool,
}

/// The faces of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// JSON: indented for one input, one line each for several.
    Json,
    /// JSON, one line each.
    Jsonl,
    /// For reading in a terminal.
    Text,
    /// One layer as a table.
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColorWhen {
    Auto,
    Always,
    Never,
}

/// How reports are rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Indented JSON.
    Pretty,
    /// JSON Lines.
    Lines,
    /// For a person.
    Text(Style),
    /// One layer as a table.
    Csv(Layer),
}

/// Where reports go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Standard output.
    Stdout,
    /// A file for one report, replaced as a whole.
    Whole(PathBuf),
    /// A file for many, written line by line.
    Lines(PathBuf),
    /// A folder, one file each.
    Folder(PathBuf, &'static str),
}

/// What the arguments mean, checked.
pub struct Config {
    /// The inputs.
    pub plan: Plan,
    /// For the analysis.
    pub options: Options,
    /// For fetching.
    pub fetch: FetchOptions,
    /// For the reports.
    pub face: Face,
    /// Where they go.
    pub destination: Destination,
    /// Whether what is there already is passed over.
    pub resume: bool,
    /// Where error lines are copied to.
    pub errors: Option<PathBuf>,
    /// Whether a line shows how far the batch has come.
    pub progress: bool,
    /// How outcomes are written.
    pub outcomes: OutputOptions,
    /// How many workers.
    pub jobs: usize,
    /// Whether only the schema is asked for.
    pub schema: bool,
}

impl Arguments {
    /// Checks what clap cannot; the error is a sentence for the user.
    pub fn validate(self) -> Result<Config, String> {
        let Arguments { inputs, files_from, records, include, exclude, output, article, fetch } = self;
        if !output.schema && inputs.is_empty() && files_from.is_empty() && !records {
            return Err("no input: name a web address, a file, a folder, or - for standard input".to_owned());
        }
        let readers = inputs.iter().filter(|i| *i == "-").count() + files_from.iter().filter(|f| f.as_os_str() == "-").count();
        if readers + usize::from(records) > 1 {
            return Err("standard input can be read only once".to_owned());
        }
        let filter = Filter::new(&include, &exclude).map_err(|e| e.to_string())?;
        let plan = Plan { arguments: inputs, files_from, records, filter, max_bytes: fetch.max_bytes };
        let single = plan.is_single();
        let face = output.face(single)?;
        let json = matches!(face, Face::Pretty | Face::Lines);
        let destination = output.destination(single, face);
        if output.resume && !(json && matches!(destination, Destination::Lines(_)) || matches!(destination, Destination::Folder(..))) {
            return Err("--resume goes on with the JSON Lines of --output or the files of --output-dir, for several inputs".to_owned());
        }
        let outcomes = OutputOptions {
            header: if let Face::Csv(layer) = face { analyze::report::csv::header(layer) } else { Vec::new() },
            separator: if matches!(face, Face::Text(_)) { "\n\n" } else { "" },
            error_lines: json && !single && !matches!(destination, Destination::Folder(..)),
            verbosity: match (output.quiet, output.verbose) {
                (true, _) => Verbosity::Quiet,
                (_, true) => Verbosity::Verbose,
                _ => Verbosity::Normal,
            },
            fail_fast: output.fail_fast,
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Config {
            plan,
            options: Options {
                models: models(&article.model)?,
                language: article.lang,
                published: article.published,
                max_text: article.max_text,
            },
            fetch: fetch.options(),
            face,
            progress: !single && !output.quiet && std::io::stderr().is_terminal() && !output.on_terminal(),
            destination,
            resume: output.resume,
            errors: output.errors,
            outcomes,
            jobs: if single { 1 } else { output.jobs.map_or(cores, usize::from) },
            schema: output.schema,
        })
    }
}

impl OutputArguments {
    fn face(&self, single: bool) -> Result<Face, String> {
        let terminal = self.on_terminal();
        let single = single || self.output_dir.is_some();
        let format = self.format.unwrap_or(match (&self.layer, terminal) {
            (Some(_), _) => Format::Csv,
            (None, true) => Format::Text,
            (None, false) => Format::Json,
        });
        match (format, &self.layer) {
            (Format::Csv, Some(name)) => {
                let layer = Layer::ALL.into_iter().find(|l| l.name() == name);
                layer.map(Face::Csv).ok_or_else(|| format!("--layer {name}: no such layer"))
            }
            (Format::Csv, None) => Err("--format csv shows one layer: name it with --layer".to_owned()),
            (_, Some(_)) => Err("--layer belongs to --format csv".to_owned()),
            (Format::Json, None) => Ok(if single { Face::Pretty } else { Face::Lines }),
            (Format::Jsonl, None) => Ok(Face::Lines),
            (Format::Text, None) => Ok(Face::Text(self.style(terminal))),
        }
    }

    /// Whether reports are shown on a terminal.
    fn on_terminal(&self) -> bool {
        self.output.is_none() && self.output_dir.is_none() && std::io::stdout().is_terminal()
    }

    fn destination(&self, single: bool, face: Face) -> Destination {
        let extension = match face {
            Face::Pretty | Face::Lines => "json",
            Face::Text(_) => "txt",
            Face::Csv(_) => "csv",
        };
        match (&self.output, &self.output_dir) {
            (_, Some(folder)) => Destination::Folder(folder.clone(), extension),
            (Some(path), None) if path.as_os_str() == "-" => Destination::Stdout,
            (Some(path), None) if single => Destination::Whole(path.clone()),
            (Some(path), None) => Destination::Lines(path.clone()),
            (None, None) => Destination::Stdout,
        }
    }

    fn style(&self, terminal: bool) -> Style {
        let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        let color = match self.color {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => terminal && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|t| t != "dumb"),
        };
        let width = if terminal { terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)) } else { None };
        Style { color, width: width.unwrap_or(Style::default().width) }
    }
}

impl FetchArguments {
    fn options(self) -> FetchOptions {
        FetchOptions {
            timeout: self.timeout,
            max_bytes: self.max_bytes,
            user_agent: self.user_agent,
            headers: self.header,
            proxy: self.proxy,
            roots: self.cacert,
            insecure: self.insecure,
            no_private: self.no_private,
            retries: self.retries,
            rate: self.rate,
            robots: self.robots,
        }
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.strip_suffix('s').unwrap_or(text).parse().map_err(|_| "give seconds, such as 30".to_owned())?;
    Duration::try_from_secs_f64(seconds).ok().filter(|d| !d.is_zero()).ok_or_else(|| "give seconds, more than 0".to_owned())
}

fn rate(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|r: &f64| r.is_finite() && *r >= 0.0).ok_or_else(|| "give a number, such as 2 or 0.5".to_owned())
}

fn size(text: &str) -> Result<usize, String> {
    let bad = || "give bytes, such as 500000, 500k or 20M".to_owned();
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let number: usize = digits.parse().map_err(|_| bad())?;
    let factor = match text[digits.len()..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => return Err(bad()),
    };
    number.checked_mul(factor).filter(|&n| n > 0 && n <= limits::MOST_MAX_BYTES).ok_or_else(bad)
}

/// The labellers, with those that the user gives as `CODE=FILE` in their places.
fn models(given: &[String]) -> Result<Models, String> {
    let mut models = Models::default();
    for one in given {
        let (code, file) = one.split_once('=').ok_or_else(|| format!("--model {one}: give a language code and a file, as fr=FILE"))?;
        let language = Language::from_tag(code).ok_or_else(|| format!("--model {one}: {code} is not one of the languages with a model"))?;
        let bytes = std::fs::read(file).map_err(|e| format!("--model {file}: {e}"))?;
        models = models.with_override(language, bytes).map_err(|e| format!("--model {file}: {e}"))?;
    }
    Ok(models)
}

fn language(text: &str) -> Result<String, String> {
    let code = text.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    let valid = matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase());
    if valid { Ok(code) } else { Err("give a language code such as fr, en or de".to_owned()) }
}

fn date(text: &str) -> Result<String, String> {
    let day: jiff::civil::Date = text.parse().map_err(|_| "give a day as YYYY-MM-DD".to_owned())?;
    Ok(day.to_string())
}
