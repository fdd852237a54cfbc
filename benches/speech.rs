//! How many bytes of text a second one thread cuts into sentences, and searches for roles, quotations and questions, by itself and together:
//! `cargo bench --bench speech`.

use analyze::document::{BlockKind, Document, RawBlock};
use analyze::extract::{entities, questions, quotations, roles};
use analyze::language::Language;
use analyze::model::Models;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const TEXTS: [(Language, &str); 2] = [
    (
        Language::Fr,
        "La société Calterra a nommé mardi Inès Morvan directrice générale. « Nous voulons doubler nos ventes d’ici 2028 », a-t-elle \
         déclaré à Paris. Ancienne responsable des achats chez Solvane, elle remplace M. Damien Trouillet, qui juge ce plan « risqué ». \
         La direction a précisé que l’usine resterait ouverte. Pourquoi maintenant ? Les syndicats se demandent si l’emploi sera tenu.",
    ),
    (
        Language::En,
        "Calterra named Agnes Morvan chief executive on Tuesday. \"We want to double our sales by 2028,\" she told reporters in London. \
         A former head of purchasing at Solvane, she replaces Mr. Damian Trout, who called the plan \"risky\". The company said the \
         plant would stay open. Why now? Unions wonder whether the jobs will be kept.",
    ),
];

/// Articles as they are, where not every sentence is about somebody's post or words.
const ARTICLES: [(Language, &str); 4] = [
    (Language::Fr, include_str!("../fixtures/articles/fr-chief-architect.txt")),
    (Language::Fr, include_str!("../fixtures/articles/fr-politics.txt")),
    (Language::En, include_str!("../fixtures/articles/en-chief-architect.txt")),
    (Language::En, include_str!("../fixtures/articles/en-science.txt")),
];

fn speech(criterion: &mut Criterion) {
    let block = |text: &str| RawBlock { kind: BlockKind::Paragraph, text: text.to_owned() };
    let dense = TEXTS.map(|(language, text)| ("dense", language, vec![block(text); 50]));
    let articles = [Language::Fr, Language::En].map(|language| {
        let texts = ARTICLES.iter().filter(|(of, _)| *of == language).map(|(_, text)| *text);
        ("articles", language, (0..5).flat_map(|_| texts.clone().flat_map(str::lines)).filter(|line| !line.is_empty()).map(block).collect())
    });
    for (name, language, blocks) in dense.into_iter().chain(articles) {
        let document = Document::new(blocks.clone(), Some(language), None);
        let names = entities::find(&document, &Models::default(), &analyze::extract::roles::title_ends(&document));
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(document.text.len() as u64));
        group.bench_function(format!("sentences/{}", language.code()), |b| {
            b.iter(|| black_box(Document::new(black_box(blocks.clone()), Some(language), None).sentences.len()));
        });
        let found = |document: &Document| {
            let (held, changes) = roles::find(document, &names, &[]);
            let quoted = quotations::find(document, &names, &held);
            (changes.len(), quoted.len(), questions::find(document, &names, &quoted).len())
        };
        // A document keeps what was found between its quotation marks: each round has one of its own.
        group.bench_function(format!("roles_quotations_questions/{}", language.code()), |b| {
            b.iter_batched_ref(|| document.clone(), |document| black_box(found(document)), BatchSize::SmallInput);
        });
        group.bench_function(format!("together/{}", language.code()), |b| {
            b.iter(|| black_box(found(&Document::new(black_box(blocks.clone()), Some(language), None))));
        });
        group.finish();
    }
}

criterion_group!(benches, speech);
criterion_main!(benches);
