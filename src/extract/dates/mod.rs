//! Calendar expressions, absolute and relative, with their relation to what they date.

use crate::document::Document;
use crate::facts::DateFact;

/// The dates of `document`, in reading order.
pub fn find(document: &Document) -> Vec<DateFact> {
    let _ = document;
    Vec::new()
}
