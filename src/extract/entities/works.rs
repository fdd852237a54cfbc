//! Titles of works: short quoted words behind the noun that says what they are (`son roman « Le Grand Large »`).

use super::candidates::{Candidate, Scene};
use super::names::class;
use crate::document::TokenKind;
use crate::facts::EntityType;

/// The most tokens of a title in quotation marks.
const LONGEST: usize = 9;
/// How far before its marks the noun is looked for.
const REACH: usize = 3;
/// Points for a noun and marks together; as much as for a table that knows the very name.
const MARKED: i32 = 9;

/// The titles in quotation marks, in reading order.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let document = scene.document;
    let mut out = Vec::new();
    for sentence in &document.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let title = opens(document.token_text(at)).then(|| title(scene, at, sentence.tokens.start, sentence.tokens.end)).flatten();
            at = title.as_ref().map_or(at, |t| t.tokens.end) + 1;
            out.extend(title);
        }
    }
    out
}

fn opens(text: &str) -> bool {
    matches!(text, "«" | "“" | "„" | "\"" | "‘" | "‹")
}

fn closes(text: &str) -> bool {
    matches!(text, "»" | "”" | "“" | "\"" | "’" | "›")
}

/// The title behind the mark at `mark`: short, with a capital first, no sentence, and led to by the noun of a work.
fn title(scene: &Scene<'_>, mark: usize, floor: usize, end: usize) -> Option<Candidate> {
    let document = scene.document;
    let first = mark + 1;
    let close = (first..end.min(first + LONGEST + 1)).find(|&t| closes(document.token_text(t)))?;
    let named = first < close && document.tokens[first].capital;
    let plain = (first..close).all(|t| !matches!(document.token_text(t), "." | "?" | "!" | ";" | ":" | "…"));
    let comma = document.token_text(close - 1) == ",";
    let noun = |t: &usize| scene.is(*t, class::WORK_NOUN) && !document.tokens[*t].capital;
    let near = (floor.max(mark.saturating_sub(REACH))..mark).rev();
    let led = near.take_while(|&t| document.tokens[t].kind == TokenKind::Word || document.token_text(t) == ",").any(|t| noun(&t));
    (named && plain && !comma && led).then_some(Candidate::new(first..close, Some((EntityType::Work, MARKED))))
}
