//! Verb forms of a table: written out, or a stem and the name of its endings (`déclar+er`).

use crate::document::{fold, fold_into};
use rustc_hash::FxHashMap;

/// The endings that a table names in its section `[ending]`.
#[derive(Debug, Default)]
pub(crate) struct Endings<'a> {
    /// By name, folded.
    endings: FxHashMap<&'a str, Vec<String>>,
}

impl<'a> Endings<'a> {
    /// Adds the endings `cell`, separated by `|` (an empty one is the bare stem), under `name`.
    pub(crate) fn insert(&mut self, name: &'a str, cell: &'a str) {
        self.endings.insert(name, cell.split('|').map(fold).collect());
    }
    /// Hands `each` the folded forms of a verb cell: alternatives separated by `|`, each a form or `stem+name`.
    pub(crate) fn forms(&self, cell: &str, mut each: impl FnMut(&str)) {
        let mut folded = String::new();
        for form in cell.split('|').map(str::trim).filter(|f| !f.is_empty()) {
            folded.clear();
            let Some((stem, name)) = form.split_once('+') else {
                fold_into(form, &mut folded);
                each(&folded);
                continue;
            };
            fold_into(stem, &mut folded);
            let length = folded.len();
            for ending in self.endings.get(name).into_iter().flatten() {
                folded.push_str(ending);
                each(&folded);
                folded.truncate(length);
            }
        }
    }
}
