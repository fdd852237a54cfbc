//! What a labeller learns from: the documents of its corpora, with other names and other spelling where the recipe asks for it, our own
//! sentences, and raw text.

use crate::corpus::{self, Item, Misc, Pool, Sentence};
use crate::random::Random;
use crate::{Arguments, files, invent, names, recipe};
use analyze::language::Language;
use analyze::model::Kind;
use anyhow::Result;
use std::path::{Path, PathBuf};

fn own(language: Language) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/own/{}.txt", language.code()))
}

/// Documents with this number are held out where the user asks for it.
pub fn held_out(number: usize) -> bool {
    number % 10 == 7
}

/// The documents of one source, before any change of spelling.
pub fn load(arguments: &Arguments, source: &recipe::Source) -> Result<Vec<Vec<Sentence>>> {
    let folder = match source.part {
        recipe::Part::Train => "train",
        recipe::Part::HalfDev => "dev",
    };
    corpus::conll(&arguments.data.join(folder).join(format!("{}.conll", source.set)), source.documents)
}

/// A training document with its domain and language.
pub struct Training {
    /// Its text, tokens and labels.
    pub item: Item,
    /// The domain of its corpus.
    pub domain: usize,
    /// Its language.
    pub language: Language,
}

/// The names of the language's corpora and of our own lists, to be put in the place of others.
fn pool(arguments: &Arguments) -> Result<Pool> {
    const LISTS: [(Kind, &str); 6] = [
        (Kind::Organization, "org_company"),
        (Kind::Organization, "org_institution"),
        (Kind::Organization, "org_media"),
        (Kind::Organization, "org_party"),
        (Kind::Person, "person_full"),
        (Kind::Miscellaneous, "product"),
    ];
    let mut pool = Pool::default();
    let own = |s: &&recipe::Source| s.part == recipe::Part::Train && s.language == arguments.language;
    for source in recipe::sources(arguments.language).iter().filter(own) {
        pool.read(&load(arguments, source)?);
    }
    let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/names");
    for (kind, file) in LISTS {
        pool.list(kind, &files::read(&lists.join(format!("{file}.all.txt")))?);
    }
    Ok(pool)
}

/// The training documents of all sources.
pub fn material(arguments: &Arguments) -> Result<Vec<Training>> {
    let mut random = Random::new(arguments.settings.seed ^ 77);
    let mut items = Vec::new();
    let pool = if arguments.copies > 0 { pool(arguments)? } else { Pool::default() };
    for source in recipe::sources(arguments.language) {
        let language = source.language;
        let demonyms = names::demonyms(&arguments.data.join("gazetteers"), language)?;
        let mut documents = load(arguments, &source)?;
        let mut number = 0;
        documents.retain(|_| {
            number += 1;
            let odd = source.part == recipe::Part::HalfDev && number % 2 == 0;
            !(odd || arguments.hold_out && held_out(number))
        });
        if language == Language::Pt {
            corpus::contract(&mut documents, &mut random);
        }
        corpus::drop_demonyms(&mut documents, &demonyms);
        if arguments.language == Language::En {
            corpus::trim_fronts(&mut documents);
        }
        let domain = source.domain;
        if source.swapped() {
            for _ in 0..arguments.copies {
                let mut copy = documents.clone();
                corpus::swap(&mut copy, &pool, &mut random);
                corpus::recase(&mut copy, language, &mut random);
                items.extend(copy.iter().map(|d| Training { item: corpus::item(d, language, source.misc, true), domain, language }));
            }
        }
        corpus::recase(&mut documents, language, &mut random);
        eprintln!("  {}: {} documents", source.set, documents.len());
        items.extend(documents.iter().map(|d| Training { item: corpus::item(d, language, source.misc, true), domain, language }));
    }
    for &language in recipe::neighbours(arguments.language) {
        if !own(language).exists() {
            continue;
        }
        let documents = corpus::brackets(&own(language))?;
        let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/names");
        let mut invented = Random::new(arguments.settings.seed ^ 99);
        let pool = invent::pool(&[&arguments.data.join("gazetteers"), &lists], language, &mut invented)?;
        let mut all = documents.clone();
        for _ in 0..arguments.own {
            let mut copy = documents.clone();
            corpus::swap_own(&mut copy, &pool, &mut invented);
            corpus::recase(&mut copy, language, &mut invented);
            all.extend(copy);
        }
        let mut recased = documents.clone();
        corpus::recase(&mut recased, language, &mut random);
        // Two readings of a small, clean set: as written, and with some headlines.
        all.extend(recased);
        items.extend(all.iter().map(|d| Training { item: corpus::item(d, language, Misc::Keep, false), domain: recipe::NEWS, language }));
    }
    Ok(items)
}

/// Documents without labels: the first lines of the raw text.
pub fn unlabelled(arguments: &Arguments) -> Result<Vec<Training>> {
    let language = arguments.language;
    if arguments.raw == 0 {
        return Ok(Vec::new());
    }
    let text = files::read(&arguments.data.join("raw").join(format!("{}.txt", language.code())))?;
    let lines: Vec<Sentence> =
        text.lines().take(arguments.raw).map(|l| Sentence { tokens: vec![l.to_owned()], names: Vec::new() }).collect();
    Ok(lines
        .chunks(8)
        .map(|d| {
            let mut item = corpus::item(d, language, Misc::Keep, false);
            item.sentences = item.document.sentences.iter().map(|s| s.tokens.clone()).collect();
            Training { item, domain: recipe::NEWS, language }
        })
        .collect())
}
