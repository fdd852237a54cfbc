//! What lines that are no part of an article say: pointers to other articles, credits, bylines, stamps, offers, buttons.

use crate::document::fold;
use crate::language::table;
use crate::parse::phrases::Phrases;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a line turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// The heading of what follows an article.
    End,
    /// A pointer to another article.
    Pointer,
    /// A button, an advertising mark.
    Service,
    /// An offer to subscribe, follow or comment.
    Offer,
    /// A picture credit.
    Credit,
    /// Who wrote the article.
    Byline,
    /// When it was published.
    Stamp,
}

struct Table {
    /// Whole lines.
    whole: FxHashMap<&'static str, Cue>,
    /// Starts of lines, by their first character.
    starts: FxHashMap<char, Vec<(&'static str, Cue)>>,
    /// Words anywhere.
    inside: Phrases,
    /// Words close to the end.
    tails: Phrases,
}

const TABLE_TEXT: &str = include_str!("cues.tsv");

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let (mut whole, mut starts) = (FxHashMap::default(), FxHashMap::default());
    let (mut inside, mut tails) = (Vec::new(), Vec::new());
    for row in table::rows(TABLE_TEXT) {
        for phrase in row.alternatives(0) {
            let start = |cue| (phrase.chars().next().unwrap_or(' '), (phrase, cue));
            let (key, entry) = match row.section {
                "end" => {
                    whole.entry(phrase).or_insert(Cue::End);
                    continue;
                }
                "service" => {
                    whole.entry(phrase).or_insert(Cue::Service);
                    continue;
                }
                "offer" => {
                    inside.push(phrase);
                    continue;
                }
                "caption" => {
                    tails.push(phrase);
                    continue;
                }
                "pointer" => start(Cue::Pointer),
                "credit" => start(Cue::Credit),
                "byline" => start(Cue::Byline),
                _ => start(Cue::Stamp),
            };
            starts.entry(key).or_insert_with(Vec::new).push(entry);
        }
    }
    Table { whole, starts, inside: Phrases::new(inside), tails: Phrases::new(tails) }
});

/// Lines longer than this say more than a cue.
const LINE_BYTES: usize = 400;
/// A pointer is as long as a headline.
const POINTER_CHARS: usize = 160;
/// Names and dates are short.
const LABEL_CHARS: usize = 90;

/// What the line `text` is, by its words.
pub fn of_line(text: &str) -> Option<Cue> {
    if text.len() > LINE_BYTES {
        return None;
    }
    let line = fold(text);
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '•' | '·' | '|' | '*' | '-' | '–' | '—' | '(' | '['));
    let bare = line.trim_end_matches(|c: char| !c.is_alphanumeric());
    if let Some(&cue) = TABLE.whole.get(bare) {
        return Some(cue);
    }
    let chars = line.chars().count();
    let starts = line.chars().next().and_then(|c| TABLE.starts.get(&c)).into_iter().flatten();
    let mut found = None;
    for &(phrase, cue) in starts.filter(|(phrase, _)| begins(line, phrase)) {
        let rest = line[phrase.len()..].trim();
        let fits = match cue {
            Cue::Pointer => chars <= POINTER_CHARS,
            Cue::Credit => chars <= POINTER_CHARS,
            Cue::Byline => chars <= LABEL_CHARS + if phrase.contains(' ') { LABEL_CHARS } else { 0 } && names(text),
            _ => chars <= LABEL_CHARS && rest.chars().any(|c| c.is_ascii_digit()),
        };
        if fits && (found.is_none() || cue == Cue::Pointer) {
            found = Some(cue);
        }
    }
    found.or_else(|| TABLE.inside.any_in(line).then_some(Cue::Offer))
}

/// How far from its end a caption names its photographer.
const CREDIT_CHARS: usize = 60;

/// Whether `text` ends with the credit of a picture, as captions do.
pub fn ends_with_credit(text: &str) -> bool {
    let plain = text.len().checked_sub(CREDIT_CHARS + 1).filter(|&from| text.as_bytes()[from..].is_ascii());
    let from = plain.or_else(|| text.char_indices().rev().nth(CREDIT_CHARS).map(|(at, _)| at)).unwrap_or(0);
    TABLE.tails.any_in(&fold(&text[from..]))
}

/// Whether `line` starts with `phrase`, up to the end of a word.
fn begins(line: &str, phrase: &str) -> bool {
    // Of phrases with the same first letter most part at the second.
    phrase.as_bytes().get(1).is_none_or(|second| line.as_bytes().get(1) == Some(second))
        && line.strip_prefix(phrase).is_some_and(|rest| {
            let next = rest.chars().next();
            !phrase.ends_with(char::is_alphanumeric)
                || phrase.ends_with(|c: char| c > '\u{2e80}')
                || next.is_none_or(|c| !c.is_alphanumeric())
        })
}

/// Whether what follows the first word of `text` reads as names: capitals, hardly a small word.
fn names(text: &str) -> bool {
    let mut words = text.split_whitespace().skip(1).peekable();
    if words.peek().is_none() {
        return true;
    }
    let (mut capital, mut small) = (0, 0);
    for word in words.take(12) {
        match word.chars().find(|c| c.is_alphabetic()) {
            Some(c) if c.is_lowercase() => small += 1,
            Some(_) => capital += 1,
            None => {}
        }
    }
    capital >= 1 && small <= capital && !text.trim_end().ends_with(['.', '!', '?', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_reachable() {
        for row in table::rows(TABLE_TEXT) {
            for phrase in row.alternatives(0) {
                let line = match row.section {
                    "stamp" => format!("{phrase} 12 2031"),
                    "byline" => format!("{phrase} Ada Lind"),
                    "caption" => {
                        assert!(ends_with_credit(&format!("The harbour at dawn {phrase} Ada Lind")), "line {}: {phrase}", row.line);
                        continue;
                    }
                    _ => phrase.to_owned(),
                };
                assert!(of_line(&line).is_some(), "line {}: {phrase}", row.line);
            }
        }
    }

    #[test]
    fn sentences_are_no_cues() {
        for line in [
            "By the time the council met, half of the seats were empty.",
            "On Monday 12 the harbour reopened to ferries and small craft after three weeks of repairs along the eastern quay.",
            "Von der neuen Brücke sind es zwei Kilometer bis zum Hafen.",
        ] {
            assert_eq!(of_line(line), None, "{line}");
        }
    }
}
