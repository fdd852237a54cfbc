//! What reading an article out of a page costs, against `scraper`'s bare parse of the same bytes in the same run.
//!
//! `cargo bench --bench pages` measures the pages of `fixtures/pages`; `PAGES=folder cargo bench --bench pages` those of `folder`
//! (its `*.html` files) as well. After criterion's figures stands one line a set: the cost of all pages against the bare parse,
//! and the worst pages against theirs. What is built once a process (tables, patterns) is not in these figures: of each page the
//! fastest of several runs counts.

use analyze::parse::{dom::Dom, main_text, metadata, structured::Structured};
use criterion::{Criterion, Throughput};
use scraper::Html;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Runs of which the fastest counts.
const RUNS: usize = 5;
/// How many of the worst pages are named.
const WORST: usize = 3;

struct Page {
    name: String,
    html: String,
}

fn pages(folder: &Path) -> Vec<Page> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "html") {
                files.push(path);
            }
        }
    }
    files.sort();
    let read = |path: PathBuf| {
        let html = String::from_utf8_lossy(&std::fs::read(&path).ok()?).into_owned();
        Some(Page { name: path.strip_prefix(folder).unwrap_or(&path).display().to_string(), html })
    };
    files.into_iter().filter_map(read).collect()
}

/// Parses and reads one page as the program does.
fn article(html: &str) -> usize {
    let mut warnings = Vec::new();
    let dom = Dom::parse(html, &mut warnings);
    let structured = Structured::read(&dom, &mut warnings);
    let metadata = metadata::read(&dom, &structured, None);
    main_text::blocks(&dom, &structured, &metadata, &mut warnings).len()
}

fn fastest(mut run: impl FnMut()) -> Duration {
    let once = |run: &mut dyn FnMut()| {
        let started = Instant::now();
        run();
        started.elapsed()
    };
    (0..RUNS).map(|_| once(&mut run)).min().unwrap_or_default()
}

fn compare(set: &str, pages: &[Page]) {
    let mut ratios: Vec<(f64, &str)> = Vec::new();
    let (mut all, mut bare) = (Duration::ZERO, Duration::ZERO);
    for page in pages {
        let parse = fastest(|| {
            black_box(Html::parse_document(black_box(&page.html)));
        });
        let whole = fastest(|| {
            black_box(article(black_box(&page.html)));
        });
        all += whole;
        bare += parse;
        ratios.push((whole.as_secs_f64() / parse.as_secs_f64(), &page.name));
    }
    ratios.sort_by(|a, b| b.0.total_cmp(&a.0));
    let worst: Vec<String> = ratios.iter().take(WORST).map(|(ratio, name)| format!("{name} {ratio:.2}")).collect();
    println!(
        "{set}: {} pages, article / bare parse = {:.2}; worst {}",
        pages.len(),
        all.as_secs_f64() / bare.as_secs_f64(),
        worst.join(", ")
    );
}

fn main() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let mut sets = vec![("fixtures", pages(&fixtures))];
    if let Some(folder) = std::env::var_os("PAGES") {
        sets.push(("PAGES", pages(Path::new(&folder))));
    }
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    for (set, pages) in &sets {
        let mut group = criterion.benchmark_group(*set);
        group.throughput(Throughput::Bytes(pages.iter().map(|p| p.html.len() as u64).sum()));
        group.bench_function("bare parse", |b| {
            b.iter(|| pages.iter().map(|p| Html::parse_document(black_box(&p.html)).tree.values().len()).sum::<usize>());
        });
        group.bench_function("article", |b| b.iter(|| pages.iter().map(|p| article(black_box(&p.html))).sum::<usize>()));
        group.finish();
    }
    criterion.final_summary();
    for (set, pages) in &sets {
        compare(set, pages);
    }
}
