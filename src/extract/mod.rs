//! Stage 3: from a document to its facts. The only file that knows every extractor, and the order in which they need each other.

pub mod dates;
pub mod entities;
pub mod figures;
mod nouns;
mod pattern;
pub mod questions;
pub mod quotations;
pub mod roles;

use crate::document::Document;
use crate::facts::{Entities, Facts};
use crate::language::Language;
use crate::model::Models;
use std::sync::Once;
use std::thread;

/// Finds all facts of `document`.
pub fn extract(document: &Document, models: &Models) -> Facts {
    let entities = entities::find(document, models, &roles::title_ends(document));
    let dates = dates::find(document);
    let figures = figures::find(document, &entities, &dates);
    let (roles, role_changes) = roles::find(document, &entities, &dates);
    let quotations = quotations::find(document, &entities, &roles);
    let questions = questions::find(document, &entities, &quotations);
    Facts { entities, roles, role_changes, figures, dates, quotations, questions }
}

/// Builds the tables that [`extract`] needs for articles in `language`, in the background: a run over one article spends more time on
/// its language's tables than on the article. Does so once a language.
pub fn prepare(language: Language) {
    static BEGUN: [Once; Language::ALL.len()] = [const { Once::new() }; Language::ALL.len()];
    BEGUN[language.index()].call_once(|| {
        let empty = move || Document::new(Vec::new(), Some(language), None);
        // Where there is no thread to be had, every table is built when it is asked for.
        let _ = thread::Builder::new().spawn(move || {
            let entities = entities::find(&empty(), &Models::default(), &[]);
            figures::find(&empty(), &entities, &[]);
        });
        let _ = thread::Builder::new().spawn(move || {
            let (document, entities) = (empty(), Entities::default());
            let (roles, _) = roles::find(&document, &entities, &[]);
            let quotations = quotations::find(&document, &entities, &roles);
            questions::find(&document, &entities, &quotations);
        });
    });
}
