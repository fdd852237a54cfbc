//! Numbers as dates need them: small, whole, in digits or words; days, years, Roman centuries.

use super::lexicon::Class;
use super::scan::{Scan, parted};
use crate::document::TokenKind;
use crate::language::Language;

/// The value of a suffix that may stand apart from its number (`le 1 er mai`), as where a page raises it.
pub(super) const APART: i32 = 1;
/// How many tokens a number in words may take.
pub(super) const MAX_WORDS: usize = 8;

/// The value of digits, where token `at` is nothing else and short.
pub(super) fn digits(scan: &Scan<'_>, at: usize) -> Option<i32> {
    if !scan.is_number(at) {
        return None;
    }
    let text = scan.text(at);
    (text.len() <= 4).then(|| text.parse().ok()).flatten()
}

/// A whole number in digits or words, with the place after it.
pub(super) fn count(scan: &Scan<'_>, at: usize) -> Option<(usize, i32)> {
    match digits(scan, at) {
        // Part of a decimal, a grouped or a signed number, or of something longer.
        Some(n) => alone(scan, at).then_some((at + 1, n)),
        None => scan.counts.get(at, || words(scan, at, false)),
    }
}

/// Whether the digits at `at` are not glued to something before.
fn alone(scan: &Scan<'_>, at: usize) -> bool {
    if at > 0 && matches!(scan.text(at - 1), "$" | "€" | "£" | "¥") {
        return false;
    }
    !scan.glued(at)
        || at == 0
        || !matches!(scan.document.tokens[at - 1].kind, TokenKind::Symbol | TokenKind::Word)
        || scan.text(at - 1).ends_with('\'')
}

/// A number in words. With `year`, two tens side by side are hundreds and units (`nineteen eighty`).
fn words(scan: &Scan<'_>, at: usize, year: bool) -> Option<(usize, i32)> {
    let (mut total, mut current, mut end, mut seen, mut pairs) = (0_i32, 0_i32, at, false, false);
    let mut place = at;
    while place < scan.end && place < at + MAX_WORDS {
        let single = scan.phrase(place, Class::Number);
        let parts = if single.is_none() { compound(scan, place) } else { None };
        let step = match (single, &parts) {
            (Some((len, phrase)), _) => Some((len, std::slice::from_ref(&phrase.value))),
            (None, Some(values)) => Some((1, values.as_slice())),
            (None, None) => None,
        };
        let Some((len, values)) = step else {
            let and = scan.phrase(place, Class::And).filter(|_| seen && place == end);
            let Some((len, _)) = and else { break };
            place += len;
            continue;
        };
        let (mut t, mut c) = (total, current);
        let fits = values.iter().all(|&v| accept(&mut t, &mut c, v, year, &mut pairs));
        if !fits {
            break;
        }
        (total, current, seen) = (t, c, true);
        place += len;
        end = place;
    }
    seen.then_some((end, total.checked_add(current)?))
}

/// Adds the word for `v` to the number so far, if it may follow.
fn accept(total: &mut i32, current: &mut i32, v: i32, year: bool, pairs: &mut bool) -> bool {
    let open =
        |c: i32| (v < 10 && c % 10 == 0 && c % 100 != 10) || (v < 20 && (c % 100 == 60 || c % 100 == 80)) || (v < 100 && c % 100 == 0);
    match v {
        1000 if *total == 0 && *current < 100 => {
            *total = (*current).max(1) * 1000;
            *current = 0;
        }
        100 if *current < 100 => *current = (*current).max(1) * 100,
        _ if v >= 100 => return false,
        _ if *current == 0 && !*pairs => *current = v,
        _ if open(*current) => *current += v,
        _ if year && !*pairs && *total == 0 && (10..=21).contains(current) && v >= 10 => {
            *pairs = true;
            *current = *current * 100 + v;
        }
        _ => return false,
    }
    true
}

/// The values of a hyphenated numeral that the table does not hold as a whole.
fn compound(scan: &Scan<'_>, at: usize) -> Option<Vec<i32>> {
    let text = scan.text(at);
    if !text.contains('-') || text.len() > 40 {
        return None;
    }
    let lexicon = &scan.grammar.lexicon;
    let mut values = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut head = rest;
        let value = loop {
            if let Some(value) = lexicon.word(head, Class::Number) {
                break Some(value);
            }
            match head.rfind('-') {
                Some(cut) => head = &head[..cut],
                None => break lexicon.word(head, Class::And).map(|_| 0),
            }
        }?;
        if value > 0 || head == "0" {
            values.push(value);
        }
        rest = rest[head.len()..].trim_start_matches('-');
    }
    (!values.is_empty()).then_some(values)
}

/// An ordinal in digits (`3rd`, `1er`) or words.
pub(super) fn ranking(scan: &Scan<'_>, at: usize) -> Option<(usize, i32)> {
    scan.rankings.get(at, || ordinal(scan, at))
}

fn ordinal(scan: &Scan<'_>, at: usize) -> Option<(usize, i32)> {
    if let Some(n) = digits(scan, at) {
        let (len, _) = scan.phrase(at + 1, Class::Suffix).filter(|(_, p)| scan.glued(at + 1) || p.value == APART)?;
        return Some((at + 1 + len, n));
    }
    if let Some((len, phrase)) = scan.phrase(at, Class::Ordinal) {
        return Some((at + len, phrase.value));
    }
    // "twenty first", "twenty-first"
    let tens = scan.phrase(at, Class::Number).filter(|(_, p)| p.value >= 20 && p.value % 10 == 0);
    if let Some((len, tens)) = tens
        && let Some((more, ones)) = scan.phrase(at + len, Class::Ordinal).filter(|(_, p)| (1..10).contains(&p.value))
    {
        return Some((at + len + more, tens.value + ones.value));
    }
    let (tens, ones) = scan.text(at).split_once('-')?;
    let lexicon = &scan.grammar.lexicon;
    let (tens, ones) = (lexicon.word(tens, Class::Number)?, lexicon.word(ones, Class::Ordinal)?);
    (tens >= 20 && (1..10).contains(&ones)).then_some((at + 1, tens + ones))
}

/// A day of the month, in every way it may be read at `at`.
pub(super) fn day(scan: &Scan<'_>, at: usize, next: &mut dyn FnMut(usize, i32) -> bool) -> bool {
    let valid = |n: i32| (1..=31).contains(&n);
    if let Some((end, n)) = ranking(scan, at).filter(|(_, n)| valid(*n) && (*n == 1 || scan.is_number(at) || counts_days(scan)))
        && next(end, n)
    {
        return true;
    }
    if scan.is_number(at) {
        return scan.text(at).len() <= 2
            && alone(scan, at)
            && !continued(scan, at + 1)
            && digits(scan, at).is_some_and(|n| valid(n) && next(at + 1, n));
    }
    // The word for one is an article as well.
    scan.counts.get(at, || words(scan, at, false)).is_some_and(|(end, n)| valid(n) && n > 1 && next(end, n))
}

/// Whether days after the first are told by ordinals in words: `the third of May`, but `le trois mai`.
fn counts_days(scan: &Scan<'_>) -> bool {
    matches!(scan.grammar.language, Language::En | Language::De | Language::Nl)
}

/// Whether what stands at `at`, after digits, makes them the start of something other than a day.
fn continued(scan: &Scan<'_>, at: usize) -> bool {
    if at >= scan.end {
        return false;
    }
    let token = scan.document.tokens[at];
    match token.kind {
        TokenKind::Symbol => true,
        // "dimanche 3 000 foyers"
        TokenKind::Number if token.spaced && scan.text(at).len() == 3 => true,
        TokenKind::Word | TokenKind::Number => {
            !token.spaced || scan.phrase(at, Class::Hour).is_some() || scan.phrase(at, Class::Meridiem).is_some()
        }
        _ => !token.spaced && matches!(scan.text(at), ":" | "/") && scan.is_number(at + 1) && scan.glued(at + 1),
    }
}

/// A year in four digits, or in words.
pub(super) fn year(scan: &Scan<'_>, at: usize, next: &mut dyn FnMut(usize, i32) -> bool) -> bool {
    if scan.is_number(at) {
        return scan.text(at).len() == 4
            && alone(scan, at)
            && digits(scan, at).is_some_and(|n| (1000..3000).contains(&n) && !decimal(scan, at) && next(at + 1, n));
    }
    if let Some(year) = parted_year(scan, at) {
        return next(at + 1, year);
    }
    if let Some(year) = short_year(scan, at) {
        return next(at + 2, year);
    }
    // Round hundreds in words are mostly numbers of things.
    words(scan, at, true).is_some_and(|(end, n)| (1000..3000).contains(&n) && (n % 100 != 0 || n >= 1900) && next(end, n))
}

/// The year of `’98`.
pub(super) fn short_year(scan: &Scan<'_>, at: usize) -> Option<i32> {
    if scan.text(at) != "'" || !scan.glued(at + 1) || scan.text(at + 1).len() != 2 {
        return None;
    }
    digits(scan, at + 1).map(|n| if n <= 30 { 2000 + n } else { 1900 + n })
}

/// The decade of `mid-1990s`.
pub(super) fn parted_decade(scan: &Scan<'_>, at: usize) -> Option<i32> {
    let text = scan.text(at);
    if !text.contains(|c: char| c.is_ascii_digit()) || scan.is_number(at) {
        return None;
    }
    let rest = parted(scan.grammar, text)?;
    let (year, tail) = rest.split_at_checked(4)?;
    scan.grammar.lexicon.word(tail, Class::DecadeSuffix)?;
    year.parse().ok().filter(|n| (1000..3000).contains(n))
}

/// The year of `mid-2025`.
pub(super) fn parted_year(scan: &Scan<'_>, at: usize) -> Option<i32> {
    let text = scan.text(at);
    if !text.ends_with(|c: char| c.is_ascii_digit()) || scan.is_number(at) {
        return None;
    }
    let rest = parted(scan.grammar, text).filter(|rest| rest.len() == 4)?;
    rest.parse().ok().filter(|n| (1000..3000).contains(n))
}

/// Whether more digits follow as part of the same number.
fn decimal(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_number(at + 1) && scan.text(at + 1).len() == 3 && !scan.glued(at + 1)
}

/// A Roman numeral in capitals, with or without the mark of an ordinal.
pub(super) fn roman(scan: &Scan<'_>, at: usize) -> Option<i32> {
    if !scan.document.tokens.get(at)?.capital || at >= scan.end {
        return None;
    }
    let text = scan.document.token_text(at);
    let digits = text.trim_start_matches(['I', 'V', 'X']);
    let numeral = &text[..text.len() - digits.len()];
    let tail = digits.to_lowercase();
    let tail = tail.as_str();
    if numeral.is_empty() || numeral.len() > 6 || !(tail.is_empty() || scan.grammar.lexicon.word(tail, Class::Suffix).is_some()) {
        return None;
    }
    let value = |b: u8| match b {
        b'I' => 1,
        b'V' => 5,
        _ => 10,
    };
    let bytes = numeral.as_bytes();
    let total = bytes.iter().enumerate().fold(0, |sum, (i, &b)| {
        let v = value(b);
        if bytes.get(i + 1).is_some_and(|&n| value(n) > v) { sum - v } else { sum + v }
    });
    (1..=30).contains(&total).then_some(total)
}
