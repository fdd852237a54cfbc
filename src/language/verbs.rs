//! Verb forms of a table: written out, or a stem and the name of its endings (`déclar+er`).

use crate::document::{fold, fold_into};
use rustc_hash::FxHashMap;

/// The endings that a table names in its section `[ending]`.
#[derive(Debug, Default)]
pub(crate) struct Endings<'a> {
    endings: FxHashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Endings<'a> {
    /// Adds the endings `cell`, separated by `|` (an empty one is the bare stem), under `name`.
    pub(crate) fn insert(&mut self, name: &'a str, cell: &'a str) {
        self.endings.insert(name, cell.split('|').collect());
    }
    /// The folded forms of a verb cell: alternatives separated by `|`, each a form or `stem+name`.
    pub(crate) fn forms(&self, cell: &str) -> Vec<String> {
        let mut out = Vec::new();
        for form in cell.split('|').map(str::trim).filter(|f| !f.is_empty()) {
            match form.split_once('+') {
                Some((stem, name)) => {
                    out.extend(self.endings.get(name).into_iter().flatten().map(|ending| {
                        let mut form = String::with_capacity(stem.len() + ending.len());
                        fold_into(stem, &mut form);
                        fold_into(ending, &mut form);
                        form
                    }));
                }
                None => out.push(fold(form)),
            }
        }
        out
    }
}
