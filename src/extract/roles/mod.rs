//! Who holds which post, and who takes or leaves one.
//!
//! A sentence is read in three steps. [`title_reader`] finds title phrases ("l’ancien directeur technique de Stripe"), [`items`]
//! makes one sequence of them, of names, verb groups and words, and the language's patterns ([`rules`]) are matched against it.
//! [`assemble`] turns matches into facts and merges what several sentences say of the same person.

mod adjuncts;
mod adverbials;
mod agreement;
mod anaphors;
mod antecedents;
mod assemble;
mod attributes;
mod changes;
mod choice;
mod columns;
mod crowds;
mod deeds;
mod descriptions;
mod elided;
mod ellipsis;
mod forms;
mod fronted;
mod holding;
mod houses;
mod inflections;
mod insertions;
mod inversion;
mod items;
mod known;
mod later;
mod leading;
mod lists;
mod merge;
mod moved;
mod named;
mod nameless;
mod officers;
mod organization;
mod portfolios;
mod pronouns;
mod rules;
mod sections;
mod sequence;
mod slugs;
mod statements;
mod subjects;
mod teams;
mod times;
mod title_adjectives;
mod title_adjuncts;
mod title_lead;
mod title_nouns;
mod title_organization;
mod title_phrase;
mod title_reader;
mod title_tail;
mod titles;
mod towns;
mod vacancies;
mod verbs;

use crate::document::Document;
use crate::facts::{DateFact, Entities, Role, RoleChange};
use assemble::Assembler;

/// For each token of `document` whether a title of the table ends with it ("vice-chancellor", "directrice générale"): a name that
/// follows is that of a person.
pub fn title_ends(document: &Document) -> Vec<bool> {
    let mut ends = vec![false; document.tokens.len()];
    if let Some(language) = document.language {
        let titles = titles::of(language);
        let words = titles.read(document);
        for sentence in &document.sentences {
            let (mut at, end) = (sentence.tokens.start, sentence.tokens.end);
            while at < end {
                let length = titles.told(&words, at, end).unwrap_or(0);
                if length > 0 {
                    // A capital that only its last word has may be that of a name within ("president of the European Commission").
                    let capital = |t: usize| document.tokens[t].capital;
                    ends[at + length - 1] = !capital(at + length - 1) || (at..at + length).all(capital);
                }
                at += length.max(1);
            }
        }
    }
    ends
}

/// The roles and role changes of `document`, each in reading order.
pub fn find(document: &Document, entities: &Entities, dates: &[DateFact]) -> (Vec<Role>, Vec<RoleChange>) {
    let Some(language) = document.language else { return (Vec::new(), Vec::new()) };
    let mut assembler = Assembler::new(document, entities, dates, language);
    assembler.read_all();
    assembler.finish()
}
