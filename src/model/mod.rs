//! The sequence labeller that finds names: features, weights, decoding.
//!
//! Weights are versioned blobs with a checksum, one a language, embedded in the binary; [`Models`] holds those in force.

pub mod blob;
pub mod context;
pub mod decode;
pub mod features;
pub mod forms;
pub mod hash;
pub mod lexicon;
pub mod table;
pub mod weights;

use crate::document::Document;
use crate::language::Language;
use decode::Decoder;
use std::ops::Range;
use std::sync::LazyLock;
use weights::Sums;

pub use blob::{Blob, BlobError, Parts};
use context::Context;
use lexicon::List;

/// The number of labels: outside, and four parts for each [`Kind`].
pub const LABELS: usize = 17;

/// The class of a name, as the labeller knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A person.
    Person,
    /// An organisation: company, institution, party, team, medium.
    Organization,
    /// A place.
    Location,
    /// Any other name: product, event, work, award.
    Miscellaneous,
}

impl Kind {
    /// Every class, in the order of the weights.
    pub const ALL: [Kind; 4] = [Kind::Person, Kind::Organization, Kind::Location, Kind::Miscellaneous];
}

/// A name that the labeller found.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its tokens, as indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Its class.
    pub kind: Kind,
    /// How sure the labeller is of class and borders together, from 0 to 1.
    pub score: f32,
    /// The name lists that its very words are on, one bit each (see [`lexicon::List`]).
    pub lists: u16,
}

/// What is known of a word before anything is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    casing: u8,
    /// The name lists that it is on by itself.
    lists: u16,
}

impl Usage {
    /// Whether it is in lower case, nearly always.
    pub fn is_lower(self) -> bool {
        (1..=3).contains(&self.casing)
    }
    /// Whether it has a capital more often than not.
    pub fn is_capital(self) -> bool {
        self.casing >= 5
    }
    /// Whether nothing is known of how it is written.
    pub fn is_new(self) -> bool {
        self.casing == 0
    }
    /// Whether it is a given name, and no place.
    pub fn is_given(self) -> bool {
        const PLACES: u16 = 1 << List::City as u16 | 1 << List::Country as u16 | 1 << List::Region as u16;
        self.lists & 1 << List::First as u16 != 0 && self.lists & PLACES == 0
    }
}

/// What a labeller tells of a document.
#[derive(Debug, Default)]
pub struct Reading {
    /// The names, in reading order, none overlapping another, none crossing a sentence.
    pub mentions: Vec<Mention>,
    /// For each token what is known of its word.
    pub usage: Vec<Usage>,
}

/// The labellers in force, one a language at most.
#[derive(Debug, Default)]
pub struct Models {
    replaced: Vec<(Language, Blob)>,
}

impl Models {
    /// Puts the weights in `bytes` in the place of those that `language` has.
    pub fn with_override(mut self, language: Language, bytes: Vec<u8>) -> Result<Self, BlobError> {
        let blob = Blob::new(bytes)?;
        self.replaced.retain(|(l, _)| *l != language);
        self.replaced.push((language, blob));
        Ok(self)
    }

    /// The names in `document`, in reading order, none overlapping another, none crossing a sentence; empty where its language has no labeller.
    pub fn label(&self, document: &Document) -> Vec<Mention> {
        self.read(document).mentions
    }

    /// The names in `document` and what is known of its words; nothing where its language has no labeller.
    pub fn read(&self, document: &Document) -> Reading {
        let sentences: Vec<Range<usize>> = document.sentences.iter().map(|s| s.tokens.clone()).collect();
        match document.language.and_then(|l| self.blob(l)).map(Blob::parts) {
            Some(Ok(parts)) => read(document, &sentences, &parts),
            _ => Reading::default(),
        }
    }

    fn blob(&self, language: Language) -> Option<&Blob> {
        self.replaced.iter().find(|(l, _)| *l == language).map(|(_, b)| b).or_else(|| embedded(language))
    }
}

/// Declares the weight files in the binary.
macro_rules! embedded {
    ($($language:ident $file:literal;)*) => {
        /// The labeller that ships for `language`, checked on first use.
        fn embedded(language: Language) -> Option<&'static Blob> {
            match language {
                $(Language::$language => {
                    static BLOB: LazyLock<Option<Blob>> =
                        LazyLock::new(|| Blob::new(include_bytes!(concat!("../../models/", $file)).as_slice()).ok());
                    BLOB.as_ref()
                })*
            }
        }
    };
}

embedded! {
    Fr "fr.bin";
    En "en.bin";
    De "de.bin";
    Es "es.bin";
    It "it.bin";
    Pt "es.bin"; // Spanish and Portuguese share one, which a Portuguese corpus has the largest part in.
    Nl "nl.bin";
}

/// Whether the labeller of `language` learned for the most part from other languages, for want of free labelled news in its own.
pub const fn borrowed(language: Language) -> bool {
    matches!(language, Language::Es | Language::It | Language::Nl)
}

/// The names that the labeller `parts` finds in `sentences` of `document`.
pub fn label(document: &Document, sentences: &[Range<usize>], parts: &Parts<'_>) -> Vec<Mention> {
    read(document, sentences, parts).mentions
}

fn read(document: &Document, sentences: &[Range<usize>], parts: &Parts<'_>) -> Reading {
    let all = features::attributes(document, sentences, &parts.lexicon);
    let context = Context::new(&all);
    let mut decoder = Decoder::new(&parts.weights);
    let scale = parts.weights.scale();
    let (mut scores, mut found, mut out, mut buffers) = (Vec::new(), Vec::new(), Vec::new(), Buffers::default());
    for sentence in sentences {
        scores.clear();
        let sums = sums(document, &all, &context, sentence, parts, &mut buffers);
        scores.extend(sums.iter().map(|sums| std::array::from_fn(|label| sums[label] as f32 * scale)));
        found.clear();
        decoder.decode(&scores, &mut found);
        out.extend(found.iter().map(|name| Mention {
            tokens: sentence.start + name.start..sentence.start + name.end,
            kind: name.kind,
            score: name.score,
            lists: lists(&all[sentence.start + name.start..sentence.start + name.end], all.get(sentence.start + name.end)),
        }));
    }
    Reading { mentions: out, usage: all.iter().map(|token| Usage { casing: token.known.casing, lists: token.unit }).collect() }
}

/// What is used again from sentence to sentence.
#[derive(Default)]
struct Buffers {
    active: Vec<u64>,
    places: Vec<(u32, u8)>,
    rows: Vec<forms::Row>,
    beyond: Vec<forms::Row>,
    sums: Vec<Sums>,
}

/// The sums of weights of every token of `sentence`.
fn sums<'b>(
    document: &Document,
    all: &[features::Attributes],
    context: &Context,
    sentence: &Range<usize>,
    parts: &Parts<'_>,
    buffers: &'b mut Buffers,
) -> &'b [Sums] {
    let Buffers { active, places, rows, beyond, sums } = buffers;
    if beyond.is_empty() {
        forms::rows(parts, &[features::outside()], |_| "", beyond);
    }
    rows.clear();
    forms::rows(parts, &all[sentence.clone()], |index| document.folded(sentence.start + index), rows);
    sums.clear();
    for at in sentence.clone() {
        let mut here: Sums = [0; 32];
        for place in 0..features::WINDOW {
            let row = features::neighbour(sentence, at, place).and_then(|i| rows.get(i - sentence.start)).or(beyond.first());
            row.into_iter().for_each(|row| here.iter_mut().zip(row[place]).for_each(|(sum, weight)| *sum += i32::from(weight)));
        }
        active.clear();
        features::of_place(all, context, sentence, at, &mut |feature| active.push(feature));
        parts.weights.add(active, places, &mut here);
        sums.push(here);
    }
    sums
}

/// The lists on which the name of exactly these tokens is, as far as the longest names of each list tell; `next` is the token behind.
fn lists(tokens: &[features::Attributes], next: Option<&features::Attributes>) -> u16 {
    match tokens {
        [] => 0,
        [only] => only.unit,
        [first, rest @ ..] => rest.iter().fold(first.begins, |l, t| l & t.inside) & !next.map_or(0, |t| t.inside),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sums that are kept for words must be those of the features that training knows.
    #[test]
    fn kept_sums_change_no_label() {
        let text = "Ada Lind a quitté Carvane. À Lyon, Ada Lind et Carvane (l’éditeur) n’ont rien dit. Carvane !".repeat(3);
        let block = crate::document::RawBlock { kind: crate::document::BlockKind::Paragraph, text };
        let document = Document::new(vec![block], Some(Language::Fr), None);
        let sentences: Vec<Range<usize>> = document.sentences.iter().map(|s| s.tokens.clone()).collect();
        let parts = embedded(Language::Fr).and_then(|blob| blob.parts().ok()).expect("weights");
        let all = features::attributes(&document, &sentences, &parts.lexicon);
        let context = Context::new(&all);
        let mut buffers = Buffers::default();
        for sentence in &sentences {
            let kept = sums(&document, &all, &context, sentence, &parts, &mut buffers);
            for (at, kept) in sentence.clone().zip(kept) {
                let (mut whole, mut active): (Sums, Vec<u64>) = ([0; 32], Vec::new());
                features::features(&document, &all, &context, sentence, at, &mut |feature| active.push(feature));
                parts.weights.add(&active, &mut Vec::new(), &mut whole);
                assert_eq!(kept[..], whole[..], "{}", document.token_text(at));
            }
        }
    }

    #[test]
    fn every_embedded_file_is_sound() {
        // A damaged file would leave its language without names, silently.
        for language in Language::ALL {
            assert!(embedded(*language).is_some(), "{}", language.code());
        }
    }
}
