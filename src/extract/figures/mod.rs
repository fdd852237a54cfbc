//! Numbers with their unit, bound, rate, label, owner and date.

use crate::document::Document;
use crate::facts::{DateFact, Entities, Figure};

/// The figures of `document`, in reading order; `dates` are not figures, and one may be bound to a figure.
pub fn find(document: &Document, entities: &Entities, dates: &[DateFact]) -> Vec<Figure> {
    let _ = (document, entities, dates);
    Vec::new()
}
