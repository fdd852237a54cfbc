//! The visible words of an element, as readers see them: set apart where the page sets them apart, hidden ones left out.

use super::ELEMENT_TEXT;
use crate::parse::dom::{Dom, Tag};
use crate::parse::metadata::text::squashed;

/// The visible words under `node`, at most `cap` bytes of them: a blank where a block or one of two neighbouring elements ends.
pub fn words(dom: &Dom, node: usize, cap: usize) -> String {
    joined(dom, node, cap, false)
}

/// The same, with a bar instead of the blank between elements where `barred`.
pub fn joined(dom: &Dom, node: usize, cap: usize, barred: bool) -> String {
    let mut out = String::new();
    let mut i = node;
    let end = dom.nodes[node].end as usize;
    let mut block = false;
    let mut after_text = false;
    let mut steps = 0;
    while i < end && out.len() < cap && steps < 400 {
        steps += 1;
        let n = &dom.nodes[i];
        if n.tag == Tag::Text {
            let text = dom.text(i);
            if barred && text.trim().is_empty() {
                out.push_str(text);
                i += 1;
                continue;
            }
            let apart = block || !after_text && !out.is_empty() && opens_element(dom, i, node);
            if barred && apart && !out.is_empty() {
                out.push_str(" | ");
            } else if apart || !after_text && two_words(&out, text) {
                out.push(' ');
            }
            out.push_str(text);
            block = false;
            after_text = true;
        } else {
            let hidden = matches!(n.tag, Tag::Script | Tag::Style | Tag::Template | Tag::Noscript | Tag::Svg | Tag::Button | Tag::Ignored)
                || i > node && dom.attribute(i, "class").is_some_and(is_hidden_class) && !is_mark(dom, i);
            if hidden {
                i = (n.end as usize).max(i + 1);
                continue;
            }
            block |= n.tag.is_block() || n.tag == Tag::Br;
            after_text = false;
        }
        i += 1;
    }
    squashed(&out)
}

/// Whether the text at `i` opens an element that follows another one, with nothing but blanks between: the page sets them apart.
fn opens_element(dom: &Dom, i: usize, root: usize) -> bool {
    let mut element = i;
    // Out of the elements that the text opens.
    for _ in 0..4 {
        let parent = dom.nodes[element].parent as usize;
        if parent <= root || parent + 1 != element {
            break;
        }
        element = parent;
    }
    if element == i || element <= root + 1 {
        return false;
    }
    let mut before = element - 1;
    if dom.nodes[before].tag == Tag::Text && dom.nodes[before].parent == dom.nodes[element].parent {
        if !dom.text(before).trim().is_empty() || before <= root + 1 {
            return false;
        }
        before -= 1;
    }
    // The node before ends where the element begins: it is a sibling, or the last node inside one.
    before > root
        && dom.nodes[before].tag != Tag::Ignored
        && before != dom.nodes[element].parent as usize
        && !(dom.nodes[before].tag == Tag::Text && dom.nodes[before].parent == dom.nodes[element].parent)
}

/// Whether an element holds a mark alone: read out where two lines stand, it belongs to the words.
fn is_mark(dom: &Dom, i: usize) -> bool {
    let text = (dom.nodes[i].end as usize == i + 2).then(|| dom.text(i + 1).trim());
    text.is_some_and(|t| (1..=2).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_punctuation()))
}

/// Classes by which stylesheets leave words to screen readers alone.
fn is_hidden_class(class: &str) -> bool {
    class.split_ascii_whitespace().any(|c| {
        matches!(
            c,
            "sr-only"
                | "visually-hidden"
                | "visuallyhidden"
                | "screen-reader-text"
                | "element-invisible"
                | "aural"
                | "hidden"
                | "u-visually-hidden"
                | "show-for-sr"
                | "assistive-text"
        )
    })
}

/// Whether a capital directly after a long word in small letters, across elements, says that these are two words.
fn two_words(before: &str, after: &str) -> bool {
    let low = before.chars().rev().take_while(|c| c.is_lowercase()).take(4).count();
    low == 4 && after.chars().next().is_some_and(char::is_uppercase)
}

/// The words of each child of `node` (of its only child's children, where there is but one), a few at most; none where there are not several.
pub fn pieces(dom: &Dom, node: usize) -> Vec<String> {
    let mut parent = node;
    for _ in 0..3 {
        let children: Vec<usize> = children(dom, parent).take(8).collect();
        match children.as_slice() {
            [only] if dom.nodes[*only].tag != Tag::Text => parent = *only,
            [] | [_] => return Vec::new(),
            _ => return children.into_iter().map(|child| words(dom, child, ELEMENT_TEXT)).filter(|t| !t.is_empty()).collect(),
        }
    }
    Vec::new()
}

/// The children of `node` that are text or elements, without blank text.
fn children(dom: &Dom, node: usize) -> impl Iterator<Item = usize> + '_ {
    let end = dom.nodes[node].end as usize;
    let mut next = node + 1;
    std::iter::from_fn(move || {
        let child = (next < end).then_some(next)?;
        next = (dom.nodes[child].end as usize).max(child + 1);
        Some(child)
    })
    .filter(|&child| dom.nodes[child].tag != Tag::Text || !dom.text(child).trim().is_empty())
}
