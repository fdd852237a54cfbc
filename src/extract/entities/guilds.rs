//! Organisations called by whose they are: `Workers' Party`, `Publishers' Association`.

use super::candidates::Scene;
use super::class;
use crate::document::TokenKind;
use std::ops::Range;

/// The whole name where `tokens` are one side of it, a plural for people or a noun for organisations; with what the labeller put
/// before the plural (`Kurdistan Workers' Party`).
pub(super) fn around(scene: &Scene<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    if joins(scene, tokens.end) {
        return Some(tokens.start..tokens.end + 2);
    }
    let mark = tokens.start.checked_sub(1)?;
    let people = mark.checked_sub(1)?;
    (tokens.len() == 1 && joins(scene, mark)).then_some(people..tokens.end)
}

/// Whether the token at `mark` is an apostrophe between a plural for people and a noun for organisations, both with a capital.
fn joins(scene: &Scene<'_>, mark: usize) -> bool {
    let document = scene.document;
    let (Some(people), Some(apostrophe), Some(noun)) =
        (mark.checked_sub(1), document.tokens.get(mark), document.tokens.get(mark + 1).filter(|t| t.capital && t.spaced && !t.upper))
    else {
        return false;
    };
    let closes = !apostrophe.spaced && document.folded(mark) == "'";
    let word = document.tokens[people];
    closes
        && word.capital
        && word.kind == TokenKind::Word
        && noun.kind == TokenKind::Word
        && !scene.is_loud(mark)
        && document.folded(people).strip_suffix('s').is_some_and(|one| scene.names.classes(one) & class::PERSON_NOUN != 0)
        && scene.is(mark + 1, class::ORGANIZATION_NOUN | class::ORGANIZATION_TAIL)
}
