//! Dates as pages write them, for machines and for people, and the choice among those of a page.

use crate::document::fold;
use crate::language::page_words::PAGE_WORDS;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::fmt;
use std::sync::LazyLock;

/// A moment as a page gives it: its own local day, and the time and offset where they are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The day.
    pub date: Date,
    /// Hour, minute and, where given, second.
    pub time: Option<(u8, u8, Option<u8>)>,
    /// `Z` or `+02:00`.
    pub offset: Option<String>,
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        let Some((hour, minute, second)) = self.time else { return Ok(()) };
        write!(f, "T{hour:02}:{minute:02}")?;
        if let Some(second) = second {
            write!(f, ":{second:02}")?;
        }
        f.write_str(self.offset.as_deref().unwrap_or(""))
    }
}

impl Stamp {
    /// Minutes since an epoch of its own, in world time where the offset is known; to tell two stamps of one moment.
    pub fn minutes(&self) -> Option<i64> {
        let (hour, minute, _) = self.time?;
        let offset = match self.offset.as_deref()? {
            "Z" => 0,
            text => {
                let (sign, digits) = (if text.starts_with('-') { -1 } else { 1 }, text.get(1..)?);
                let (hours, minutes) = digits.split_once(':')?;
                sign * (hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
            }
        };
        let days = i64::from(self.date.since(Date::constant(2000, 1, 1)).ok()?.get_days());
        Some(days * 1440 + i64::from(hour) * 60 + i64::from(minute) - offset)
    }
}

/// Whether a number date reads day before month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 3/10/2025 is in October.
    DayFirst,
    /// 3/10/2025 is in March.
    MonthFirst,
}

impl Order {
    /// The custom of a language tag, and of the country that an address names where the language leaves it open.
    pub fn of(language: Option<&str>, url: Option<&str>) -> Self {
        let tag = language.unwrap_or("").replace('_', "-").to_ascii_lowercase();
        let host = url.and_then(|u| u.split("://").nth(1)?.split('/').next()).unwrap_or("");
        let country = host.rsplit('.').next().unwrap_or("");
        match tag.split('-').next() {
            Some("en") if matches!(tag.as_str(), "en-us" | "en-ph") => Order::MonthFirst,
            Some("en") if tag.len() > 2 => Order::DayFirst,
            Some("en" | "") | None if country.len() == 2 && !matches!(country, "us" | "io" | "ai" | "co" | "tv" | "me" | "ph") => {
                Order::DayFirst
            }
            Some("en" | "") | None => Order::MonthFirst,
            Some(_) => Order::DayFirst,
        }
    }
}

/// The day that a date of numbers names where it is read in the other order; none where the order does not matter.
pub fn other_order(text: &str, order: Order) -> Option<Date> {
    let iso = || text.trim_start().bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
    if !text.contains(['/', '-']) || iso() {
        return None;
    }
    let other = if order == Order::DayFirst { Order::MonthFirst } else { Order::DayFirst };
    let (one, two) = (visible(text, order)?.0.date, visible(text, other)?.0.date);
    (one != two).then_some(two)
}

/// Reads a date meant for machines: ISO 8601 and its looser forms, RFC 2822, epoch seconds.
pub fn machine(text: &str) -> Option<Stamp> {
    machine_in(text, Order::MonthFirst)
}

/// The same; pages that write numbers for machines as they do for people keep to one order.
pub fn machine_in(text: &str, order: Order) -> Option<Stamp> {
    let text = text.trim();
    if text.len() > 120 {
        return None;
    }
    epoch(text).or_else(|| compact(text)).or_else(|| first(text, order).map(|(stamp, _)| stamp))
}

/// Reads the first date in words meant for people; the range is that of the bytes of `text` that it takes up.
pub fn visible(text: &str, order: Order) -> Option<(Stamp, std::ops::Range<usize>)> {
    // Looked through to its end, a text is looked at many bytes at a time.
    if text.len() > 400 || !text.bytes().fold(false, |digit, b| digit | b.is_ascii_digit()) {
        return None;
    }
    first(text, order)
}

/// Reads a whole day from the path of an address; `order` is that of numbers where the year stands last.
pub fn in_url(url: &str, order: Order) -> Option<Stamp> {
    // The longest month first: as alternation takes the first that fits, "1" would hide "12".
    static PATH: Pattern = LazyLock::new(|| {
        let month = r"(1[0-2]|0?[1-9]|[a-z]{3,9})";
        let pattern = format!(r"(?:^|[/\-_])((?:19|20)[0-9]{{2}})([/\-_.]?){month}([/\-_.]?)(0[1-9]|[12][0-9]|3[01]|[1-9])(?:[/\-_.+]|$)");
        Regex::new(&pattern).ok()
    });
    // Numbers of articles that are the minute of their publication: "A202510030812…".
    static NUMBER: Pattern = LazyLock::new(|| {
        let day = r"(20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])";
        Regex::new(&format!(r"/[A-Za-z]{{1,4}}{day}(?:[01][0-9]|2[0-3])[0-5][0-9]+(?:[/.]|$)")).ok()
    });
    // An archive's address holds that of the page.
    let path = url.split("://").last().unwrap_or(url).split(['?', '#']).next()?;
    let numbered = || {
        let captures = NUMBER.as_ref()?.captures(path)?;
        Some(Stamp { date: day(number(&captures, 1)?, number(&captures, 2)?, number(&captures, 3)?)?, time: None, offset: None })
    };
    let dated = PATH.as_ref()?.captures_iter(path).take(8).find_map(|captures| {
        let (one, two) = (captures.get(2)?.as_str(), captures.get(4)?.as_str());
        let padded = captures.get(3)?.len() == 2 && captures.get(5)?.len() == 2;
        if one != two || one.is_empty() && !padded {
            return None;
        }
        let named = || PAGE_WORDS.months.get(captures.get(3)?.as_str()).map(|m| i16::from(*m));
        let date = day(number(&captures, 1)?, number(&captures, 3).or_else(named)?, number(&captures, 5)?)?;
        Some(Stamp { date, time: None, offset: None })
    });
    dated.or_else(numbered).or_else(|| Some(Stamp { date: year_last(path, order)?, time: None, offset: None }))
}

/// "23-01-2031-harbour" in a path: two digits, two and four with the same mark between, so that numbers of other things hardly fit.
fn year_last(path: &str, order: Order) -> Option<Date> {
    const LENGTH: usize = 10;
    let bytes = path.as_bytes();
    let border = |byte: Option<&u8>| byte.is_none_or(|b| matches!(b, b'/' | b'_' | b'-'));
    let fits = |at: usize, text: &[u8]| {
        text.iter().enumerate().all(|(i, b)| if i == 2 || i == 5 { matches!(b, b'/' | b'.' | b'_' | b'-') } else { b.is_ascii_digit() })
            && text.get(2) == text.get(5)
            && border(at.checked_sub(1).and_then(|before| bytes.get(before)))
            && border(bytes.get(at + LENGTH))
    };
    let (at, _) = bytes.windows(LENGTH).enumerate().find(|(at, text)| fits(*at, text))?;
    let number = |from: usize, to: usize| path.get(at + from..at + to)?.parse::<i16>().ok();
    let (one, two, year) = (number(0, 2)?, number(3, 5)?, number(6, LENGTH)?);
    if one > 12 || two <= 12 && order == Order::DayFirst { day(year, two, one) } else { day(year, one, two) }
}

fn epoch(text: &str) -> Option<Stamp> {
    let seconds = match text.len() {
        10 => text.parse::<i64>().ok()?,
        13 => text.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    if text.starts_with("20") && text.len() == 10 {
        return None;
    }
    let moment = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
    let part = |n: i8| u8::try_from(n).unwrap_or(0);
    let stamp = Stamp {
        date: moment.date(),
        time: Some((part(moment.hour()), part(moment.minute()), Some(part(moment.second())))),
        offset: Some("Z".to_owned()),
    };
    plausible(stamp.date).then_some(stamp)
}

/// `20251003`, `20251003T080000Z`, `20251003080000`.
fn compact(text: &str) -> Option<Stamp> {
    let digits = text.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = &text[8..];
    if rest.bytes().next().is_some_and(|b| !b.is_ascii_digit() && b != b'T' && b != b' ') {
        return None;
    }
    let date = day(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?)?;
    let clock = rest.trim_start_matches(['T', ' ']);
    let pair = |at: usize| clock.get(at..at + 2).and_then(|d| d.parse::<u8>().ok());
    let time = pair(0).zip(pair(2)).filter(|(h, m)| *h < 24 && *m < 60).map(|(h, m)| (h, m, pair(4).filter(|s| *s < 60)));
    let offset = (time.is_some() && clock.ends_with('Z')).then(|| "Z".to_owned());
    Some(Stamp { date, time, offset })
}

/// A pattern that is compiled when a text first needs it: pages whose dates are all for machines need two of them.
type Pattern = LazyLock<Option<Regex>>;

/// Marks, symbols and spaces, but neither digits nor letters.
const MARK: &str = r"[\x00-/:-@\[-`{-©«-´¶-¹»-¿\u{2000}-\u{2bff}\u{3000}-\u{3004}\u{3008}-\u{303f}]";

// The patterns say `[0-9]` and name their spaces: the classes of all of Unicode's digits and spaces cost a page's time to compile, and
// borders of words in all of Unicode keep the search from its fast path.
static ISO: Pattern =
    LazyLock::new(|| Regex::new(r"(?:^|[^0-9/.-])((?:19|20)[0-9]{2})([-/.])([0-9]{1,2})[-/.]([0-9]{1,2})(?:[^0-9]|$)").ok());
static IDEOGRAPHS: Pattern =
    LazyLock::new(|| Regex::new(&spaced(r"((?:19|20)[0-9]{2})_*[年년]_*([0-9]{1,2})_*[月월]_*([0-9]{1,2})_*[日일]")).ok());
static DAY_MONTH: Pattern = LazyLock::new(|| {
    let (before, after) = (
        r"(?:^|[^0-9:.])([0-9]{1,2})(?:er|st|nd|rd|th|º|ª|°|\.)?(?:_|-)*(?:(?:de|of|del|di)_+|d'_*)?",
        r"\.?,?(?:_|-)*(?:(?:de|del|of)_+)?((?:19|20)[0-9]{2}|'?[0-9]{2}(?-u:\b))",
    );
    Regex::new(&spaced(&format!("{before}({MONTH}){after}"))).ok()
});
static MONTH_DAY: Pattern = LazyLock::new(|| {
    let after = r"\.?(?:_|-)+([0-9]{1,2})(?:st|nd|rd|th)?(?-u:\b)[.,]?(?:_|-)*((?:19|20)[0-9]{2})";
    Regex::new(&spaced(&format!("(?:^|{MARK})({MONTH}){after}"))).ok()
});
static NUMERIC: Pattern = LazyLock::new(|| {
    let year = r"((?:19|20)[0-9]{2}|[0-9]{2})(?:[^0-9%€$.]|\.(?:[^0-9]|$)|$)";
    Regex::new(&spaced(&format!(r"(?:^|[^0-9/.:-])([0-9]{{1,2}})_?([./-])_?([0-9]{{1,2}})_?[./-]_?{year}"))).ok()
});
static TIME: Pattern = LazyLock::new(|| {
    let word = r"(?:t|at|um|à|a las?|alle(?: ore)?|ore|às|as|om|uhr|h|of|de|gmt|\|)?";
    let clock = r"([0-9]{1,2})(?:_?[:h.]_?|_?uhr_?)([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?";
    let zone = r"(z(?-u:\b)|gmt|utc|[+-][0-9]{2}:?[0-9]{2}(?-u:\b)|[+-][0-9]{2}(?-u:\b))?";
    Regex::new(&spaced(&format!(r"^{MARK}{{0,6}}{word}{MARK}{{0,4}}{clock}_*(am|pm|a\.m\.|p\.m\.)?_*(?:uhr(?-u:\b))?_*{zone}"))).ok()
});

/// `pattern` with its `_` as any space.
fn spaced(pattern: &str) -> String {
    pattern.replace('_', r"[\t-\r \u{85}\u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}]")
}

/// What may be the name of a month: the table says which word is one. (A pattern of all names costs every run more than its page.)
const MONTH: &str = r"[a-z\u{df}-\u{24f}]{3,12}";
/// So many words that may be months are looked at in a text.
const WORDS: usize = 8;

/// The date that stands first in `text`, with the time that follows it.
fn first(text: &str, order: Order) -> Option<(Stamp, std::ops::Range<usize>)> {
    let folded = fold(text);
    let mut best: Option<(Date, usize, usize)> = None;
    let mut offer = |pattern: &Pattern, tries: usize, last: usize, read: &dyn Fn(&Captures<'_>) -> Option<Date>| {
        // No date stands before the first letter.
        if best.is_some_and(|(_, at, _)| at == 0) {
            return;
        }
        let Some(pattern) = pattern.as_ref() else { return };
        let mut from = 0;
        for _ in 0..tries {
            let Some(captures) = pattern.captures_at(&folded, from) else { return };
            let (start, end) = captures.get(1).map_or((0, 0), |m| (m.start(), m.end()));
            if let Some(date) = read(&captures) {
                if best.is_none_or(|(_, at, _)| start < at) {
                    best = Some((date, start, captures.get(last).map_or(0, |m| m.end())));
                }
                return;
            }
            from = end;
        }
    };
    let month = |c: &Captures<'_>, index: usize| PAGE_WORDS.months.get(c.get(index)?.as_str()).map(|m| i16::from(*m));
    let whole = |c: &Captures<'_>, m: usize, d: usize| day(number(c, 1)?, number(c, m)?, number(c, d)?);
    offer(&ISO, 1, 4, &|c| whole(c, 3, 4));
    if folded.contains(['年', '년']) {
        offer(&IDEOGRAPHS, 1, 3, &|c| whole(c, 2, 3));
    }
    offer(&DAY_MONTH, WORDS, 3, &|c| day(year(c, 3)?, month(c, 2)?, number(c, 1)?));
    offer(&MONTH_DAY, WORDS, 3, &|c| day(number(c, 3)?, month(c, 1)?, number(c, 2)?));
    offer(&NUMERIC, 1, 4, &|c| numeric(c, order));
    let (date, start, end) = best?;
    let (time, offset) = time(folded.get(end..).unwrap_or(""));
    let range = if folded.len() == text.len() { start..end } else { 0..text.len() };
    Some((Stamp { date, time, offset }, range))
}

fn numeric(captures: &Captures<'_>, order: Order) -> Option<Date> {
    let (one, two) = (number(captures, 1)?, number(captures, 3)?);
    let dotted = captures.get(2)?.as_str() == ".";
    // Points are a European custom; more than twelve is no month.
    let day_first = if one > 12 {
        true
    } else if two > 12 {
        false
    } else {
        dotted || order == Order::DayFirst
    };
    let (d, m) = if day_first { (one, two) } else { (two, one) };
    day(year(captures, 4)?, m, d)
}

fn time(rest: &str) -> (Option<(u8, u8, Option<u8>)>, Option<String>) {
    let Some(c) = TIME.as_ref().and_then(|pattern| pattern.captures(rest)) else { return (None, None) };
    let part = |index: usize| c.get(index).and_then(|m| m.as_str().parse::<u8>().ok());
    let (Some(mut hour), Some(minute)) = (part(1), part(2)) else { return (None, None) };
    match c.get(4).map(|m| m.as_str().as_bytes()) {
        Some([b'p', ..]) if hour < 12 => hour += 12,
        Some([b'a', ..]) if hour == 12 => hour = 0,
        _ => {}
    }
    if hour > 23 || minute > 59 {
        return (None, None);
    }
    (Some((hour, minute, part(3).filter(|s| *s < 60))), c.get(5).and_then(|m| offset(m.as_str())))
}

fn offset(text: &str) -> Option<String> {
    let Some(digits) = text.strip_prefix(['+', '-']) else { return Some("Z".to_owned()) };
    let sign = &text[..1];
    let digits = digits.replace(':', "");
    let hours: u8 = digits.get(..2)?.parse().ok()?;
    let minutes: u8 = digits.get(2..4).unwrap_or("00").parse().ok()?;
    (hours <= 14 && minutes < 60).then(|| format!("{sign}{hours:02}:{minutes:02}"))
}

fn number(captures: &Captures<'_>, index: usize) -> Option<i16> {
    captures.get(index)?.as_str().parse().ok()
}

/// A year of four digits, or of two that are not far in the future.
fn year(captures: &Captures<'_>, index: usize) -> Option<i16> {
    let text = captures.get(index)?.as_str().trim_start_matches('\'');
    let year: i16 = text.parse().ok()?;
    Some(if text.len() == 2 { if year < 70 { 2000 + year } else { 1900 + year } } else { year })
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok().filter(|d| plausible(*d))
}

/// The web's lifetime with a margin for digitised archives: whatever lies outside is a placeholder.
fn plausible(date: Date) -> bool {
    (1900..=2099).contains(&date.year()) && date != Date::constant(1970, 1, 1)
}

#[cfg(test)]
mod tests;
