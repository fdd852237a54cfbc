//! Exact decimal numbers: everything is reckoned with whole mantissas and becomes floating point once, at the end.

/// `mantissa × 10^exponent / divisor`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    mantissa: i128,
    exponent: i32,
    divisor: u32,
}

/// Powers of ten beyond this are no news figures; the limit keeps every sum within `i128`.
const MAX_EXPONENT: i32 = 30;
/// Digits that a mantissa may have when it comes from text.
const MAX_DIGITS: usize = 24;

impl Decimal {
    /// One half.
    pub const HALF: Self = Self { mantissa: 5, exponent: -1, divisor: 1 };

    /// A whole number.
    pub const fn whole(value: i128) -> Self {
        Self { mantissa: value, exponent: 0, divisor: 1 }
    }

    /// From the digits before and after the decimal mark; `None` where there are too many.
    pub fn from_digits(whole: &str, fraction: &str) -> Option<Self> {
        if whole.len() + fraction.len() > MAX_DIGITS {
            return None;
        }
        let mut mantissa: i128 = 0;
        for digit in whole.bytes().chain(fraction.bytes()) {
            mantissa = mantissa * 10 + i128::from(digit.checked_sub(b'0').filter(|&d| d < 10)?);
        }
        Some(Self { mantissa, exponent: -i32::try_from(fraction.len()).ok()?, divisor: 1 })
    }

    /// `self × 10^power`.
    pub fn shift(self, power: i32) -> Self {
        Self { exponent: (self.exponent + power).clamp(-MAX_EXPONENT, MAX_EXPONENT), ..self }
    }

    /// The opposite number.
    pub const fn negated(self) -> Self {
        Self { mantissa: -self.mantissa, ..self }
    }

    /// `self / divisor`; `None` for zero or where the divisor grows too large.
    pub fn divided(self, divisor: u32) -> Option<Self> {
        let divisor = self.divisor.checked_mul(divisor).filter(|&d| d > 0)?;
        Some(Self { divisor, ..self })
    }

    /// `1 / self`; `None` for zero or where the divisor grows too large.
    pub fn inverse(self) -> Option<Self> {
        let divisor = u32::try_from(self.mantissa.unsigned_abs()).ok().filter(|&d| d > 0)?;
        Some(Self { mantissa: self.mantissa.signum() * i128::from(self.divisor), exponent: -self.exponent, divisor })
    }

    /// `self × factor`; `None` on overflow.
    pub fn times(self, factor: Self) -> Option<Self> {
        Some(Self {
            mantissa: self.mantissa.checked_mul(factor.mantissa)?,
            exponent: self.exponent.checked_add(factor.exponent).filter(|e| e.abs() <= MAX_EXPONENT)?,
            divisor: self.divisor.checked_mul(factor.divisor)?,
        })
    }

    /// `self + other`; `None` on overflow.
    pub fn plus(self, other: Self) -> Option<Self> {
        let exponent = self.exponent.min(other.exponent);
        let lift = |d: Self| {
            let power = 10_i128.checked_pow(u32::try_from(d.exponent - exponent).ok()?)?;
            d.mantissa.checked_mul(power)
        };
        let left = lift(self)?.checked_mul(i128::from(other.divisor))?;
        let right = lift(other)?.checked_mul(i128::from(self.divisor))?;
        Some(Self { mantissa: left.checked_add(right)?, exponent, divisor: self.divisor.checked_mul(other.divisor)? })
    }

    /// The nearest floating point number: exact decimal first, one division at the end.
    pub fn to_f64(self) -> f64 {
        let value: f64 = format!("{}e{}", self.mantissa, self.exponent).parse().unwrap_or(f64::NAN);
        if self.divisor == 1 { value } else { value / f64::from(self.divisor) }
    }

    /// The whole number it is, if it is one.
    pub fn as_whole(self) -> Option<i128> {
        if self.divisor != 1 {
            return None;
        }
        if self.exponent >= 0 {
            return self.mantissa.checked_mul(10_i128.checked_pow(self.exponent.unsigned_abs())?);
        }
        let power = 10_i128.checked_pow(self.exponent.unsigned_abs())?;
        (self.mantissa % power == 0).then(|| self.mantissa / power)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_rounding_only() {
        let d = |w, f| Decimal::from_digits(w, f).map(|d| d.shift(6).to_f64());
        assert_eq!(d("4", "1"), Some(4_100_000.0));
        assert_eq!(d("0", "3"), Some(300_000.0));
        assert_eq!(d("1", "005"), Some(1_005_000.0));
        assert_eq!(Decimal::from_digits("7", "62").map(Decimal::to_f64), Some(7.62));
    }

    #[test]
    fn sums_quotients_and_limits() {
        let half = Decimal::whole(3).plus(Decimal::HALF).map(|d| d.shift(6));
        assert_eq!(half.and_then(Decimal::as_whole), Some(3_500_000));
        assert_eq!(Decimal::whole(1).divided(3).map(Decimal::to_f64), Some(1.0 / 3.0));
        assert_eq!(Decimal::from_digits("1234567890123456789012345", ""), None);
        assert_eq!(Decimal::whole(1).divided(0), None);
    }
}
