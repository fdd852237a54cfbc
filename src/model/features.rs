//! The features of a token, as hashes: its form, its neighbours, what the lexicon knows of them, and what the rest of the document
//! shows of the same word. Training and labelling share this code, so that they cannot drift apart.

use super::context::Context;
use super::hash::{self, Rolling, mix};
use super::lexicon::{CLUSTER_BITS, LISTS, Lexicon, NAME_TOKENS, Word, join};
use crate::document::Document;
use std::ops::Range;

/// What is known of a token by itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Attributes {
    /// Hash of the folded form, digits made equal.
    pub word: u64,
    /// Hash of the form's pattern of letters and digits.
    pub shape: u64,
    /// The same with every run of one class as one.
    pub short: u64,
    /// Hash of the last three letters.
    pub suffix: u64,
    /// What the lexicon knows of the word.
    pub known: Word,
    /// Name lists on which a name starts here, goes on here, is this token alone; one bit each.
    pub begins: u16,
    /// See `begins`.
    pub inside: u16,
    /// See `begins`.
    pub unit: u16,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// Whether it has letters.
    pub alphabetic: bool,
    /// Whether it begins its sentence, quotation marks and the like apart.
    pub initial: bool,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
    /// The capitalised run that it is in: first token and one past the last; empty for other tokens.
    pub run: (u32, u32),
    /// How many capitals its sentence has: 0 usual, 1 many (a headline), 2 only capitals.
    pub style: u8,
}

/// The attributes of all tokens of `document`, whose sentences are `sentences`.
pub fn attributes(document: &Document, sentences: &[Range<usize>], lexicon: &Lexicon<'_>) -> Vec<Attributes> {
    let mut out: Vec<Attributes> = (0..document.tokens.len()).map(|t| form(document, t, lexicon)).collect();
    for sentence in sentences {
        let Some(tokens) = out.get_mut(sentence.clone()) else { continue };
        style(tokens);
        runs(tokens, sentence.start);
        quotations(document, sentence.start, tokens);
        names(tokens, lexicon);
    }
    out
}

fn form(document: &Document, token: usize, lexicon: &Lexicon<'_>) -> Attributes {
    let folded = document.folded(token);
    let mut word = Rolling::new();
    folded.chars().for_each(|c| word.push(c));
    let mut suffix = Rolling::new();
    folded.chars().rev().take(3).for_each(|c| suffix.push(c));
    let (mut shape, mut short) = (Rolling::new(), Rolling::new());
    let (mut last, mut run, mut alphabetic) = ('\0', 0, false);
    for c in document.token_text(token).chars() {
        let class = if c.is_alphabetic() {
            alphabetic = true;
            if c.is_uppercase() { 'X' } else { 'x' }
        } else if c.is_numeric() {
            '0'
        } else if matches!(c, '’' | '\'') {
            '\''
        } else {
            c
        };
        run = if class == last { run + 1 } else { 1 };
        if run == 1 {
            short.push(class);
        }
        if run <= 3 {
            shape.push(class);
        }
        last = class;
    }
    let word = word.finish();
    let known = lexicon.word(word);
    Attributes {
        word,
        shape: shape.finish(),
        short: short.finish(),
        suffix: suffix.finish(),
        known,
        capital: document.tokens[token].capital,
        alphabetic,
        ..Attributes::default()
    }
}

fn style(tokens: &mut [Attributes]) {
    let letters = tokens.iter().filter(|t| t.alphabetic).count();
    let capitals = tokens.iter().filter(|t| t.capital).count();
    let style = match (letters, capitals * 10) {
        (0..=2, _) => 0,
        (l, c) if c >= l * 9 => 2,
        (l, c) if c >= l * 5 => 1,
        _ => 0,
    };
    tokens.iter_mut().for_each(|t| t.style = style);
    if let Some(first) = tokens.iter_mut().find(|t| t.alphabetic) {
        first.initial = true;
    }
}

fn runs(tokens: &mut [Attributes], offset: usize) {
    let mut at = 0;
    while at < tokens.len() {
        let end = at + tokens[at..].iter().take_while(|t| t.capital).count();
        let run = ((offset + at) as u32, (offset + end) as u32);
        tokens[at..end].iter_mut().for_each(|t| t.run = run);
        at = end.max(at + 1);
    }
}

fn quotations(document: &Document, offset: usize, tokens: &mut [Attributes]) {
    let mut open: Option<usize> = None;
    for at in 0..tokens.len() {
        let (opens, closes) = match document.folded(offset + at) {
            "«" | "“" | "„" | "‹" => (true, false),
            "»" | "”" | "›" => (false, true),
            "\"" => (open.is_none(), open.is_some()),
            _ => continue,
        };
        match open {
            // Only short quotations: titles and names, not speech.
            Some(start) if closes => {
                if at - start <= 9 {
                    tokens[start + 1..at].iter_mut().for_each(|t| t.quoted = true);
                }
                open = None;
            }
            _ if opens => open = Some(at),
            _ => {}
        }
    }
}

/// Marks the longest name of every list that starts at each capitalised token.
fn names(tokens: &mut [Attributes], lexicon: &Lexicon<'_>) {
    let mut busy = [0_usize; LISTS];
    for start in 0..tokens.len() {
        if !tokens[start].capital {
            continue;
        }
        let mut longest = [0_usize; LISTS];
        let mut any = false;
        let mut hash = 0;
        for (length, token) in tokens[start..].iter().take(NAME_TOKENS).enumerate() {
            hash = join(hash, token.word);
            let mut lists = lexicon.lists(hash);
            while lists != 0 {
                longest[lists.trailing_zeros() as usize] = length + 1;
                lists &= lists - 1;
                any = true;
            }
        }
        if !any {
            continue;
        }
        for list in 0..LISTS {
            let length = longest[list];
            if length == 0 || start < busy[list] {
                continue;
            }
            busy[list] = start + length;
            if length == 1 {
                tokens[start].unit |= 1 << list;
            } else {
                tokens[start].begins |= 1 << list;
                tokens[start + 1..start + length].iter_mut().for_each(|t| t.inside |= 1 << list);
            }
        }
    }
}

/// The feature that every token has.
pub const ALWAYS: u64 = hash::spread(1 << 8);

/// Feature families; an offset goes into the low bits.
mod family {
    pub const WORD: u64 = 2 << 8;
    pub const PAIR: u64 = 3 << 8;
    pub const SHAPE: u64 = 4 << 8;
    pub const SHORTS: u64 = 5 << 8;
    pub const PREFIX: u64 = 6 << 8;
    pub const SUFFIX: u64 = 7 << 8;
    pub const CLUSTER: u64 = 8 << 8;
    pub const CLUSTERS: u64 = 9 << 8;
    pub const SECOND: u64 = 10 << 8;
    pub const CASING: u64 = 11 << 8;
    pub const LISTED: u64 = 12 << 8;
    pub const LISTS: u64 = 13 << 8;
    pub const STYLE: u64 = 14 << 8;
    pub const RUN: u64 = 15 << 8;
    pub const SEEN: u64 = 16 << 8;
    pub const OTHER: u64 = 17 << 8;
    pub const QUOTED: u64 = 18 << 8;
    pub const WORD_SHAPE: u64 = 19 << 8;
}

/// Depths at which a cluster code is a feature.
const DEPTHS: [u32; 4] = [4, 6, 9, CLUSTER_BITS];

#[inline]
fn prefix(code: u16, depth: u32) -> u64 {
    (u64::from(code) - 1) >> (CLUSTER_BITS - depth)
}

/// The tokens that a token's features look at: itself in the middle.
pub const WINDOW: usize = 7;
/// The place of the token itself.
const HERE: usize = WINDOW / 2;

/// What stands beyond the borders of a sentence.
pub fn outside() -> Attributes {
    Attributes { word: 1, shape: 1, short: 1, suffix: 1, ..Attributes::default() }
}

/// Gives `emit` the features of token `at`, which lies in `sentence`.
pub fn features(
    document: &Document,
    all: &[Attributes],
    context: &Context,
    sentence: &Range<usize>,
    at: usize,
    emit: &mut impl FnMut(u64),
) {
    for place in 0..WINDOW {
        let token = neighbour(sentence, at, place);
        of_word(&token.map_or_else(outside, |i| all[i]), token.map_or("", |i| document.folded(i)), place, emit);
    }
    of_place(all, context, sentence, at, emit);
}

/// The token at `place` of the window around `at`; none beyond the sentence.
pub fn neighbour(sentence: &Range<usize>, at: usize, place: usize) -> Option<usize> {
    (at + place).checked_sub(HERE).filter(|index| sentence.contains(index))
}

/// Gives `emit` those features of a token that the word at `place` of its window has by itself.
pub fn of_word(token: &Attributes, folded: &str, place: usize, emit: &mut impl FnMut(u64)) {
    emit(mix(family::WORD | place as u64, token.word));
    if let Some(offset) = place.checked_sub(1).filter(|offset| *offset < 5) {
        emit(mix(family::SHAPE | offset as u64, token.shape));
        if token.known.first != 0 {
            for (n, depth) in DEPTHS.into_iter().enumerate() {
                emit(mix(family::CLUSTER | (offset * 4 + n) as u64, prefix(token.known.first, depth)));
            }
        }
    }
    if let Some(offset) = place.checked_sub(2).filter(|offset| *offset < 3)
        && token.known.second != 0
    {
        for (n, depth) in [5, 8, CLUSTER_BITS].into_iter().enumerate() {
            emit(mix(family::SECOND | (offset * 4 + n) as u64, prefix(token.known.second, depth)));
        }
    }
    match place {
        2 => emit(mix(family::SUFFIX | 16, token.suffix)),
        4 => emit(mix(family::SUFFIX | 17, token.suffix)),
        HERE => {
            emit(ALWAYS);
            emit(mix(family::WORD_SHAPE | 2, mix(token.word, token.short)));
            affixes(folded, emit);
        }
        _ => {}
    }
}

/// Gives `emit` the features of token `at` that more than one word makes.
pub fn of_place(all: &[Attributes], context: &Context, sentence: &Range<usize>, at: usize, emit: &mut impl FnMut(u64)) {
    let window: [Attributes; WINDOW] = std::array::from_fn(|place| neighbour(sentence, at, place).map_or_else(outside, |i| all[i]));
    let (here, left, right) = (&window[HERE], &window[HERE - 1], &window[HERE + 1]);
    words(&window, emit);
    clusters(&window, emit);
    let situation = u64::from(here.initial) | u64::from(here.style) << 1;
    emit(mix(family::STYLE, here.short ^ situation));
    emit(mix(family::CASING, here.short ^ (u64::from(here.known.casing) << 3 | situation)));
    emit(mix(family::CASING | 1, here.short ^ (u64::from(left.known.casing) << 3 | u64::from(left.capital))));
    emit(mix(family::CASING | 2, here.short ^ (u64::from(right.known.casing) << 3 | u64::from(right.capital))));
    if here.quoted {
        emit(mix(family::QUOTED, here.short ^ u64::from(left.quoted) << 1 ^ u64::from(right.quoted) << 2));
    }
    listed(&window, emit);
    if here.capital {
        run(all, sentence, at, here, emit);
        others(all, context, at, situation, emit);
    }
}

fn words(window: &[Attributes; WINDOW], emit: &mut impl FnMut(u64)) {
    for (n, (a, b)) in [(1, 2), (2, 3), (3, 4), (4, 5), (2, 4)].into_iter().enumerate() {
        emit(mix(family::PAIR | n as u64, mix(window[a].word, window[b].word)));
    }
    let [_, b, c, d, e, f, _] = window.each_ref().map(|t| t.short);
    emit(mix(family::SHORTS, mix(c, d)));
    emit(mix(family::SHORTS | 1, mix(d, e)));
    emit(mix(family::SHORTS | 2, mix(mix(c, d), e)));
    emit(mix(family::SHORTS | 3, mix(mix(b, c), d)));
    emit(mix(family::SHORTS | 4, mix(mix(d, e), f)));
    emit(mix(family::WORD_SHAPE, mix(window[2].word, d)));
    emit(mix(family::WORD_SHAPE | 1, mix(window[4].word, d)));
    emit(mix(family::WORD_SHAPE | 3, mix(window[1].word, mix(c, d))));
    emit(mix(family::WORD_SHAPE | 4, mix(window[5].word, mix(d, e))));
}

fn affixes(folded: &str, emit: &mut impl FnMut(u64)) {
    let mut hash = Rolling::new();
    for (n, c) in folded.chars().take(5).enumerate() {
        hash.push(c);
        emit(mix(family::PREFIX | n as u64, hash.finish()));
    }
    let mut hash = Rolling::new();
    for (n, c) in folded.chars().rev().take(5).enumerate() {
        hash.push(c);
        emit(mix(family::SUFFIX | n as u64, hash.finish()));
    }
}

/// What the clusters of neighbours make together.
fn clusters(window: &[Attributes; WINDOW], emit: &mut impl FnMut(u64)) {
    let short = window[HERE].short;
    let codes = [1, 2, 3, 4, 5].map(|i| window[i].known.first);
    for (n, (a, b)) in [(1, 2), (2, 3), (0, 1), (3, 4), (1, 3)].into_iter().enumerate() {
        if codes[a] != 0 && codes[b] != 0 {
            emit(mix(family::CLUSTERS | n as u64, prefix(codes[a], 6) << 16 | prefix(codes[b], 6)));
            emit(mix(family::CLUSTERS | 8 | n as u64, prefix(codes[a], 10) << 16 | prefix(codes[b], 10)));
        }
    }
    for (n, code) in [codes[1], codes[3]].into_iter().enumerate() {
        if code != 0 {
            emit(mix(family::CLUSTERS | 16 | n as u64, mix(prefix(code, 8), short)));
        }
    }
}

fn listed(window: &[Attributes; WINDOW], emit: &mut impl FnMut(u64)) {
    for (offset, token) in window[2..5].iter().enumerate() {
        for (part, set) in [token.unit, token.begins, token.inside].into_iter().enumerate() {
            let mut lists = set;
            while lists != 0 {
                let list = u64::from(lists.trailing_zeros());
                emit(mix(family::LISTED | offset as u64, list << 2 | part as u64));
                lists &= lists - 1;
            }
        }
    }
    let here = &window[3];
    let set = u64::from(here.unit) | u64::from(here.begins) << 16 | u64::from(here.inside) << 32;
    if set != 0 {
        emit(mix(family::LISTS, mix(set, here.short)));
        emit(mix(family::LISTS | 1, mix(set, u64::from(here.known.casing))));
    }
    // A first name before or a surname after decides much about an unknown neighbour.
    let beside = u64::from(window[2].unit) << 16 | u64::from(window[4].unit);
    if beside != 0 && here.capital {
        emit(mix(family::LISTS | 2, mix(beside, here.short)));
    }
}

/// What stands around the run of capitalised tokens that the token is in.
fn run(all: &[Attributes], sentence: &Range<usize>, at: usize, here: &Attributes, emit: &mut impl FnMut(u64)) {
    let (start, end) = (here.run.0 as usize, here.run.1 as usize);
    let place = match (at == start, at + 1 == end) {
        (true, true) => 0,
        (true, false) => 1,
        (false, false) => 2,
        (false, true) => 3,
    };
    let before = start.checked_sub(1).filter(|i| sentence.contains(i)).and_then(|i| all.get(i));
    let after = Some(end).filter(|i| sentence.contains(i)).and_then(|i| all.get(i));
    let length = (end - start).min(5) as u64;
    emit(mix(family::RUN, length << 2 | place));
    for (n, token) in [before, after].into_iter().enumerate() {
        let n = n as u64;
        let Some(token) = token else {
            emit(mix(family::RUN | 8 | n, place));
            continue;
        };
        emit(mix(family::RUN | 16 | n, mix(token.word, place)));
        if token.known.first != 0 {
            emit(mix(family::RUN | 24 | n, mix(prefix(token.known.first, 8), place)));
        }
    }
    if end - start > 1 {
        if let Some(last) = all.get(end - 1) {
            emit(mix(family::RUN | 32, mix(last.word, place)));
        }
        if let Some(first) = all.get(start) {
            emit(mix(family::RUN | 33, mix(first.word, place)));
            emit(mix(family::RUN | 34, mix(u64::from(first.unit & 0x3), place)));
        }
    }
}

/// What the rest of the document shows of the same word.
fn others(all: &[Attributes], context: &Context, at: usize, situation: u64, emit: &mut impl FnMut(u64)) {
    let here = &all[at];
    let seen = context.seen(here.word);
    emit(mix(family::SEEN, seen.summary() << 4 | situation));
    for other in context.others(here.word, at) {
        for (n, token) in [other.checked_sub(1), Some(other + 1)].into_iter().enumerate() {
            let Some(token) = token.and_then(|i| all.get(i)) else { continue };
            let n = n as u64;
            emit(mix(family::OTHER | n, token.word));
            emit(mix(family::OTHER | 2 | n, mix(token.short, u64::from(token.unit & 0x7))));
            if token.known.first != 0 {
                emit(mix(family::OTHER | 4 | n, prefix(token.known.first, 8)));
            }
        }
    }
}
