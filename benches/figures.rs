//! Reading figures from news text, one thread, and from one very long line.

use analyze::document::{BlockKind, Document, RawBlock};
use analyze::extract::figures;
use analyze::facts::Entities;
use analyze::language::Language;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const SENTENCES: [&str; 4] = [
    "Le groupe a annoncé mardi un chiffre d'affaires de 3,4 milliards d'euros, en hausse de 12 % sur un an, pour 4 500 salariés. ",
    "La direction ne souhaite pas commenter ces informations, qui circulent depuis plusieurs jours dans les couloirs du siège. ",
    "Environ deux cents personnes se sont réunies devant la mairie, où le maire les a reçues pendant près d'une heure. ",
    "Les travaux doivent durer de deux à trois ans et coûter entre 15 et 20 millions d'euros, a précisé la porte-parole. ",
];

fn document(bytes: usize) -> Document {
    let mut text = String::with_capacity(bytes + 200);
    for sentence in SENTENCES.iter().cycle() {
        text.push_str(sentence);
        if text.len() >= bytes {
            break;
        }
    }
    Document::new(vec![RawBlock { kind: BlockKind::Paragraph, text }], Some(Language::Fr), None)
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("figures");
    group.sample_size(10);
    for bytes in [100_000, 5_000_000, 10_000_000] {
        let document = document(bytes);
        group.throughput(Throughput::Bytes(document.text.len() as u64));
        group.bench_function(format!("line of {bytes} bytes"), |b| b.iter(|| figures::find(&document, &Entities::default(), &[])));
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
