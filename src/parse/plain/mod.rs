//! Plain text: paragraphs by blank lines, by single lines where the text has one paragraph a line, and joined again where it
//! was wrapped at a width. Words keep their order; only white space changes.

mod markdown;

use super::metadata::{Metadata, credit};
use crate::document::{BlockKind, RawBlock};

pub use markdown::read_markdown;

/// Longer first lines are no titles.
const TITLE_CHARS: usize = 140;
/// Lines wrapped by hand or by a mail program are not wider than this.
const WRAP_CHARS: usize = 120;
/// From this length on a line that ends in mid-sentence goes on in a lower-case one, wrapped or not; shorter ones may be a list.
const BROKEN_CHARS: usize = 30;

/// Reads plain text.
pub fn read(text: &str) -> (Metadata, Vec<RawBlock>) {
    let text = unified_lines(text);
    let groups = groups(&text);
    let width = wrap_width(&groups);
    let mut metadata = Metadata::default();
    let mut blocks = Vec::new();
    let mut rest = groups.as_slice();
    if let [[first], body @ ..] = &groups.iter().map(Vec::as_slice).collect::<Vec<_>>()[..]
        && is_title(first, body)
    {
        metadata.title = Some((*first).to_owned());
        blocks.push(RawBlock { kind: BlockKind::Title, text: (*first).to_owned() });
        rest = groups.get(1..).unwrap_or_default();
    }
    for group in rest {
        paragraphs(group, width, &mut blocks);
    }
    metadata.credit = credit::closing(&blocks);
    (metadata, blocks)
}

/// Every line end as `\n`; a form feed ends a paragraph.
fn unified_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{85}', '\u{b}'], "\n").replace(['\u{2029}', '\u{c}'], "\n\n")
}

/// The lines between blank ones, trimmed.
fn groups(text: &str) -> Vec<Vec<&str>> {
    let mut groups: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() || is_rule(line) {
            groups.push(Vec::new());
        } else if let Some(group) = groups.last_mut() {
            group.push(line);
        }
    }
    groups.retain(|g| !g.is_empty());
    groups
}

/// A line drawn between parts.
fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.chars().all(|c| "-_=*~·•–—".contains(c))
}

/// The width that the text was wrapped at, where it was: most lines that another follows end so late that the next word would
/// not have fitted.
fn wrap_width(groups: &[Vec<&str>]) -> Option<usize> {
    let mut lengths: Vec<usize> = Vec::new();
    for group in groups {
        lengths.extend(group.iter().rev().skip(1).map(|line| line.chars().count()));
    }
    if lengths.len() < 2 {
        return None;
    }
    lengths.sort_unstable();
    // A long address or a table line must not widen the measure.
    let width = *lengths.get(lengths.len() - 1 - lengths.len() / 20)?;
    if !(30..=WRAP_CHARS).contains(&width) {
        return None;
    }
    let (mut full, mut all) = (0, 0);
    for pair in groups.iter().flat_map(|g| g.windows(2)) {
        let [line, next] = pair else { continue };
        all += 1;
        full += usize::from(is_full(line, next, width));
    }
    (full * 4 >= all * 3).then_some(width)
}

/// Whether `line` ends because the first word of `next` had no place in it any more (give or take a few characters).
fn is_full(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().map_or(0, |w| w.chars().count());
    line.chars().count() + 1 + word + width / 12 > width
}

/// The paragraphs of lines that stand together.
fn paragraphs(lines: &[&str], width: Option<usize>, blocks: &mut Vec<RawBlock>) {
    let mut current = String::new();
    for (index, line) in lines.iter().enumerate() {
        if is_item(line) {
            flush(&mut current, blocks);
            // The bullet stays: given text is shown as it was given.
            blocks.push(RawBlock { kind: BlockKind::ListItem, text: (*line).to_owned() });
            continue;
        }
        join(&mut current, line);
        let continues = lines.get(index + 1).is_some_and(|next| {
            let open = !ends_sentence(line) && starts_low(next);
            let long = line.chars().count() >= BROKEN_CHARS && !line.ends_with([';', ',']);
            !is_item(next) && width.map_or(open && long, |width| open || is_full(line, next, width))
        });
        if !continues {
            flush(&mut current, blocks);
        }
    }
    flush(&mut current, blocks);
}

fn flush(current: &mut String, blocks: &mut Vec<RawBlock>) {
    if !current.is_empty() {
        blocks.push(RawBlock { kind: BlockKind::Paragraph, text: std::mem::take(current) });
    }
}

/// Whether a bullet makes `line` a list item. A dash does not: it opens dialogue as often.
fn is_item(line: &str) -> bool {
    line.strip_prefix(['•', '‣', '◦', '▪', '●', '*']).is_some_and(|rest| rest.starts_with([' ', '\t', '\u{a0}']))
}

/// Adds a wrapped line: nothing between ideographs or after a hyphen within a word, else a blank.
fn join(current: &mut String, line: &str) {
    let (before, after) = (current.chars().next_back(), line.chars().next());
    let (Some(before), Some(after)) = (before, after) else {
        current.push_str(line);
        return;
    };
    let ideographs = is_ideograph(before) && is_ideograph(after);
    let word = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let conjunction = ["und", "oder", "bzw", "en", "of", "et", "ou", "and", "or", "y", "o", "e"].contains(&word);
    let hyphenated =
        before == '-' && after.is_alphabetic() && !conjunction && current.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    if !ideographs && !hyphenated {
        current.push(' ');
    }
    current.push_str(line);
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}')
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '»', '”', '“', '’', '\'', ')', ' ', '\u{a0}']).ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
}

fn starts_low(line: &str) -> bool {
    line.chars().next().is_some_and(char::is_lowercase)
}

/// A title is short, has no closing punctuation, and running text follows it.
fn is_title(line: &str, body: &[&[&str]]) -> bool {
    let closing = line.chars().next_back().is_some_and(|c| ".!?…:;,".contains(c) || "。！？：；，".contains(c));
    let inner = [". ", "! ", "? "].iter().any(|mark| line.split(mark).filter(|part| part.split_whitespace().count() > 3).count() > 1);
    line.chars().count() <= TITLE_CHARS
        && !closing
        && !inner
        && line.chars().any(char::is_alphabetic)
        && !is_item(line)
        && body.iter().any(|group| group.iter().any(|l| ends_sentence(l)) && group.iter().map(|l| l.len()).sum::<usize>() > line.len())
}
