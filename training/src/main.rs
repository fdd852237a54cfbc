//! Trains the sequence labellers: from a folder of corpora, name lists and raw text to `models/<language>.bin`.
//!
//! ```text
//! training train LANGUAGE --data FOLDER [--out FILE] [--hold-out]    learn, prune, write, score
//!     [--epochs N] [--rate X] [--dropout X] [--seed N] [--bytes N] [--outside X] [--sweep] [--words FILE]
//!     [--runs N] [--copies N] [--own N] [--raw N]
//! training score LANGUAGE --data FOLDER [--model FILE] [--errors N]  score a weight file
//! ```
//! `--words FILE` takes what raw text teaches from a weight file instead of learning it anew.
//! `--runs N` averages N trainings, `--copies N` reads smaller corpora N times more with other names, `--own N` our own sentences,
//! `--raw N` goes on with the first N lines of raw text and the names that a first labeller is sure of there (`recipe.rs` has what ships).
//! Everything is seeded: the same folder gives the same bytes. What raw text teaches (minutes of work) is kept in `--cache FOLDER`
//! (default `target/training`); delete it after a change of the raw text or of the tokeniser.

mod corpus;
mod crf;
mod export;
mod files;
mod invent;
mod material;
mod names;
mod random;
mod recipe;
mod score;
mod spacing;
mod words;

use analyze::language::Language;
use analyze::model::blob::HEADER;
use analyze::model::context::Context as Seen;
use analyze::model::features;
use analyze::model::lexicon::{Lexicon, NAME_WIDTH, WORD_WIDTH, Word};
use analyze::model::table::{Table, number};
use analyze::model::{Blob, Parts};
use anyhow::{Context, Result, anyhow, bail};
use corpus::{Item, Misc, Sentence};
use crf::{Example, Settings};
use material::{Training, held_out, load, material, unlabelled};
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
    outside: Option<f32>,
    sweep: bool,
    words: Option<PathBuf>,
    runs: usize,
    copies: usize,
    own: usize,
    raw: usize,
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
        bytes: recipe::bytes(language),
        outside: None,
        sweep: false,
        words: None,
        runs: recipe::runs(language),
        copies: recipe::swapped(language),
        own: recipe::own_copies(language),
        raw: recipe::raw(language),
        settings: recipe::settings(language),
    };
    while let Some(option) = words.next() {
        match option.as_str() {
            "--hold-out" => out.hold_out = true,
            "--sweep" => out.sweep = true,
            _ => {}
        }
        if matches!(option.as_str(), "--hold-out" | "--sweep") {
            continue;
        }
        let value = words.next().with_context(|| format!("{option} needs a value"))?;
        match option.as_str() {
            "--data" => out.data = value.into(),
            "--cache" => out.cache = value.into(),
            "--out" | "--model" => out.file = value.into(),
            "--words" => out.words = Some(value.into()),
            "--outside" => out.outside = Some(value.parse()?),
            "--errors" => out.errors = value.parse()?,
            "--bytes" => out.bytes = value.parse()?,
            "--runs" => out.runs = value.parse()?,
            "--copies" => out.copies = value.parse()?,
            "--own" => out.own = value.parse()?,
            "--raw" => out.raw = value.parse()?,
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

/// The word and name tables of `language` for the labeller of `target`: the clusters of another language mean nothing there.
fn tables(arguments: &Arguments, language: Language, target: Language) -> Result<(Vec<u8>, Vec<u8>)> {
    let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/names");
    let names = names::learn(&[&arguments.data.join("gazetteers"), &lists], language)?;
    let names = Table::build(names.into_iter().map(|(h, l)| (h, l.to_le_bytes().to_vec())).collect(), NAME_WIDTH);
    if let Some(file) = arguments.words.as_ref().filter(|_| language == target) {
        return Ok((word_table(file)?, names));
    }
    let mut words = words(arguments, language)?;
    if language != target {
        words.iter_mut().for_each(|(_, w)| *w = Word { casing: w.casing, ..Word::default() });
    }
    Ok((Table::build(words.into_iter().map(|(h, w)| (h, w.to_bytes())).collect(), WORD_WIDTH), names))
}

/// The word table that lies in a weight file: the first section of its body.
fn word_table(file: &Path) -> Result<Vec<u8>> {
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    Blob::new(bytes.clone())?;
    let body = bytes.get(HEADER..).unwrap_or_default();
    let length = number(body, 0).unwrap_or(0) as usize;
    Ok(body.get(12..12 + length).unwrap_or_default().to_vec())
}

/// Words of the language from raw text, through the cache.
fn words(arguments: &Arguments, language: Language) -> Result<Vec<(u64, Word)>> {
    let file = arguments.cache.join(format!("{}.words", language.code()));
    if let Ok(bytes) = std::fs::read(&file) {
        return Ok(bytes
            .chunks_exact(13)
            .map(|c| {
                let hash = u64::from_le_bytes(std::array::from_fn(|i| c[i]));
                (hash, Word { first: u16::from_le_bytes([c[8], c[9]]), second: u16::from_le_bytes([c[10], c[11]]), casing: c[12] })
            })
            .collect());
    }
    let words = words::learn(&arguments.data, language)?;
    let bytes: Vec<u8> = words.iter().flat_map(|(h, w)| h.to_le_bytes().into_iter().chain(w.to_bytes())).collect();
    std::fs::create_dir_all(&arguments.cache)?;
    std::fs::write(&file, bytes)?;
    Ok(words)
}

fn train(arguments: &Arguments) -> Result<()> {
    let target = arguments.language;
    let (word_table, name_table) = tables(arguments, target, target)?;
    eprintln!("words {} bytes, names {} bytes", word_table.len(), name_table.len());
    let mut items = material(arguments)?;
    let labelled = items.iter().flat_map(|i| &i.item.sentences).filter(|s| !s.is_empty()).count();
    items.extend(unlabelled(arguments)?);
    let mut languages: Vec<Language> = items.iter().map(|i| i.language).collect();
    languages.sort_unstable();
    languages.dedup();
    let others: Vec<_> = languages.iter().map(|l| tables(arguments, *l, target)).collect::<Result<_>>()?;
    let mut lexica = FxHashMap::default();
    for (language, (words, names)) in languages.iter().zip(&others) {
        lexica.insert(*language, Lexicon::new(words, names)?);
    }
    let (mut examples, hashes, counts) = examples(&items, &lexica);
    let labelled = labelled.min(examples.len());
    drop(items);
    let tokens: usize = examples.iter().map(|e| e.ends.len()).sum();
    eprintln!("{} sentences, {tokens} tokens, {} features", examples.len(), hashes.len());
    let learn = |examples: &[Example]| {
        let runs = (0..arguments.runs as u64).map(|n| Settings { seed: arguments.settings.seed + n, ..arguments.settings });
        crf::mean(runs.map(|settings| crf::train(examples, hashes.len(), settings)).collect()).ok_or_else(|| anyhow!("no run"))
    };
    let mut field = learn(&examples[..labelled])?;
    if examples.len() > labelled {
        let more = examples.split_off(labelled);
        let all = more.len();
        examples.extend(more.into_iter().filter_map(|e| crf::guess(&field, &e).map(|allowed| Example { allowed, ..e })));
        eprintln!("{} of {all} sentences without labels used", examples.len() - labelled);
        field = learn(&examples)?;
    }
    let room = arguments.bytes.saturating_sub(word_table.len() + name_table.len() + 64);
    let pack = |outside: f32| {
        let weights = export::weights(&field, &hashes, &counts, &export::Shape { domain: recipe::NEWS, outside, room });
        Blob::build([&word_table, &name_table, &weights])
    };
    for outside in [0.0, 0.3, 0.6, 0.9, 1.2, 1.6].into_iter().filter(|_| arguments.sweep) {
        println!("outside {outside}:");
        report(arguments, &Blob::new(pack(outside))?.parts()?)?;
    }
    let bytes = pack(arguments.outside.unwrap_or(recipe::outside(arguments.language)));
    eprintln!("{}: {} bytes", arguments.file.display(), bytes.len());
    std::fs::write(&arguments.file, bytes)?;
    Ok(())
}

/// Features seen less often are dropped before training.
const MIN_SEEN: u32 = 2;

fn each_feature(items: &[Training], lexica: &FxHashMap<Language, Lexicon<'_>>, mut take: impl FnMut(usize, usize, usize, u64)) {
    for (number, Training { item, language, .. }) in items.iter().enumerate() {
        let Some(lexicon) = lexica.get(language) else { continue };
        let all = features::attributes(&item.document, &item.sentences, lexicon);
        let seen = Seen::new(&all);
        for (place, sentence) in item.sentences.iter().enumerate() {
            for at in sentence.clone() {
                features::features(&item.document, &all, &seen, sentence, at, &mut |f| take(number, place, at, f));
            }
        }
    }
}

fn examples(items: &[Training], lexica: &FxHashMap<Language, Lexicon<'_>>) -> (Vec<Example>, Vec<u64>, Vec<u32>) {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    each_feature(items, lexica, |_, _, _, feature| *counts.entry(feature).or_default() += 1);
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
    each_feature(items, lexica, |number, place, at, feature| {
        let Training { item, domain, .. } = &items[number];
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
    for source in recipe::sources(language).into_iter().filter(|s| s.language == language) {
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
        if arguments.sweep {
            continue;
        }
        let singles: Vec<Vec<Sentence>> = documents.into_iter().flatten().map(|s| vec![s]).collect();
        show(&format!("{} (single sentences)", source.set), &singles, language, source.misc, parts, 0);
    }
    Ok(())
}

fn show(name: &str, documents: &[Vec<Sentence>], language: Language, misc: Misc, parts: &Parts<'_>, errors: usize) {
    let items: Vec<Item> = documents.iter().map(|d| corpus::item(d, language, Misc::Keep, true)).collect();
    println!("{}", score::line(name, &score::score(&items, parts, errors), misc != Misc::Absent));
}
