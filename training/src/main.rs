//! Trains the sequence labellers: from a folder of corpora, name lists and raw text to `models/<language>.bin`.
//!
//! ```text
//! training train LANGUAGE --data FOLDER [--out FILE] [--hold-out]    learn, prune, write, score
//! training score LANGUAGE --data FOLDER [--model FILE] [--errors N]  score a weight file
//! ```
//! Everything is seeded: the same folder gives the same bytes. What raw text teaches (minutes of work) is kept in `--cache FOLDER`
//! (default `target/training`); delete it after a change of the raw text or of the tokeniser.

mod corpus;
mod crf;
mod export;
mod files;
mod names;
mod random;
mod recipe;
mod score;
mod spacing;
mod words;

use analyze::language::Language;
use analyze::model::context::Context as Seen;
use analyze::model::features;
use analyze::model::lexicon::{Lexicon, NAME_WIDTH, WORD_WIDTH, Word};
use analyze::model::table::Table;
use analyze::model::{Blob, Parts};
use anyhow::{Context, Result, anyhow, bail};
use corpus::{Item, Misc, Sentence};
use crf::{Example, Settings};
use random::Random;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

struct Arguments {
    train: bool,
    language: Language,
    data: PathBuf,
    cache: PathBuf,
    file: PathBuf,
    hold_out: bool,
    errors: usize,
    bytes: usize,
    full: Option<PathBuf>,
    settings: Settings,
}

fn arguments() -> Result<Arguments> {
    let mut words = std::env::args().skip(1);
    let train = match words.next().as_deref() {
        Some("train") => true,
        Some("score") => false,
        _ => bail!("usage: training train|score LANGUAGE --data FOLDER [--out FILE] [--model FILE] [--hold-out] [--errors N]"),
    };
    let code = words.next().unwrap_or_default();
    let language = Language::from_tag(&code).ok_or_else(|| anyhow!("{code} is no language of the program"))?;
    let mut out = Arguments {
        train,
        language,
        data: PathBuf::new(),
        cache: PathBuf::from("target/training"),
        file: PathBuf::from(format!("models/{}.bin", language.code())),
        hold_out: false,
        errors: 0,
        bytes: 3_900_000,
        full: None,
        settings: Settings { epochs: 8, rate: 0.1, dropout: 0.3, seed: 1 },
    };
    while let Some(option) = words.next() {
        if option == "--hold-out" {
            out.hold_out = true;
            continue;
        }
        let value = words.next().with_context(|| format!("{option} needs a value"))?;
        match option.as_str() {
            "--data" => out.data = value.into(),
            "--cache" => out.cache = value.into(),
            "--out" | "--model" => out.file = value.into(),
            "--full" => out.full = Some(value.into()),
            "--errors" => out.errors = value.parse()?,
            "--bytes" => out.bytes = value.parse()?,
            "--epochs" => out.settings.epochs = value.parse()?,
            "--rate" => out.settings.rate = value.parse()?,
            "--dropout" => out.settings.dropout = value.parse()?,
            "--seed" => out.settings.seed = value.parse()?,
            _ => bail!("{option} is no option"),
        }
    }
    Ok(out)
}

fn main() -> Result<()> {
    let arguments = arguments()?;
    if arguments.train {
        train(&arguments)?;
    }
    let bytes = std::fs::read(&arguments.file).with_context(|| arguments.file.display().to_string())?;
    let blob = Blob::new(bytes)?;
    report(&arguments, &blob.parts()?)
}

fn own(language: Language) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/own/{}.txt", language.code()))
}

/// Documents with this number are held out where the user asks for it.
fn held_out(number: usize) -> bool {
    number % 10 == 7
}

/// The documents of one source, before any change of spelling.
fn load(arguments: &Arguments, source: &recipe::Source) -> Result<Vec<Vec<Sentence>>> {
    let folder = match source.part {
        recipe::Part::Train => "train",
        recipe::Part::HalfDev => "dev",
    };
    corpus::conll(&arguments.data.join(folder).join(format!("{}.conll", source.set)), source.documents)
}

/// The training documents of all sources, with their domains.
fn material(arguments: &Arguments) -> Result<Vec<(Item, usize)>> {
    let language = arguments.language;
    let mut random = Random::new(arguments.settings.seed ^ 77);
    let demonyms = names::demonyms(&arguments.data.join("gazetteers"), language)?;
    let mut items = Vec::new();
    for source in recipe::sources(language) {
        let mut documents = load(arguments, &source)?;
        let mut number = 0;
        documents.retain(|_| {
            number += 1;
            let odd = source.part == recipe::Part::HalfDev && number % 2 == 0;
            !odd && !(arguments.hold_out && held_out(number))
        });
        if language == Language::Pt {
            corpus::contract(&mut documents, &mut random);
        }
        corpus::drop_demonyms(&mut documents, &demonyms);
        corpus::recase(&mut documents, language, &mut random);
        let before = items.len();
        items.extend(documents.iter().map(|d| (corpus::item(d, language, source.misc, true), source.domain)));
        eprintln!("  {}: {} documents", source.set, items.len() - before);
    }
    if own(language).exists() {
        let mut documents = corpus::brackets(&own(language))?;
        let copies = documents.clone();
        corpus::recase(&mut documents, language, &mut random);
        // Two readings of a small, clean set: as written, and with some headlines.
        let all = copies.iter().chain(&documents);
        items.extend(all.map(|d| (corpus::item(d, language, Misc::Keep, false), recipe::NEWS)));
    }
    Ok(items)
}

/// Words of the language from raw text, through the cache.
fn words(arguments: &Arguments) -> Result<Vec<(u64, Word)>> {
    let file = arguments.cache.join(format!("{}.words", arguments.language.code()));
    if let Ok(bytes) = std::fs::read(&file) {
        return Ok(bytes
            .chunks_exact(13)
            .map(|c| {
                let hash = u64::from_le_bytes(std::array::from_fn(|i| c[i]));
                (hash, Word { first: u16::from_le_bytes([c[8], c[9]]), second: u16::from_le_bytes([c[10], c[11]]), casing: c[12] })
            })
            .collect());
    }
    let words = words::learn(&arguments.data, arguments.language)?;
    let bytes: Vec<u8> = words.iter().flat_map(|(h, w)| h.to_le_bytes().into_iter().chain(w.to_bytes())).collect();
    std::fs::create_dir_all(&arguments.cache)?;
    std::fs::write(&file, bytes)?;
    Ok(words)
}

fn train(arguments: &Arguments) -> Result<()> {
    let words = words(arguments)?;
    let word_table = Table::build(words.into_iter().map(|(h, w)| (h, w.to_bytes())).collect(), WORD_WIDTH);
    let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/names");
    let names = names::learn(&[&arguments.data.join("gazetteers"), &lists], arguments.language)?;
    let name_table = Table::build(names.into_iter().map(|(h, l)| (h, l.to_le_bytes().to_vec())).collect(), NAME_WIDTH);
    eprintln!("words {} bytes, names {} bytes", word_table.len(), name_table.len());
    let lexicon = Lexicon::new(&word_table, &name_table)?;
    let items = material(arguments)?;
    let (examples, hashes, counts) = examples(&items, &lexicon);
    drop(items);
    let tokens: usize = examples.iter().map(|e| e.ends.len()).sum();
    eprintln!("{} sentences, {tokens} tokens, {} features", examples.len(), hashes.len());
    let field = crf::train(&examples, hashes.len(), arguments.settings);
    let room = arguments.bytes.saturating_sub(word_table.len() + name_table.len() + 64);
    if let Some(file) = &arguments.full {
        let weights = export::weights(&field, &hashes, &counts, recipe::NEWS, usize::MAX);
        let bytes = Blob::build([&word_table, &name_table, &weights]);
        std::fs::write(file, &bytes)?;
        println!("not pruned:");
        report(arguments, &Blob::new(bytes)?.parts()?)?;
    }
    let weights = export::weights(&field, &hashes, &counts, recipe::NEWS, room);
    let bytes = Blob::build([&word_table, &name_table, &weights]);
    eprintln!("{}: {} bytes, of which weights {}", arguments.file.display(), bytes.len(), weights.len());
    std::fs::write(&arguments.file, bytes)?;
    Ok(())
}

/// Features seen less often are dropped before training.
const MIN_SEEN: u32 = 2;

fn each_feature(items: &[(Item, usize)], lexicon: &Lexicon<'_>, mut take: impl FnMut(usize, usize, usize, u64)) {
    for (number, (item, _)) in items.iter().enumerate() {
        let all = features::attributes(&item.document, &item.sentences, lexicon);
        let seen = Seen::new(&all);
        for (place, sentence) in item.sentences.iter().enumerate() {
            for at in sentence.clone() {
                features::features(&item.document, &all, &seen, sentence, at, &mut |f| take(number, place, at, f));
            }
        }
    }
}

fn examples(items: &[(Item, usize)], lexicon: &Lexicon<'_>) -> (Vec<Example>, Vec<u64>, Vec<u32>) {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    each_feature(items, lexicon, |_, _, _, feature| *counts.entry(feature).or_default() += 1);
    counts.retain(|_, n| *n >= MIN_SEEN);
    let mut hashes: Vec<u64> = counts.keys().copied().collect();
    hashes.sort_unstable();
    let times: Vec<u32> = hashes.iter().map(|h| counts.get(h).copied().unwrap_or(0)).collect();
    hashes.iter().enumerate().for_each(|(n, h)| {
        counts.insert(*h, n as u32);
    });
    let mut examples: Vec<Example> = Vec::new();
    let mut current = (usize::MAX, usize::MAX);
    let mut last = usize::MAX;
    each_feature(items, lexicon, |number, place, at, feature| {
        let (item, domain) = &items[number];
        if (number, place) != current {
            current = (number, place);
            last = usize::MAX;
            examples.push(Example { features: Vec::new(), ends: Vec::new(), allowed: Vec::new(), domain: *domain });
        }
        let Some(example) = examples.last_mut() else { return };
        if at != last {
            last = at;
            example.allowed.push(item.allowed[at]);
            example.ends.push(example.features.len() as u32);
        }
        if let Some(id) = counts.get(&feature) {
            example.features.push(*id);
            if let Some(end) = example.ends.last_mut() {
                *end = example.features.len() as u32;
            }
        }
    });
    (examples, hashes, times)
}

fn report(arguments: &Arguments, parts: &Parts<'_>) -> Result<()> {
    let language = arguments.language;
    let demonyms = names::demonyms(&arguments.data.join("gazetteers"), language)?;
    for source in recipe::sources(language) {
        if arguments.hold_out && source.part == recipe::Part::Train {
            let mut documents = load(arguments, &source)?;
            let mut number = 0;
            documents.retain(|_| {
                number += 1;
                held_out(number)
            });
            show(&format!("{} (held out)", source.set), &documents, language, source.misc, parts, 0);
        }
        let path = arguments.data.join("dev").join(format!("{}.conll", source.set));
        if !files::exists(&path) {
            continue;
        }
        let mut documents = corpus::conll(&path, source.documents)?;
        corpus::drop_demonyms(&mut documents, &demonyms);
        let mut number = 0;
        documents.retain(|_| {
            number += 1;
            source.part == recipe::Part::Train || number % 2 == 0
        });
        show(source.set, &documents, language, source.misc, parts, arguments.errors);
        let singles: Vec<Vec<Sentence>> = documents.into_iter().flatten().map(|s| vec![s]).collect();
        show(&format!("{} (single sentences)", source.set), &singles, language, source.misc, parts, 0);
    }
    Ok(())
}

fn show(name: &str, documents: &[Vec<Sentence>], language: Language, misc: Misc, parts: &Parts<'_>, errors: usize) {
    let items: Vec<Item> = documents.iter().map(|d| corpus::item(d, language, Misc::Keep, true)).collect();
    println!("{}", score::line(name, &score::score(&items, parts, errors), misc != Misc::Absent));
}
