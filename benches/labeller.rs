//! How many tokens a second one thread cuts and labels: `cargo bench --bench labeller`, elements are tokens.

use analyze::document::{BlockKind, Document, RawBlock};
use analyze::language::Language;
use analyze::model::Models;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const TEXTS: [(Language, &str); 2] = [
    (
        Language::Fr,
        "La société Calterra, dont le siège est à Nantes, a nommé mardi Inès Morvan directrice générale. Ancienne responsable des \
         achats chez Solvane, elle remplace Damien Trouillet, parti en juin après onze ans passés à la tête du groupe. « Nous voulons \
         doubler nos ventes en Allemagne d’ici 2028 », a-t-elle déclaré lors d’une conférence de presse à Paris.",
    ),
    (
        Language::En,
        "Calterra, which is based in Bristol, named Agnes Morvan chief executive on Tuesday. A former head of purchasing at Solvane, \
         she replaces Damian Trout, who left in June after eleven years at the top of the group. \"We want to double our sales in \
         Germany by 2028,\" she told reporters at a news conference in London.",
    ),
];

fn labeller(criterion: &mut Criterion) {
    let models = Models::default();
    for (language, text) in TEXTS {
        let blocks = vec![RawBlock { kind: BlockKind::Paragraph, text: text.to_owned() }; 20];
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
