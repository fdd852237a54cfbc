//! Who holds which post, and who takes or leaves one.
//!
//! A sentence is read in three steps. [`title_reader`] finds title phrases ("l’ancien directeur technique de Stripe"), [`items`]
//! makes one sequence of them, of names, verb groups and words, and the language's patterns ([`rules`]) are matched against it.
//! [`assemble`] turns matches into facts and merges what several sentences say of the same person.

mod assemble;
mod changes;
mod items;
mod merge;
mod organization;
mod phrases;
mod rules;
mod slugs;
mod subjects;
mod title_lead;
mod title_reader;
mod title_tail;
mod titles;
mod verbs;

use crate::document::Document;
use crate::facts::{DateFact, Entities, Role, RoleChange};
use assemble::Assembler;

/// The roles and role changes of `document`, each in reading order.
pub fn find(document: &Document, entities: &Entities, dates: &[DateFact]) -> (Vec<Role>, Vec<RoleChange>) {
    let Some(language) = document.language else { return (Vec::new(), Vec::new()) };
    let mut assembler = Assembler::new(document, entities, dates, language);
    for sentence in 0..document.sentences.len() {
        assembler.read(sentence);
    }
    assembler.finish()
}
