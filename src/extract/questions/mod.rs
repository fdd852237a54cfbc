//! Questions, direct and indirect.

use crate::document::Document;
use crate::facts::{Entities, Question, Quotation};

/// The questions of `document`, in reading order.
pub fn find(document: &Document, entities: &Entities, quotations: &[Quotation]) -> Vec<Question> {
    let _ = (document, entities, quotations);
    Vec::new()
}
