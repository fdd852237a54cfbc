//! Adding number words up: `deux cent vingt mille` is (2 × 100 + 20) × 1000.

/// A sum of number words in progress.
#[derive(Debug, Clone, Copy)]
pub struct Composer {
    total: i128,
    current: i128,
    /// The next addend must be smaller.
    room: i128,
    /// The last scale word's power of ten.
    scale: u32,
    empty: bool,
}

impl Default for Composer {
    fn default() -> Self {
        Self { total: 0, current: 0, room: 1000, scale: 99, empty: true }
    }
}

/// What may follow `value` in a sum: less than its last power of ten (nothing after 11, one digit after 20).
fn room_after(value: i128) -> i128 {
    if value == 0 || value % 100 / 10 == 1 {
        return 1;
    }
    let mut room = 1;
    let mut rest = value;
    while rest % 10 == 0 {
        rest /= 10;
        room *= 10;
    }
    room
}

impl Composer {
    /// Adds a cardinal; `room` overrides what may follow (`soixante` takes up to nineteen). False where it does not fit.
    pub fn add(&mut self, value: i128, room: Option<i128>) -> bool {
        if value >= self.room.max(i128::from(self.empty) * 1_000_000) {
            return false;
        }
        self.current += value;
        self.room = room.unwrap_or_else(|| room_after(value));
        self.empty = false;
        true
    }

    /// Adds tens after a unit and its conjunction, as in `fünfundzwanzig`.
    pub fn add_inverted(&mut self, value: i128) -> bool {
        let fits = (20..100).contains(&value) && value % 10 == 0 && (1..10).contains(&(self.current % 100));
        if fits {
            self.current += value;
            self.room = 1;
        }
        fits
    }

    /// `quatre` + `vingts`.
    pub fn score(&mut self) -> bool {
        let fits = self.current % 100 == 4;
        if fits {
            self.current += 76;
            self.room = 20;
        }
        fits
    }

    /// Multiplies by a hundred.
    pub fn hundred(&mut self) -> bool {
        if self.current >= 100 || (self.current == 0 && self.room <= 100) || (self.current == 0 && !self.empty && self.total == 0) {
            return false;
        }
        self.current = self.current.max(1) * 100;
        self.room = 100;
        self.empty = false;
        true
    }

    /// Multiplies by a power of ten; a larger one after smaller ones takes all (`mil millones`).
    pub fn scale(&mut self, power: u32) -> bool {
        let Some(factor) = 10_i128.checked_pow(power) else { return false };
        if self.current == 0 && !self.empty && power <= self.scale {
            // `crore lakh`: one scale word right after a larger one multiplies it.
            let product = self.total.checked_mul(factor).filter(|p| self.scale < 99 && power < self.scale && *p < 10_i128.pow(27));
            let Some(product) = product else { return false };
            (self.total, self.scale) = (product, self.scale + power);
            return true;
        }
        let sum = if power < self.scale {
            self.current.max(1).checked_mul(factor).and_then(|v| self.total.checked_add(v))
        } else if power > self.scale {
            self.total.checked_add(self.current).and_then(|v| v.checked_mul(factor))
        } else {
            None
        };
        let Some(sum) = sum.filter(|s| *s < 10_i128.pow(27)) else { return false };
        self.total = sum;
        self.current = 0;
        self.room = 1000;
        self.scale = power;
        self.empty = false;
        true
    }

    /// Whether nothing was added yet.
    pub const fn is_empty(&self) -> bool {
        self.empty
    }

    /// Whether an addend could still follow.
    pub const fn has_room(&self) -> bool {
        self.room > 1
    }

    /// Whether `value` would fit as addend.
    pub fn fits(&self, value: i128) -> bool {
        value < self.room
    }

    /// The sum.
    pub const fn value(&self) -> i128 {
        self.total + self.current
    }

    /// The power of ten of the scale word that ends it, 0 where none does.
    pub const fn magnitude(&self) -> u32 {
        if self.current == 0 && self.scale < 99 { self.scale } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_products() {
        let mut c = Composer::default();
        assert!(c.add(2, None) && c.hundred() && c.add(20, None) && c.scale(3));
        assert_eq!((c.value(), c.magnitude()), (220_000, 3));
        assert!(c.add(4, None) && c.score() && c.add(17, None) && !c.add(1, None));
        assert_eq!(c.value(), 220_097);
    }

    #[test]
    fn larger_scale_takes_all_and_order_is_kept() {
        let mut c = Composer::default();
        assert!(c.add(3, None) && c.scale(3) && c.scale(6));
        assert_eq!(c.value(), 3_000_000_000);
        assert!(!c.scale(6));
        let mut d = Composer::default();
        assert!(d.add(20, None) && d.add(3, None) && !d.add(4, None));
        assert_eq!(d.value(), 23);
    }
}
