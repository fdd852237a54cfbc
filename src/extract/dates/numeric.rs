//! Dates in digits alone: `2024-03-12`, `12/03/2024`, `12.03.2024`, `22/04`.

use super::calendar::Fields;
use super::numbers;
use super::scan::Scan;
use crate::language::Language;

/// The date in digits at `at`: the place after it, its fields, and whether it can be nothing else.
pub(super) fn date(scan: &Scan<'_>, at: usize) -> Option<(usize, Fields, bool)> {
    if !scan.is_number(at) || scan.glued(at) && at > 0 && matches!(scan.text(at - 1), "/" | "-" | ":" | "+" | "#" | "$" | "€" | "£") {
        return None;
    }
    if scan.text(at).contains('.') {
        return dotted(scan, at);
    }
    let first = scan.text(at);
    let mark = scan.text(at + 1);
    if !matches!(mark, "/" | "-" | "–") || !scan.glued(at + 1) || !scan.is_number(at + 2) || !scan.glued(at + 2) {
        return None;
    }
    let second = scan.text(at + 2);
    let third =
        (scan.text(at + 3) == mark && scan.glued(at + 3) && scan.glued(at + 4) && scan.is_number(at + 4)).then(|| scan.text(at + 4));
    // More digits glued to it make it something longer.
    let end = if third.is_some() { at + 5 } else { at + 3 };
    if scan.glued(end) && matches!(scan.text(end), "/" | "-" | "%" | ":") && scan.is_number(end + 1) {
        return None;
    }
    match third {
        Some(third) if first.len() == 4 => {
            let fields = ymd(number(first)?, number(second)?, number(third)?)?;
            Some((end, fields, true))
        }
        Some(third) => {
            let year = full_year(third)?;
            ordered(scan, number(first)?, number(second)?, Some(year)).map(|f| (end, f, true))
        }
        None if mark == "/" && first.len() <= 2 && second.len() == 4 => {
            let (month, year) = (number(first)?, number(second)?);
            let known = (1..=12).contains(&month) && (1900..2100).contains(&year);
            known.then(|| (end, Fields { month: i8::try_from(month).ok(), ..Fields::of_year(year) }, true))
        }
        None if first.len() == 4 && second.len() == 2 && mark == "-" => {
            let (year, month) = (number(first)?, number(second)?);
            let known = (1..=12).contains(&month) && (1900..2100).contains(&year) && second.starts_with(['0']);
            known.then(|| (end, Fields { month: i8::try_from(month).ok(), ..Fields::of_year(year) }, true))
        }
        None if mark == "/" && first.len() <= 2 && second.len() <= 2 => {
            let fields = ordered(scan, number(first)?, number(second)?, None)?;
            Some((end, fields, first.len() == 2 && second.len() == 2 && first != "24"))
        }
        None => None,
    }
}

/// `12.03.2024`, and in German `12.3.`.
fn dotted(scan: &Scan<'_>, at: usize) -> Option<(usize, Fields, bool)> {
    let mut parts = scan.text(at).split('.');
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() || first.len() > 2 || second.len() > 2 {
        return None;
    }
    match third {
        Some(third) => Some((at + 1, ordered(scan, number(first)?, number(second)?, Some(full_year(third)?))?, true)),
        None if scan.grammar.language == Language::De && scan.text(at + 1) == "." && scan.glued(at + 1) => {
            Some((at + 2, ordered(scan, number(first)?, number(second)?, None)?, false))
        }
        None => None,
    }
}

fn number(text: &str) -> Option<i32> {
    if text.len() <= 4 { text.parse().ok() } else { None }
}

/// The year of four digits, or of two digits within the hundred years that end some decades ahead.
fn full_year(text: &str) -> Option<i32> {
    let n = number(text)?;
    match text.len() {
        4 if (1000..3000).contains(&n) => Some(n),
        2 if n < 50 => Some(2000 + n),
        2 => Some(1900 + n),
        _ => None,
    }
}

fn ymd(year: i32, month: i32, day: i32) -> Option<Fields> {
    let fields = Fields { month: i8::try_from(month).ok(), day: i8::try_from(day).ok(), ..Fields::of_year(year) };
    (fields.exists() && month > 0 && day > 0).then_some(fields)
}

/// Day and month in the order of the language, or in the other where only that exists.
fn ordered(scan: &Scan<'_>, first: i32, second: i32, year: Option<i32>) -> Option<Fields> {
    let try_order = |day: i32, month: i32| ymd(year.unwrap_or(2000), month, day).map(|f| Fields { year, ..f });
    let month_first = scan.grammar.language == Language::En;
    let (usual, other) = if month_first { ((second, first), (first, second)) } else { ((first, second), (second, first)) };
    try_order(usual.0, usual.1).or_else(|| try_order(other.0, other.1))
}

/// The two-digit second year of `2023-24`, given the first.
pub(super) fn short_year(scan: &Scan<'_>, at: usize, first: i32) -> Option<i32> {
    let n = numbers::digits(scan, at).filter(|_| scan.text(at).len() == 2)?;
    let year = first / 100 * 100 + n;
    let year = if year <= first { year + 100 } else { year };
    (year - first <= 60).then_some(year)
}
