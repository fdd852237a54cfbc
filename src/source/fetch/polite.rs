//! Manners towards servers: a pace for each host, and pauses before a second try.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The first pause before a second try; it doubles from try to try.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// When each host may be asked next.
#[derive(Debug)]
pub(super) struct Pace {
    interval: Duration,
    next: Mutex<HashMap<String, Instant>>,
}

impl Pace {
    /// At most `rate` inputs a second and host; 0 for no limit.
    pub fn new(rate: f64) -> Self {
        let interval = if rate > 0.0 { Duration::try_from_secs_f64(1.0 / rate).unwrap_or(Duration::MAX) } else { Duration::ZERO };
        Self { interval: interval.min(Duration::from_secs(3600)), next: Mutex::default() }
    }

    /// Takes the next turn at `host`: how long to wait for it.
    pub fn turn(&self, host: &str, now: Instant) -> Duration {
        if self.interval.is_zero() {
            return Duration::ZERO;
        }
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = next.get(host).copied().unwrap_or(now).max(now);
        next.insert(host.to_owned(), turn + self.interval);
        turn - now
    }
}

/// How long to wait before try number `number` (from 1): doubling, and by chance up to half more or less, so that many
/// workers do not come back all at once.
pub(super) fn pause(number: u32) -> Duration {
    let chance = RandomState::new().hash_one(number) % 1024;
    let factor = 0.5 + chance as f64 / 1024.0;
    (FIRST_PAUSE * 2u32.saturating_pow(number.saturating_sub(1).min(10))).mul_f64(factor)
}

/// What a Retry-After header asks for, in seconds or as a date.
pub(super) fn retry_after(value: &str, now: jiff::Timestamp) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(value.trim()).ok()?;
    Some(Duration::try_from(until.duration_since(now)).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_host_has_its_own_pace() {
        let pace = Pace::new(4.0);
        let now = Instant::now();
        let turns: Vec<u128> = (0..4).map(|_| pace.turn("a", now).as_millis()).collect();
        assert_eq!(turns, [0, 250, 500, 750]);
        assert_eq!(pace.turn("b", now), Duration::ZERO);
        assert_eq!(pace.turn("a", now + Duration::from_secs(9)), Duration::ZERO);
        assert_eq!((0..3).map(|_| Pace::new(0.0).turn("a", now)).sum::<Duration>(), Duration::ZERO);
    }

    #[test]
    fn pauses_grow_and_differ() {
        for number in 1..6 {
            let middle = FIRST_PAUSE.as_secs_f64() * f64::from(1 << (number - 1));
            let pauses: Vec<f64> = (0..50).map(|_| pause(number).as_secs_f64()).collect();
            assert!(pauses.iter().all(|p| (middle * 0.5..=middle * 1.5).contains(p)));
            assert!(pauses.iter().any(|p| p != &pauses[0]));
        }
        assert!(pause(u32::MAX) < Duration::from_secs(3600));
    }

    #[test]
    fn retry_after_is_read_both_ways() {
        let now = "2025-10-03T08:00:00Z".parse().unwrap();
        assert_eq!(retry_after("120", now), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Fri, 03 Oct 2025 08:01:00 GMT", now), Some(Duration::from_secs(60)));
        assert_eq!(retry_after("Fri, 03 Oct 2025 07:00:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", now), None);
    }
}
