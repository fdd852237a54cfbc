//! Numbers in digits: which separators group and which mark decimals, groups set apart by white space, fractions.

use super::decimal::Decimal;
use super::number::Reader;

/// Digits read from the text.
#[derive(Debug, Clone, Copy)]
pub struct Digits {
    /// One past the last atom.
    pub end: usize,
    /// The value.
    pub value: Decimal,
    /// Whether it is a whole number written without any separator.
    pub plain: bool,
}

/// `½` and its like: numerator and denominator.
pub fn vulgar(text: &str) -> Option<(i128, u32)> {
    Some(match text {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    })
}

/// Reads digits that begin at atom `at`.
pub fn read(reader: &Reader<'_, '_>, at: usize) -> Option<Digits> {
    let text = reader.text(at);
    if let Some((above, below)) = vulgar(text) {
        return Some(Digits { end: at + 1, value: Decimal::whole(above).divided(below)?, plain: false });
    }
    if matches!(text, "." | ",") {
        return leading_mark(reader, at);
    }
    let (mut value, mut grouped) = parse(text, reader.lexicon.decimal_comma)?;
    let mut end = at + 1;
    if let Some((stop, joined)) = spaced_groups(reader, at) {
        (value, _) = parse_groups(&joined, reader.lexicon.decimal_comma)?;
        end = stop;
        grouped = true;
    }
    let plain = !grouped && text.bytes().all(|b| b.is_ascii_digit());
    if plain && let Some(fraction) = fraction(reader, at, value) {
        return Some(fraction);
    }
    if let Some((stop, value)) = exponent(reader, end, value) {
        return Some(Digits { end: stop, value, plain: false });
    }
    if let Some((stop, value)) = power(reader, end, value) {
        return Some(Digits { end: stop, value, plain: false });
    }
    if plain && let Some(mixed) = mixed(reader, end, value) {
        return Some(mixed);
    }
    // A number that goes on as something else is none: 192.168.1.2, 17/05/2018, 10:30.
    Some(Digits { end, value, plain })
}

/// `.75`, `,5`: a mark with digits glued to it, after white space or an opening sign.
fn leading_mark(reader: &Reader<'_, '_>, at: usize) -> Option<Digits> {
    let next = reader.atom(at + 1).filter(|a| a.is_number() && !a.spaced)?;
    let free = reader.atom(at)?.spaced || at.checked_sub(1).is_some_and(|b| matches!(reader.text(b), "(" | "-" | "+" | "$" | "€" | "£"));
    if !free || !next.text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(Digits { end: at + 2, value: Decimal::from_digits("0", next.text)?, plain: false })
}

/// A number token: its value, and whether it holds separators. `None` where its separators fit no number.
pub fn parse(text: &str, decimal_comma: bool) -> Option<(Decimal, bool)> {
    let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let Some(&(last, mark)) = marks.last() else {
        return Some((Decimal::from_digits(text, "")?, false));
    };
    let after = &text[last + mark.len_utf8()..];
    let alone = marks.iter().filter(|(_, c)| *c == mark).count() == 1;
    let decimal = if mark == '\'' {
        false
    } else if marks.len() == 1 {
        let own = if decimal_comma { ',' } else { '.' };
        mark == own || after.len() != 3 || last > 3 || text.starts_with('0')
    } else {
        alone
    };
    let (head, fraction) = if decimal { (&text[..last], after) } else { (text, "") };
    let mut whole = String::with_capacity(head.len());
    let groups: Vec<&str> = head.split(|c: char| !c.is_ascii_digit()).collect();
    if !well_grouped(&groups) {
        return None;
    }
    groups.iter().for_each(|g| whole.push_str(g));
    Some((Decimal::from_digits(&whole, fraction)?, true))
}

/// Threes, or as in India twos with three at the end.
fn well_grouped(groups: &[&str]) -> bool {
    match groups {
        [_] => true,
        [first, middle @ .., last] => {
            (1..=3).contains(&first.len())
                && last.len() == 3
                && (middle.iter().all(|g| g.len() == 3) || (first.len() <= 2 && middle.iter().all(|g| g.len() == 2)))
        }
        [] => false,
    }
}

/// `3 000`, `1 234 567,8`: groups of three digits, each after one space of any kind.
fn spaced_groups(reader: &Reader<'_, '_>, at: usize) -> Option<(usize, String)> {
    let first = reader.text(at);
    if first.len() > 3 || first.starts_with('0') || !first.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut joined = first.to_owned();
    let mut end = at + 1;
    while let Some(atom) = reader.atom(end).filter(|a| a.is_number() && a.spaced && !a.taken) {
        let gap = reader.document.tokens[reader.atoms[end - 1].token].span.end;
        let one_space =
            reader.document.text.get(gap..reader.document.tokens[atom.token].span.start).is_some_and(|g| g.chars().count() == 1);
        let digits = atom.text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &atom.text[digits..];
        let own_mark = if reader.lexicon.decimal_comma { ',' } else { '.' };
        if !one_space || digits != 3 || !(rest.is_empty() || rest.starts_with(own_mark) || rest.len() != 4) {
            break;
        }
        joined.push(' ');
        joined.push_str(atom.text);
        end += 1;
        if !rest.is_empty() || joined.len() > 32 {
            break;
        }
    }
    (end > at + 1).then_some((end, joined))
}

fn parse_groups(joined: &str, _decimal_comma: bool) -> Option<(Decimal, bool)> {
    let (whole, fraction) = joined.split_once([',', '.']).unwrap_or((joined, ""));
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((Decimal::from_digits(&digits, fraction)?, true))
}

/// Denominators that fractions in digits are written with; `9/11` and `24/7` are none.
fn plausible(above: i128, below: i128) -> bool {
    above < below && above > 0 && (matches!(below, 2..=6 | 8 | 10 | 12 | 16 | 20 | 32 | 64 | 100 | 1000))
}

/// `1/4`; not part of `1/4/2020`.
fn fraction(reader: &Reader<'_, '_>, at: usize, above: Decimal) -> Option<Digits> {
    let slash = at + 1;
    if !matches!(reader.text(slash), "/" | "⁄") || !reader.glued(slash) || !reader.glued(slash + 1) {
        return None;
    }
    let below = reader.atom(slash + 1).filter(|a| a.is_number() && a.text.len() <= 4)?.text.parse::<i128>().ok()?;
    let chained =
        matches!(reader.text(slash + 2), "/" | "-") && reader.glued(slash + 2) && reader.atom(slash + 3).is_some_and(|a| a.is_number());
    let before = at.checked_sub(1).is_some_and(|b| matches!(reader.text(b), "/") && reader.glued(at));
    if chained || before || !plausible(above.as_whole()?, below) {
        return None;
    }
    Some(Digits { end: slash + 2, value: above.divided(u32::try_from(below).ok()?)?, plain: false })
}

/// `10 1/2`, `2½`.
fn mixed(reader: &Reader<'_, '_>, end: usize, whole: Decimal) -> Option<Digits> {
    if let Some((above, below)) = vulgar(reader.text(end)) {
        return Some(Digits { end: end + 1, value: whole.plus(Decimal::whole(above).divided(below)?)?, plain: false });
    }
    let atom = reader.atom(end).filter(|a| a.is_number() && a.text.len() <= 2 && !a.taken)?;
    let part = fraction(reader, end, Decimal::from_digits(atom.text, "")?)?;
    Some(Digits { end: part.end, value: whole.plus(part.value)?, plain: false })
}

/// `12e6`, glued.
fn exponent(reader: &Reader<'_, '_>, end: usize, value: Decimal) -> Option<(usize, Decimal)> {
    if reader.text(end) != "e" || !reader.glued(end) {
        return None;
    }
    let (sign, at) = match reader.text(end + 1) {
        "+" => (1, end + 2),
        "-" => (-1, end + 2),
        _ => (1, end + 1),
    };
    let power: i32 = reader.atom(at).filter(|a| a.is_number() && !a.spaced && a.text.len() <= 2)?.text.parse().ok()?;
    (power <= 24).then(|| (at + 1, value.shift(sign * power)))
}

/// `10^6`, `2.5^-1`, glued.
fn power(reader: &Reader<'_, '_>, end: usize, base: Decimal) -> Option<(usize, Decimal)> {
    if reader.text(end) != "^" || !reader.glued(end) {
        return None;
    }
    let sign = matches!(reader.text(end + 1), "+" | "-") && reader.glued(end + 1);
    let at = end + 1 + usize::from(sign);
    let times: u32 = reader.atom(at).filter(|a| a.is_number() && !a.spaced && a.text.len() <= 2)?.text.parse().ok()?;
    let mut value = Decimal::whole(1);
    for _ in 0..times {
        value = value.times(base)?;
    }
    if reader.text(end + 1) == "-" {
        value = value.inverse()?;
    }
    Some((at + 1, value))
}
