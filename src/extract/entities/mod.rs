//! Named entities: mentions from the sequence labeller and rules, then one identity for all forms of a name.

use crate::document::Document;
use crate::facts::Entities;
use crate::model::Models;

/// The entities of `document`.
pub fn find(document: &Document, models: &Models) -> Entities {
    let _ = (document, models);
    Entities::default()
}
