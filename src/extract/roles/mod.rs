//! Who holds which post, and who takes or leaves one.

use crate::document::Document;
use crate::facts::{DateFact, Entities, Role, RoleChange};

/// The roles and role changes of `document`, each in reading order.
pub fn find(document: &Document, entities: &Entities, dates: &[DateFact]) -> (Vec<Role>, Vec<RoleChange>) {
    let _ = (document, entities, dates);
    (Vec::new(), Vec::new())
}
