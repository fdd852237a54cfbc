//! An index into a list whose elements have ascending places in a text, so that what lies at an offset is found without a search.

/// How many bits of an offset tell the place within its stretch of text.
const STRETCH: u32 = 5;

/// For each stretch of text, how many elements have their place before it; nothing for the stretches behind the last element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Stretches(Vec<u32>);

impl Stretches {
    /// The index of elements at `places`, which ascend.
    pub(crate) fn of(places: impl Iterator<Item = usize>) -> Self {
        let mut before = Vec::new();
        for (place, number) in places.zip(0..) {
            before.resize(before.len().max((place >> STRETCH) + 1), number);
        }
        Self(before)
    }

    /// How many elements at least have their place before `offset`: all but those of its own stretch. `None` for all of them.
    #[inline]
    pub(crate) fn before(&self, offset: usize) -> Option<usize> {
        self.0.get(offset >> STRETCH).map(|&number| number as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_of_earlier_stretches_are_counted() {
        let places = [0, 3, 31, 32, 200, 200, 1_000];
        let stretches = Stretches::of(places.into_iter());
        for offset in 0..1_100 {
            let before = places.iter().filter(|&&place| place < offset).count();
            let least = stretches.before(offset).unwrap_or(places.len());
            assert!(least <= before, "{offset}");
            let rest = places[least..].iter().take_while(|&&place| place < offset).count();
            assert_eq!(least + rest, before, "{offset}");
            assert!(stretches.before(offset).is_some() || before == places.len(), "{offset}");
        }
    }
}
