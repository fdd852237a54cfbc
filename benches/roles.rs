//! Roles and role changes alone, on one thread: `cargo bench --bench roles`, throughput in bytes of text.

use analyze::document::{BlockKind, Document, RawBlock};
use analyze::extract::{entities, roles};
use analyze::language::Language;
use analyze::model::Models;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const TEXTS: [(Language, &str); 2] = [
    (
        Language::Fr,
        "La société Calterra, dont le siège est à Nantes, a nommé mardi Inès Morvan directrice générale. Ancienne responsable des \
         achats chez Solvane, elle remplace Damien Trouillet, parti en juin après onze ans. Le président du conseil de surveillance, \
         Paul Girard, a salué ce choix. « Nous voulons doubler nos ventes en Allemagne d’ici 2028 », a-t-elle déclaré à Paris.",
    ),
    (
        Language::En,
        "Calterra, which is based in Bristol, named Agnes Morvan chief executive on Tuesday. A former head of purchasing at Solvane, \
         she replaces Damian Trout, who left in June after eleven years. The chairman of the board, Peter Langdon, welcomed the \
         choice. \"We want to double our sales in Germany by 2028,\" she told reporters at a news conference in London.",
    ),
];

fn find(criterion: &mut Criterion) {
    let models = Models::default();
    for (language, text) in TEXTS {
        let blocks = vec![RawBlock { kind: BlockKind::Paragraph, text: text.to_owned() }; 50];
        let document = Document::new(blocks, Some(language), None);
        let entities = entities::find(&document, &models, &roles::title_ends(&document));
        let mut group = criterion.benchmark_group("roles");
        group.throughput(Throughput::Bytes(document.text.len() as u64));
        group.bench_function(language.code(), |b| b.iter(|| black_box(roles::find(&document, &entities, &[]).0.len())));
        group.finish();
    }
}

criterion_group!(benches, find);
criterion_main!(benches);
