//! How many tokens a second one thread cuts and labels: `cargo bench --bench labeller`, elements are tokens.

use analyze::document::{BlockKind, Document, RawBlock};
use analyze::language::Language;
use analyze::model::Models;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

/// The article fixtures of `language`, one after the other.
fn articles(language: Language) -> Vec<RawBlock> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/articles");
    let mut files: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&format!("{}-", language.code())) && name.ends_with(".txt")
    });
    files.sort();
    let texts = files.iter().filter_map(|file| std::fs::read_to_string(file).ok());
    let paragraphs = texts.flat_map(|text| text.split("\n\n").map(str::to_owned).collect::<Vec<_>>());
    paragraphs.map(|text| RawBlock { kind: BlockKind::Paragraph, text }).collect()
}

fn labeller(criterion: &mut Criterion) {
    let models = Models::default();
    for language in [Language::Fr, Language::En] {
        let blocks = articles(language);
        let tokens = Document::new(blocks.clone(), Some(language), None).tokens.len();
        let mut group = criterion.benchmark_group("tokenize_and_label");
        group.throughput(Throughput::Elements(tokens as u64));
        group.bench_function(language.code(), |b| {
            b.iter(|| {
                let document = Document::new(black_box(blocks.clone()), Some(language), None);
                black_box(models.label(&document).len())
            });
        });
        group.finish();
    }
}

criterion_group!(benches, labeller);
criterion_main!(benches);
