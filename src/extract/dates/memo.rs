//! What was read last, by place: many patterns ask for the same numbers and inner dates.

use std::cell::Cell;

/// How many places are remembered; a power of two.
const PLACES: usize = 32;

/// The last readings, by a key that says place and kind.
#[derive(Debug)]
pub(super) struct Memo<T: Copy>([Cell<(usize, Option<T>)>; PLACES]);

impl<T: Copy> Default for Memo<T> {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Cell::new((usize::MAX, None))))
    }
}

impl<T: Copy> Memo<T> {
    /// What is known of `key`, or what `read` says.
    pub(super) fn get(&self, key: usize, read: impl FnOnce() -> Option<T>) -> Option<T> {
        let Some(cell) = self.0.get(key % PLACES) else { return read() };
        let (known, found) = cell.get();
        if known == key {
            return found;
        }
        let found = read();
        cell.set((key, found));
        found
    }
}
