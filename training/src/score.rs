//! Precision, recall and F1 of a labeller on a corpus, by exact borders and class.

use crate::corpus::Item;
use analyze::model::{Kind, Parts, label};
use std::ops::Range;

/// Counts of one class.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Found and right.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// In the corpus.
    pub gold: usize,
}

impl Counts {
    /// Precision, recall, F1 in per cent.
    pub fn rates(self) -> (f64, f64, f64) {
        let share = |n: usize| if n == 0 { 0.0 } else { 100.0 * self.right as f64 / n as f64 };
        let (p, r) = (share(self.found), share(self.gold));
        (p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }
    fn add(&mut self, other: Counts) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
    }
}

/// Counts for each class on `items`.
pub fn score(items: &[Item], parts: &Parts<'_>, errors: usize) -> [Counts; 4] {
    let mut counts = [Counts::default(); 4];
    let mut shown = 0;
    for item in items {
        let found: Vec<(Range<usize>, Kind)> =
            label(&item.document, &item.sentences, parts).into_iter().map(|m| (item.document.span_of(m.tokens).range(), m.kind)).collect();
        for name in &found {
            let counts = &mut counts[name.1 as usize];
            counts.found += 1;
            counts.right += usize::from(item.gold.contains(name));
        }
        for name in &item.gold {
            counts[name.1 as usize].gold += 1;
        }
        let mut tell = |what: &str, name: &(Range<usize>, Kind)| {
            if shown < errors {
                shown += 1;
                let text = &item.document.text;
                let from = (0..=name.0.start).rev().filter(|i| text.is_char_boundary(*i)).nth(45).unwrap_or(0);
                let to = (name.0.end..text.len()).filter(|i| text.is_char_boundary(*i)).nth(30).unwrap_or(text.len());
                let around =
                    format!("{}[{}]{}", &text[from..name.0.start], &text[name.0.clone()], &text[name.0.end..to]).replace('\n', " ");
                println!("    {what} {:?}: {around}", name.1);
            }
        };
        found.iter().filter(|n| !item.gold.contains(n)).for_each(|n| tell("spurious", n));
        item.gold.iter().filter(|n| !found.contains(n)).for_each(|n| tell("missed", n));
    }
    counts
}

/// One line with all classes that the corpus has (other names only where `misc`).
pub fn line(name: &str, counts: &[Counts; 4], misc: bool) -> String {
    let mut all = Counts::default();
    let mut three = Counts::default();
    let mut cells = String::new();
    for kind in Kind::ALL {
        let these = counts[kind as usize];
        if these.gold == 0 || (kind == Kind::Miscellaneous && !misc) {
            continue;
        }
        all.add(these);
        if kind != Kind::Miscellaneous {
            three.add(these);
        }
        let (p, r, f) = these.rates();
        cells += &format!("  {:.4} {p:.1}/{r:.1}/{f:.1}", format!("{kind:?}"));
    }
    let (p, r, f) = all.rates();
    format!("{name:<34} n={:<6} P {p:.1} R {r:.1} F {f:.1}  F(3 classes) {:.1} {cells}", all.gold, three.rates().2)
}
