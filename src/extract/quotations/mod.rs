//! Words of others, and who says them.

use crate::document::Document;
use crate::facts::{Entities, Quotation, Role};

/// The quotations of `document`, in reading order.
pub fn find(document: &Document, entities: &Entities, roles: &[Role]) -> Vec<Quotation> {
    let _ = (document, entities, roles);
    Vec::new()
}
