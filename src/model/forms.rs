//! What a word's own features add up to at every place around a token. Most words of a text come again, so their sums are kept, a
//! bounded number a thread.

use super::features::{self, Attributes, WINDOW};
use super::hash::mix;
use super::weights::Sums;
use super::{LABELS, Parts};
use std::cell::RefCell;

/// The sums of one word, by the place in the window that it stands at. A word has fewer than thirty features at a place, of 8 bits each.
pub type Row = [[i16; LABELS]; WINDOW];

/// How many words a thread keeps: about three of four words of running text are among them.
const SLOTS: usize = 4096;

/// Sums by word: a word has one slot, which the last word that has the same keeps.
struct Forms {
    /// By slot, 0 where it is free.
    keys: Vec<u64>,
    /// Where the row of each slot lies: a short text fills few, and the memory of all takes longer to get than its labels.
    places: Vec<u16>,
    rows: Vec<Row>,
}

thread_local! {
    static FORMS: RefCell<Forms> = const { RefCell::new(Forms { keys: Vec::new(), places: Vec::new(), rows: Vec::new() }) };
}

/// Appends the sums that the weights of `parts` give `tokens`, whose folded forms `folded` gives by index, to `rows`.
pub fn rows<'d>(parts: &Parts<'_>, tokens: &[Attributes], folded: impl Fn(usize) -> &'d str, rows: &mut Vec<Row>) {
    let (mut active, mut places) = (Vec::new(), Vec::new());
    FORMS.with_borrow_mut(|forms| {
        forms.keys.resize(SLOTS, 0);
        forms.places.resize(SLOTS, 0);
        for (index, token) in tokens.iter().enumerate() {
            let key = mix(parts.checksum, mix(token.word, mix(token.shape, token.short))).max(1);
            let slot = key as usize % SLOTS;
            if forms.keys[slot] != key {
                let row = std::array::from_fn(|place| {
                    active.clear();
                    features::of_word(token, folded(index), place, &mut |feature| active.push(feature));
                    let mut sums: Sums = [0; 32];
                    parts.weights.add(&active, &mut places, &mut sums);
                    std::array::from_fn(|label| i16::try_from(sums[label]).unwrap_or_default())
                });
                if std::mem::replace(&mut forms.keys[slot], key) == 0 {
                    forms.places[slot] = u16::try_from(forms.rows.len()).unwrap_or_default();
                    forms.rows.push(row);
                } else {
                    forms.rows[usize::from(forms.places[slot])] = row;
                }
            }
            rows.push(forms.rows[usize::from(forms.places[slot])]);
        }
    });
}
