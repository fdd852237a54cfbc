//! Stage 3: from a document to its facts. The only file that knows every extractor, and the order in which they need each other.

pub mod dates;
pub mod entities;
pub mod figures;
mod pattern;
pub mod questions;
pub mod quotations;
pub mod roles;

use crate::document::Document;
use crate::facts::Facts;
use crate::model::Models;

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
