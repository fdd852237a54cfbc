//! The line that shows how far a batch has come, for a person at a terminal.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The pause between two drawings.
const PAUSE: Duration = Duration::from_millis(200);

/// How many inputs there are, as far as they have been counted; [`usize::MAX`] while they are not.
#[derive(Debug, Clone)]
pub struct Total(Arc<AtomicUsize>);

impl Default for Total {
    fn default() -> Self {
        Self(Arc::new(AtomicUsize::new(usize::MAX)))
    }
}

impl Total {
    /// Tells the total.
    pub fn set(&self, total: usize) {
        self.0.store(total, Ordering::Relaxed);
    }

    fn get(&self) -> Option<usize> {
        Some(self.0.load(Ordering::Relaxed)).filter(|&t| t != usize::MAX)
    }
}

/// The line on standard error.
#[derive(Debug)]
pub struct Progress {
    begun: Instant,
    drawn: Option<Instant>,
    total: Total,
    /// Inputs that were done before this run.
    before: usize,
}

impl Progress {
    /// A line for a run that begins now, with `before` of the inputs done already.
    pub fn new(total: Total, before: usize) -> Self {
        Self { begun: Instant::now(), drawn: None, total, before }
    }

    /// Draws the line anew, if it is time.
    pub fn draw(&mut self, done: usize, failed: usize) {
        let now = Instant::now();
        if self.drawn.is_some_and(|drawn| now.duration_since(drawn) < PAUSE) {
            return;
        }
        self.drawn = Some(now);
        let text = line(self.before + done, self.total.get(), done as f64 / now.duration_since(self.begun).as_secs_f64().max(1e-3), failed);
        let mut err = io::stderr().lock();
        let _ = write!(err, "\r\x1b[K{text}").and_then(|()| err.flush());
    }

    /// Takes the line away, so that something else can be said.
    pub fn clear(&mut self) {
        if self.drawn.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

fn line(done: usize, total: Option<usize>, rate: f64, failed: usize) -> String {
    let of = total.map(|t| format!("/{t} ({} %)", done * 100 / t.max(1))).unwrap_or_default();
    let failed = if failed > 0 { format!("  {failed} failed") } else { String::new() };
    let left = total.filter(|_| rate > 0.0).map(|t| t.saturating_sub(done) as f64 / rate);
    let left = left.map(|s| format!("  {} left", clock(s as u64))).unwrap_or_default();
    format!("{done}{of}  {rate:.0}/s{failed}{left}")
}

fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_and_how_long() {
        assert_eq!(line(50, Some(200), 10.0, 0), "50/200 (25 %)  10/s  0:15 left");
        assert_eq!(line(50, Some(100_000), 10.0, 3), "50/100000 (0 %)  10/s  3 failed  2:46:35 left");
        assert_eq!(line(7, None, 2.5, 1), "7  2/s  1 failed");
        assert_eq!(line(0, Some(0), 0.0, 0), "0/0 (0 %)  0/s");
    }
}
