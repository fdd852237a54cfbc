//! Numbers with their unit, bound, rate, label, owner and date.
//!
//! One scan over the tokens of each block, left to right: [`number`] reads a number, [`quantity`] its unit, [`figure`] joins
//! ranges, counted nouns, rates and bounds and drops what is no figure ([`exclude`]), [`meaning`] says what it is in the story.
//! All words come from the language's tables.

mod atoms;
mod bounds;
mod compose;
mod decimal;
mod digits;
mod exclude;
mod figure;
mod labels;
mod lexicon;
mod meaning;
mod nouns;
mod number;
mod phrases;
mod quantity;
mod units;

use crate::document::{Block, Document, Span};
use crate::facts::{DateFact, Entities, Figure};
use crate::language::Language;
use figure::Raw;
use meaning::Context;
use number::Reader;

/// The figures of `document`, in reading order; `dates` are not figures, and one may be bound to a figure.
pub fn find(document: &Document, entities: &Entities, dates: &[DateFact]) -> Vec<Figure> {
    let Some(language) = document.language else { return Vec::new() };
    let taken = taken(document, entities, dates);
    let mut out = Vec::new();
    let mut atoms = Vec::new();
    for block in &document.blocks {
        atoms::fill(document, block, lexicon::of(language), &taken, &mut atoms);
        let reader =
            Reader { document, atoms: &atoms, lexicon: lexicon::of(language), units: units::of(language), nouns: nouns::of(language) };
        let raws = scan(&reader, language);
        if !raws.is_empty() {
            complete(&reader, language, block, entities, dates, &raws, &mut out);
        }
    }
    out
}

/// Which tokens belong to dates and to names that hold a digit, and so are no figures.
fn taken(document: &Document, entities: &Entities, dates: &[DateFact]) -> Vec<bool> {
    let mut taken = vec![false; document.tokens.len()];
    let names = entities.mentions().iter().map(|m| m.0).filter(|s| document.slice(*s).chars().any(char::is_alphabetic));
    for span in dates.iter().map(|d| d.span).chain(names) {
        taken[document.tokens_in(span)].fill(true);
    }
    taken
}

/// All figures of one block, in order.
fn scan(reader: &Reader<'_, '_>, language: Language) -> Vec<Raw> {
    let bounds = bounds::of(language);
    let mut raws = Vec::new();
    let mut at = 0;
    while at < reader.atoms.len() {
        let next = if reader.atoms[at].first { figure::read(reader, bounds, at, &mut raws) } else { None };
        at = next.map_or(at + 1, |n| n.max(at + 1));
    }
    raws
}

/// Gives the figures of a block their meaning and their places.
fn complete(
    reader: &Reader<'_, '_>,
    language: Language,
    block: &Block,
    entities: &Entities,
    dates: &[DateFact],
    raws: &[Raw],
    out: &mut Vec<Figure>,
) {
    let document = reader.document;
    let labels = labels::of(language);
    for (index, raw) in raws.iter().enumerate() {
        let first = document.tokens[reader.atoms[raw.start].token].span;
        let last = document.tokens[reader.atoms[raw.end - 1].token].span;
        let span = Span::new(first.start, last.end);
        let number = document.sentence_at(span.start).max(block.sentences.start);
        let Some(place) = document.sentences.get(number) else { continue };
        let atom_of = |token: usize| reader.atoms.partition_point(|a| a.token < token);
        let sentence = (atom_of(place.tokens.start), atom_of(place.tokens.end));
        // Only figures nearby matter to each other; all of a long line would make the work quadratic.
        let near = index.saturating_sub(8)..(index + 9).min(raws.len());
        let own = index - near.start;
        let context = Context { reader, labels, entities, dates, sentence, place, figures: &raws[near] };
        let label = context.label(own);
        out.push(Figure {
            span,
            kind: raw.kind,
            value: raw.value,
            high: raw.high,
            unit: raw.unit.map(str::to_owned),
            per: raw.per.clone(),
            bound: raw.bound,
            label: label.map(|l| l.label),
            who: context.owner(own),
            what: context.what(own, label),
            when: context.date(own),
        });
    }
}
