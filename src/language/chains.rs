//! Entries of a table by the number of their first word, in an order of their own: what begins alike is looked through one by one.

/// No entry.
const NONE: u32 = u32::MAX;

/// Chains of entries, which are numbered from 0 in the order in which they are added.
#[derive(Debug, Default)]
pub(crate) struct Chains {
    /// The first entry by the number of its first word; those of words that none begins with may lack at the end.
    heads: Vec<u32>,
    /// For each entry the next one.
    next: Vec<u32>,
}

impl Chains {
    /// Adds an entry that begins with the word `first`, behind those of its chain that go before it as `goes_first` says.
    pub(crate) fn add(&mut self, first: u32, goes_first: impl Fn(usize) -> bool) {
        let first = first as usize;
        self.heads.resize(self.heads.len().max(first + 1), NONE);
        let (mut before, mut next) = (NONE, self.heads[first]);
        while next != NONE && goes_first(next as usize) {
            (before, next) = (next, self.next[next as usize]);
        }
        let number = u32::try_from(self.next.len()).unwrap_or(NONE);
        match self.next.get_mut(before as usize) {
            Some(before) => *before = number,
            None => self.heads[first] = number,
        }
        self.next.push(next);
    }

    /// The entries that begin with the word `first`, in their order.
    pub(crate) fn of(&self, first: u32) -> impl Iterator<Item = usize> {
        let entry = |number: u32| Some(number).filter(|number| *number != NONE);
        let head = self.heads.get(first as usize).copied().and_then(entry);
        std::iter::successors(head, move |at| self.next.get(*at as usize).copied().and_then(entry)).map(|at| at as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_keep_their_order() {
        let lengths = [2, 3, 2, 1, 3];
        let mut chains = Chains::default();
        for length in lengths {
            chains.add(4, |other| lengths[other] >= length);
        }
        chains.add(1, |_| true);
        assert!(chains.of(4).eq([1, 4, 0, 2, 3]) && chains.of(1).eq([5]));
        assert!(chains.of(0).next().is_none() && chains.of(9).next().is_none());
    }
}
