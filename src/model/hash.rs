//! The hashes that features, clusters and name lists are known by. Changing anything here makes every weight file useless: raise
//! [`super::blob::VERSION`] with it.

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads the bits of `x` over all of the result.
#[inline]
pub const fn spread(x: u64) -> u64 {
    let x = (x ^ (x >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let x = (x ^ (x >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    x ^ (x >> 32)
}

/// One hash of two.
#[inline]
pub const fn mix(a: u64, b: u64) -> u64 {
    spread((a.rotate_left(23) ^ b).wrapping_mul(MULTIPLIER).wrapping_add(a))
}

/// The state of a hash that takes characters one by one.
#[derive(Debug, Clone, Copy)]
pub struct Rolling(u64);

impl Default for Rolling {
    fn default() -> Self {
        Self::new()
    }
}

impl Rolling {
    /// Nothing read yet.
    pub const fn new() -> Self {
        Self(0x5151_a7c3_19e0_4d2b)
    }
    /// Reads `c`; all digits are one.
    #[inline]
    pub const fn push(&mut self, c: char) {
        let c = if c.is_ascii_digit() { '0' } else { c };
        self.0 = (self.0.rotate_left(7) ^ c as u64).wrapping_mul(MULTIPLIER);
    }
    /// The hash of what was read.
    #[inline]
    pub const fn finish(self) -> u64 {
        spread(self.0)
    }
}

/// The hash of a folded word.
pub fn word(folded: &str) -> u64 {
    let mut hash = Rolling::new();
    folded.chars().for_each(|c| hash.push(c));
    hash.finish()
}
