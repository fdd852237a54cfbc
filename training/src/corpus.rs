//! Labelled text: reads corpora in CoNLL columns and in the bracket notation of `data/own`, cuts them with the program's tokeniser and
//! lays the names over the new tokens.

use crate::files;
use crate::random::Random;
use crate::spacing;
use analyze::document::{BlockKind, Document, RawBlock};
use analyze::language::Language;
use analyze::model::Kind;
use analyze::model::decode::{OUTSIDE, Part, label};
use anyhow::{Result, bail};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::path::Path;

/// What to make of the class for everything else, which every corpus draws differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misc {
    /// Annotated as the program wants it.
    Keep,
    /// Not annotated: any token outside may be of that class.
    Absent,
    /// Annotated by other rules: such a name may be of that class or none.
    Doubtful,
}

/// How a corpus's sentences make documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Documents {
    /// As marked.
    Marked,
    /// Not marked, but sentences lie in order: this many make one.
    Runs(usize),
    /// Every sentence stands alone.
    Single,
}

/// A sentence of a corpus: its tokens, and its names as ranges of them.
#[derive(Debug, Clone, Default)]
pub struct Sentence {
    /// Tokens of the corpus.
    pub tokens: Vec<String>,
    /// Names as ranges of tokens.
    pub names: Vec<(Range<usize>, Kind)>,
}

/// A document ready for training and scoring.
pub struct Item {
    /// The text, cut by the program.
    pub document: Document,
    /// Its sentences as the corpus has them, as ranges of tokens.
    pub sentences: Vec<Range<usize>>,
    /// For every token the labels it may have, one bit each.
    pub allowed: Vec<u32>,
    /// Its names as ranges of bytes.
    pub gold: Vec<(Range<usize>, Kind)>,
}

fn kind(tag: &str) -> Option<Kind> {
    match tag {
        "PER" => Some(Kind::Person),
        "ORG" => Some(Kind::Organization),
        "LOC" => Some(Kind::Location),
        "MISC" => Some(Kind::Miscellaneous),
        _ => None,
    }
}

/// The documents of a corpus in CoNLL columns.
pub fn conll(path: &Path, documents: Documents) -> Result<Vec<Vec<Sentence>>> {
    let mut out: Vec<Vec<Sentence>> = vec![Vec::new()];
    let mut sentence = Sentence::default();
    let mut close = |sentence: &mut Sentence, fresh: bool| {
        let full = match documents {
            Documents::Marked => fresh,
            Documents::Runs(n) => out.last().is_some_and(|d| d.len() >= n),
            Documents::Single => true,
        };
        if !sentence.tokens.is_empty() {
            if full && documents != Documents::Marked {
                out.push(Vec::new());
            }
            out.last_mut().into_iter().for_each(|d| d.push(std::mem::take(sentence)));
        }
        if full && documents == Documents::Marked {
            out.push(Vec::new());
        }
    };
    for line in files::read(path)?.lines() {
        let mut cells = line.split(['\t', ' ']);
        let (token, tag) = (cells.next().unwrap_or(""), cells.next_back().unwrap_or("O"));
        if token.is_empty() || token == "-DOCSTART-" {
            close(&mut sentence, token == "-DOCSTART-");
            continue;
        }
        let at = sentence.tokens.len();
        sentence.tokens.push(token.to_owned());
        if let Some(kind) = tag.get(2..).and_then(kind) {
            match sentence.names.last_mut() {
                Some((range, k)) if tag.starts_with('I') && range.end == at && *k == kind => range.end = at + 1,
                _ => sentence.names.push((at..at + 1, kind)),
            }
        }
    }
    close(&mut sentence, true);
    out.retain(|d| !d.is_empty());
    Ok(out)
}

/// The documents of a file in bracket notation: one sentence a line, `[PER Ann Example]` for a name, a blank line between documents.
pub fn brackets(path: &Path) -> Result<Vec<Vec<Sentence>>> {
    let mut out: Vec<Vec<Sentence>> = vec![Vec::new()];
    for (number, line) in files::read(path)?.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        if line.trim().is_empty() {
            out.push(Vec::new());
            continue;
        }
        let mut sentence = Sentence::default();
        let mut rest = line.trim();
        while !rest.is_empty() {
            let open = rest.find('[').unwrap_or(rest.len());
            sentence.tokens.push(rest[..open].to_owned());
            rest = &rest[open..];
            if rest.is_empty() {
                break;
            }
            let Some(close) = rest.find(']') else { bail!("{}:{}: a bracket is open", path.display(), number + 1) };
            let Some((tag, name)) = rest[1..close].split_once(' ') else { bail!("{}:{}: no class", path.display(), number + 1) };
            let Some(kind) = kind(tag) else { bail!("{}:{}: {tag} is no class", path.display(), number + 1) };
            let at = sentence.tokens.len();
            sentence.tokens.push(name.to_owned());
            sentence.names.push((at..at + 1, kind));
            rest = &rest[close + 1..];
        }
        out.last_mut().into_iter().for_each(|d| d.push(sentence.clone()));
    }
    out.retain(|d| !d.is_empty());
    Ok(out)
}

/// Takes the names of peoples and languages, which some corpora mark, out of the other names.
pub fn drop_demonyms(documents: &mut [Vec<Sentence>], demonyms: &FxHashSet<String>) {
    for sentence in documents.iter_mut().flatten() {
        let Sentence { tokens, names } = sentence;
        names.retain(|(range, kind)| {
            *kind != Kind::Miscellaneous || !tokens[range.clone()].iter().all(|t| demonyms.contains(&t.to_lowercase()))
        });
    }
}

/// Titles and articles that some English corpora count as parts of names.
const NOT_NAMES: [&str; 14] =
    ["the", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "president", "senator", "minister", "general", "secretary"];

/// Takes titles and small articles off the front of English names of people, organisations and places.
pub fn trim_fronts(documents: &mut [Vec<Sentence>]) {
    for Sentence { tokens, names } in documents.iter_mut().flatten() {
        for (range, kind) in names.iter_mut() {
            let drops = |word: &str| match kind {
                Kind::Person => NOT_NAMES.contains(&word.to_lowercase().as_str()),
                Kind::Organization | Kind::Location => word == "the",
                Kind::Miscellaneous => false,
            };
            while range.len() > 1 && drops(&tokens[range.start]) {
                range.start += 1;
            }
        }
    }
}

/// Names to put in the place of others, by class.
#[derive(Default)]
pub struct Pool {
    names: [Vec<Vec<String>>; 4],
}

impl Pool {
    /// Takes every name of `documents`.
    pub fn read(&mut self, documents: &[Vec<Sentence>]) {
        for sentence in documents.iter().flatten() {
            for (range, kind) in &sentence.names {
                self.names[*kind as usize].push(sentence.tokens[range.clone()].to_vec());
            }
        }
    }

    /// Takes every name of a list, one a line.
    pub fn list(&mut self, kind: Kind, text: &str) {
        let lines = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        self.names[kind as usize].extend(lines.map(|l| l.split_whitespace().map(str::to_owned).collect()));
    }

    /// Takes one name.
    pub fn add(&mut self, kind: Kind, name: &str) {
        self.names[kind as usize].push(name.split_whitespace().map(str::to_owned).collect());
    }

    /// A name of the class written like `name`: as many words (one, two, more), in capitals or not, capital first or not.
    fn like(&self, name: &[String], kind: Kind, random: &mut Random) -> Option<&[String]> {
        let form = |n: &[String]| {
            let first = n.first().map_or("", String::as_str);
            (n.len().min(3), first.starts_with(char::is_uppercase), first.len() > 1 && !first.contains(char::is_lowercase))
        };
        let names = &self.names[kind as usize];
        (0..30).filter(|_| !names.is_empty()).find_map(|_| {
            let other = &names[random.below(names.len())];
            (form(other) == form(name)).then_some(other.as_slice())
        })
    }
}

/// The share of names that [`swap`] changes.
const SWAPPED: f32 = 0.7;

/// Puts other names of the same class in the place of most names, the same one throughout a document, so that what stands around a name
/// is learned and not the name. A surname follows its full name.
pub fn swap(documents: &mut [Vec<Sentence>], pool: &Pool, random: &mut Random) {
    for document in documents {
        let mut given: FxHashMap<(Vec<String>, Kind), Option<Vec<String>>> = FxHashMap::default();
        for sentence in document {
            let mut tokens = Vec::with_capacity(sentence.tokens.len());
            let mut names = Vec::with_capacity(sentence.names.len());
            let mut at = 0;
            for (range, kind) in &sentence.names {
                tokens.extend_from_slice(&sentence.tokens[at..range.start]);
                let old = sentence.tokens[range.clone()].to_vec();
                let new = given
                    .entry((old.clone(), *kind))
                    .or_insert_with(|| (random.unit() < SWAPPED).then(|| pool.like(&old, *kind, random)).flatten().map(<[String]>::to_vec));
                let new = new.clone().unwrap_or_else(|| old.clone());
                if *kind == Kind::Person && old.len() > 1 && new.len() > 1 {
                    let surname = |n: &[String]| n.last().cloned().into_iter().collect::<Vec<String>>();
                    given.entry((surname(&old), *kind)).or_insert_with(|| Some(surname(&new)));
                }
                names.push((tokens.len()..tokens.len() + new.len(), *kind));
                tokens.extend(new);
                at = range.end;
            }
            tokens.extend_from_slice(&sentence.tokens[at..]);
            *sentence = Sentence { tokens, names };
        }
    }
}

/// The same for our own sentences, whose names are one token each, inner spaces included: what follows a first name is the surname, whose
/// particle is capitalised where it stands alone, and an apostrophe before a name stands before a vowel.
pub fn swap_own(documents: &mut [Vec<Sentence>], pool: &Pool, random: &mut Random) {
    for document in documents {
        let mut given: FxHashMap<(String, Kind), Option<String>> = FxHashMap::default();
        for Sentence { tokens, names } in document {
            for (range, kind) in names.iter() {
                let elided = range.start > 0 && tokens[range.start - 1].ends_with(['\'', '\u{2019}']);
                let old = tokens[range.start].clone();
                let words: Vec<String> = old.split_whitespace().map(str::to_owned).collect();
                // `Raad van State`: names with plain words inside are what they are; what would replace them has none.
                let linked = *kind != Kind::Person && words.iter().any(|w| w.starts_with(char::is_lowercase));
                let new = given.entry((old.clone(), *kind)).or_insert_with(|| {
                    let other = (!linked && random.unit() < SWAPPED).then(|| pool.like(&words, *kind, random)).flatten()?;
                    let vowel = other.first().is_some_and(|w| w.starts_with(|c: char| "AEIOUÉÈ".contains(c)));
                    (!elided || vowel).then(|| other.join(" "))
                });
                let Some(new) = new.clone() else { continue };
                if let (Kind::Person, Some((_, a)), Some((_, b))) = (*kind, old.split_once(' '), new.split_once(' ')) {
                    given.entry((capitalised_first(a), *kind)).or_insert_with(|| Some(capitalised_first(b)));
                }
                tokens[range.start] = new;
            }
        }
    }
}

fn capitalised_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |c| c.to_uppercase().chain(letters).collect())
}

/// Writes some sentences as headlines are written: all words capitalised, or all letters.
pub fn recase(documents: &mut [Vec<Sentence>], language: Language, random: &mut Random) {
    for sentence in documents.iter_mut().flatten() {
        let chance = random.unit();
        if language == Language::En && chance < 0.06 {
            sentence.tokens.iter_mut().filter(|t| t.len() > 3).for_each(|t| *t = capitalised(t));
        } else if chance > 0.97 {
            sentence.tokens.iter_mut().for_each(|t| *t = t.to_uppercase());
        }
    }
}

fn capitalised(token: &str) -> String {
    token
        .split(' ')
        .map(|w| {
            let mut chars = w.chars();
            chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
        })
        .collect::<Vec<String>>()
        .join(" ")
}

/// Portuguese corpora cut contractions (`de` `o`); most are written as one again, as in print.
pub fn contract(documents: &mut [Vec<Sentence>], random: &mut Random) {
    const FIRST: [(&str, &str); 4] = [("de", "d"), ("em", "n"), ("por", "pel"), ("a", "à")];
    const SECOND: [&str; 14] = ["o", "a", "os", "as", "este", "esta", "esse", "essa", "aquele", "aquela", "estes", "estas", "um", "uma"];
    for sentence in documents.iter_mut().flatten() {
        let mut at = 0;
        while at + 1 < sentence.tokens.len() {
            let (a, b) = (sentence.tokens[at].to_lowercase(), sentence.tokens[at + 1].clone());
            let inside = |i: usize| sentence.names.iter().position(|(r, _)| r.contains(&i));
            let joined = FIRST.iter().find(|(f, _)| *f == a).filter(|_| SECOND.contains(&b.as_str()) && inside(at) == inside(at + 1));
            let word = match joined {
                Some((_, "pel")) if b.len() <= 2 => Some(format!("pel{b}")),
                Some((_, "à")) if b == "o" || b == "os" => Some(format!("a{b}")),
                Some((_, "à")) if b == "a" => Some("à".to_owned()),
                Some((_, "à")) if b == "as" => Some("às".to_owned()),
                Some((_, head @ ("d" | "n"))) => Some(format!("{head}{b}")),
                _ => None,
            };
            if let Some(word) = word.filter(|_| random.unit() < 0.75) {
                let upper = sentence.tokens[at].starts_with(char::is_uppercase);
                sentence.tokens[at] = if upper { capitalised(&word) } else { word };
                sentence.tokens.remove(at + 1);
                for (range, _) in &mut sentence.names {
                    range.start -= usize::from(range.start > at);
                    range.end -= usize::from(range.end > at + 1);
                }
            }
            at += 1;
        }
    }
}

/// Cuts a document with the program's tokeniser and lays the names over it. `spaced` tokens are joined as `language` prints them;
/// others carry their own spaces.
pub fn item(sentences: &[Sentence], language: Language, misc: Misc, spaced: bool) -> Item {
    let mut blocks = Vec::new();
    let mut names: Vec<(usize, Range<usize>, Kind)> = Vec::new();
    for sentence in sentences {
        let (text, places) = if spaced { spacing::join(&sentence.tokens, language) } else { plain(&sentence.tokens) };
        let lead = text.len() - text.trim_start().len();
        if text.trim().is_empty() {
            continue;
        }
        for (range, kind) in &sentence.names {
            let place = places[range.start].start.saturating_sub(lead)..places[range.end - 1].end.saturating_sub(lead);
            names.push((blocks.len(), place, *kind));
        }
        blocks.push(RawBlock { kind: BlockKind::Paragraph, text });
    }
    let document = Document::new(blocks, Some(language), None);
    let sentences: Vec<Range<usize>> = document.blocks.iter().map(|b| b.tokens.clone()).collect();
    let outside = if misc == Misc::Keep { 1 << OUTSIDE } else { any(Kind::Miscellaneous) | 1 << OUTSIDE };
    let plain = if misc == Misc::Absent { outside } else { 1 << OUTSIDE };
    let mut allowed = vec![plain; document.tokens.len()];
    let mut gold = Vec::new();
    for (block, place, kind) in names {
        let start = document.blocks[block].span.start;
        let range = start + place.start..start + place.end;
        let tokens = document.tokens_in(analyze::document::Span::new(range.start, range.end));
        for at in tokens.clone() {
            let part = match (at == tokens.start, at + 1 == tokens.end) {
                (true, true) => Part::Unit,
                (true, false) => Part::Begin,
                (false, true) => Part::Last,
                (false, false) => Part::Inside,
            };
            allowed[at] = if kind == Kind::Miscellaneous && misc != Misc::Keep { outside } else { 1 << label(kind, part) };
        }
        gold.push((range, kind));
    }
    Item { document, sentences, allowed, gold }
}

fn any(kind: Kind) -> u32 {
    [Part::Begin, Part::Inside, Part::Last, Part::Unit].into_iter().map(|p| 1 << label(kind, p)).sum()
}

fn plain(tokens: &[String]) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let places = tokens
        .iter()
        .map(|t| {
            let start = text.len();
            text.push_str(t);
            start..text.len()
        })
        .collect();
    (text, places)
}
