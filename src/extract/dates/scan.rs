//! Matching patterns at a place of the document.

use super::calendar::Fields;
use super::forms::{Form, read};
use super::grammar::{CORE, Element, Grammar, Kind, Pattern, REACH};
use super::lexicon::{ABBREVIATION, AMBIGUOUS, CAPITAL, Class, DIGITS, EITHER, LATE, LOWER, Phrase, WITH_DIGITS, bit, licence, unit};
use super::memo::Memo;
use super::reading::{Captures, Reading};
use super::{numbers, numeric, tense, years};
use crate::document::{Document, TokenKind};
use crate::language::Language;
use std::cell::Cell;

/// How deep one pattern may stand in another.
const MAX_DEPTH: usize = 3;

/// A document with the words of its language looked up.
pub(super) struct Scan<'a> {
    pub document: &'a Document,
    pub grammar: &'a Grammar,
    /// For every token, the phrases that begin with it (0: none).
    atoms: Vec<u32>,
    /// For every token, the classes of these phrases.
    masks: Vec<u64>,
    /// The same, with what hyphenated words may be that the lexicon does not hold as a whole.
    wide: Vec<u64>,
    /// For every token, the first one from there on that can be the core of an expression.
    cores: Vec<u32>,
    /// One past the last token of the block at hand.
    pub end: usize,
    /// The last token from which no pattern matches, whatever stands before it.
    dead: Cell<usize>,
    /// Whether the words before a match kept it from being one.
    refused: Cell<bool>,
    /// The numbers in words that were read last, by the token that they begin with.
    pub counts: Memo<(usize, i32)>,
    /// The same of ordinals.
    pub rankings: Memo<(usize, i32)>,
    /// The dates within other ones that were read last.
    inner: Memo<Match>,
}

/// What is found from a token on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    /// One past its last token.
    pub end: usize,
    pub reading: Reading,
}

/// How far from the first token of a range the word between its ends may stand.
const JOIN_REACH: usize = 14;

/// How far from its first token the first core of an expression may stand.
const CORE_REACH: usize = 10;

/// Letters of a noun that a number before it counts; shorter words may join a time to its day.
const MEASURE: usize = 5;

/// Marks a hyphenated numeral that the table does not hold as a whole.
const NUMERAL: u32 = u32::MAX;

/// Whether a hyphenated word begins with a number.
fn numeral(grammar: &Grammar, text: &str) -> bool {
    text.split_once('-').is_some_and(|(head, _)| grammar.lexicon.word(head, Class::Number).is_some())
}

/// What follows the word for a part in a hyphenated word: `november` of `mid-november`.
pub(super) fn parted<'t>(grammar: &Grammar, text: &'t str) -> Option<&'t str> {
    let (part, rest) = text.split_once('-')?;
    grammar.lexicon.word(part, Class::Part).map(|_| rest)
}

fn odd_digits(scan: &Scan<'_>, at: usize) -> bool {
    let text = scan.text(at);
    match scan.document.tokens[at].kind {
        TokenKind::Punctuation => text == "'" && numbers::short_year(scan, at).is_some(),
        TokenKind::Word => {
            text.bytes().any(|b| b.is_ascii_digit())
                && (numbers::parted_year(scan, at).is_some() || numbers::parted_decade(scan, at).is_some())
        }
        _ => false,
    }
}

impl<'a> Scan<'a> {
    pub(super) fn new(document: &'a Document, grammar: &'a Grammar) -> Self {
        let lexicon = &grammar.lexicon;
        let hyphenated = |text: &str| match parted(grammar, text).map_or(0, |rest| lexicon.index(rest)) {
            0 if numeral(grammar, text) => NUMERAL,
            index => index,
        };
        let atom = |text: &str| match lexicon.index(text) {
            0 if text.contains('-') => hyphenated(text),
            index => index,
        };
        let known = |word: &str| {
            let atom = atom(word);
            let mask = if atom == NUMERAL { bit(Class::Number) } else { lexicon.mask(atom) };
            let hyphenated = if word.contains('-') { bit(Class::Number) | bit(Class::Ordinal) | WITH_DIGITS } else { 0 };
            (atom, mask, mask | hyphenated)
        };
        let known: Vec<(u32, u64, u64)> = document.words().map(known).collect();
        let (mut atoms, mut masks) = (Vec::with_capacity(document.tokens.len()), Vec::with_capacity(document.tokens.len()));
        let mut wide = Vec::with_capacity(document.tokens.len());
        for at in 0..document.tokens.len() {
            let (atom, mask, all) = document.word(at).and_then(|word| known.get(word as usize)).copied().unwrap_or_default();
            atoms.push(atom);
            masks.push(mask);
            wide.push(all);
        }
        let end = document.tokens.len();
        let mut scan = Self {
            document,
            grammar,
            atoms,
            masks,
            wide,
            cores: Vec::new(),
            end,
            dead: Cell::new(usize::MAX),
            refused: Cell::new(false),
            counts: Memo::default(),
            rankings: Memo::default(),
            inner: Memo::default(),
        };
        scan.cores = vec![u32::MAX; scan.end];
        let mut next = u32::MAX;
        for at in (0..scan.end).rev() {
            if scan.is_number(at) {
                scan.masks[at] |= DIGITS;
                scan.wide[at] |= DIGITS;
            }
            if odd_digits(&scan, at) {
                scan.masks[at] |= WITH_DIGITS;
                scan.wide[at] |= WITH_DIGITS;
            }
            if scan.is_core(at) {
                next = u32::try_from(at).unwrap_or(u32::MAX);
            }
            scan.cores[at] = next;
        }
        scan
    }

    /// Whether an expression may have token `at` as its core: digits, or a word without which there is no date.
    fn is_core(&self, at: usize) -> bool {
        let mask = self.masks[at];
        let word =
            mask & CORE != 0 && self.grammar.lexicon.phrases(self.atoms[at]).iter().any(|p| CORE & bit(p.class) != 0 && self.stands(p, at));
        // Years in words: "nineteen eighty", "mille neuf cent".
        // and hours: "a las nueve".
        let marked = at > 0 && self.masks[at - 1] & (bit(Class::At) | bit(Class::Preposition)) != 0;
        let year = || mask & bit(Class::Number) != 0 && self.phrase(at, Class::Number).is_some_and(|(_, p)| p.value >= 10 || marked);
        word || self.is_number(at) || self.roman(at) || self.with_digits(at) || year()
    }

    fn stands(&self, phrase: &Phrase, at: usize) -> bool {
        phrase.rest.iter().zip(at + 1..).all(|(word, i)| self.text(i) == word)
    }

    /// The folded text of token `at`, empty beyond the block.
    pub(super) fn text(&self, at: usize) -> &str {
        if at < self.end { self.document.folded(at) } else { "" }
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        at < self.end && self.document.tokens[at].kind == TokenKind::Number
    }

    /// Whether token `at` follows the one before without white space.
    pub(super) fn glued(&self, at: usize) -> bool {
        at < self.end && !self.document.tokens[at].spaced
    }

    /// Whether a word or number that a date needs stands at `at` or soon after.
    pub(super) fn near_core(&self, at: usize) -> bool {
        self.cores.get(at).is_some_and(|&core| core as usize <= at + CORE_REACH)
    }

    /// Whether anything may begin at token `at`.
    pub(super) fn may_begin(&self, at: usize) -> bool {
        self.near_core(at) && (self.masks[at] & self.grammar.starters != 0 || self.is_number(at) || self.roman(at) || self.with_digits(at))
    }

    /// Whether token `at` is a sign or a noun that no date has, so that a number before it measures something (`2.00 %`, `12.50 euros`).
    pub(super) fn measures(&self, at: usize) -> bool {
        let Some(token) = self.document.tokens.get(at).filter(|_| at < self.end) else { return false };
        match token.kind {
            TokenKind::Symbol => true,
            TokenKind::Word => self.phrase(at, Class::Counted).is_some() || self.masks[at] == 0 && self.text(at).chars().count() >= MEASURE,
            _ => false,
        }
    }

    /// Whether token `at` is a year or decade that is not digits alone: `mid-2025`, `’98`.
    fn with_digits(&self, at: usize) -> bool {
        self.masks.get(at).is_some_and(|mask| mask & WITH_DIGITS != 0)
    }

    /// Whether words or a dash that join the ends of a range follow soon.
    pub(super) fn joins(&self, at: usize, class: Class) -> bool {
        let dash = |i: usize| self.document.tokens[i].kind == TokenKind::Punctuation && matches!(self.text(i), "-" | "–" | "—" | "/");
        (at + 1..self.end.min(at + JOIN_REACH)).any(|i| self.masks[i] & bit(class) != 0 || dash(i))
    }

    fn roman(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(|t| t.capital)
            && self.text(at).starts_with(['i', 'v', 'x'])
            && numbers::roman(self, at).is_some()
    }

    /// The phrases of `class` that stand at token `at`, longest first, with the tokens that they take.
    pub(super) fn phrases(&self, at: usize, class: Class) -> impl Iterator<Item = (usize, &'a Phrase)> + '_ {
        let any = at < self.end && self.masks[at] & bit(class) != 0;
        let all = self.grammar.lexicon.phrases(if any { self.atoms[at] } else { 0 }).iter().filter(move |p| p.class == class);
        all.filter(move |p| self.stands(p, at)).map(|p| (p.rest.len() + 1, p))
    }

    /// The longest phrase of `class` at token `at`.
    pub(super) fn phrase(&self, at: usize, class: Class) -> Option<(usize, &'a Phrase)> {
        self.phrases(at, class).next()
    }

    /// Where the text goes on after a word of `class` that may or may not stand at `at`.
    pub(super) fn skip(&self, at: usize, class: Class) -> usize {
        self.phrase(at, class).map_or(at, |(len, _)| at + len)
    }

    /// The longest date that a pattern finds from token `at` on.
    pub(super) fn span(&self, at: usize, licence: u8, depth: usize) -> Option<Match> {
        if at >= self.end || depth > MAX_DEPTH || (depth == 0 && self.dead.get() == at) {
            return None;
        }
        if depth == 0 {
            self.refused.set(false);
        }
        let mut best: Option<Match> = None;
        let mut last = u16::MAX;
        let digits = if self.is_number(at) || self.with_digits(at) { self.grammar.starting_with_digits() } else { &[] };
        let words = self.grammar.lexicon.phrases(self.atoms[at]).iter().flat_map(|p| self.grammar.starting_with(p.class));
        let roman = if self.roman(at) { self.grammar.starting_with_roman() } else { &[] };
        let numeral = if self.atoms[at] == NUMERAL { self.grammar.starting_with(Class::Number) } else { &[] };
        let next = [self.after_number(at), self.after_number(at + 1)];
        let ahead = self.ahead(at);
        for &index in digits.iter().chain(roman).chain(numeral).chain(words) {
            if index == last {
                continue;
            }
            last = index;
            let Some(pattern) = self.grammar.patterns.get(usize::from(index)) else { continue };
            if pattern.needs.iter().any(|&need| ahead & need == 0) || !self.may_match(pattern, at, next) {
                continue;
            }
            if let Some(found) = self.matched(pattern, at, licence, depth)
                && best.is_none_or(|b| found.end > b.end)
            {
                best = Some(found);
            }
        }
        if depth == 0 && best.is_none() && !self.refused.get() {
            self.dead.set(at);
        }
        best
    }

    /// What the tokens from `at` on are that a pattern may reach: the classes of their words, and what hyphenated ones may be.
    fn ahead(&self, at: usize) -> u64 {
        self.wide.get(at..self.end.min(at + REACH)).unwrap_or_default().iter().fold(0, |all, mask| all | mask)
    }

    /// Whether the words at `at` and after it may be those of `pattern`, where it begins with a number or an article; `next` are the
    /// classes of the words after the number at `at` and after the one beside it.
    fn may_match(&self, pattern: &Pattern, at: usize, next: [Option<u64>; 2]) -> bool {
        let goes_on = |next: Option<u64>| next.zip(pattern.then).is_none_or(|(next, then)| next & then != 0);
        match pattern.after_the {
            Some(first) => {
                let begins = |at: usize| self.masks.get(at).is_some_and(|mask| mask & first != 0);
                let article = self.masks[at] & bit(Class::The) != 0;
                (begins(at) && goes_on(next[0])) || (article && begins(at + 1) && goes_on(next[1]))
            }
            None => !(pattern.bare || self.is_number(at)) || goes_on(next[0]),
        }
    }

    /// The classes of the word after the number at `at`; `None` where the number may take more than one token.
    fn after_number(&self, at: usize) -> Option<u64> {
        let next = self.masks.get(at + 1).copied().filter(|_| at + 1 < self.end).unwrap_or(0);
        if at >= self.end {
            return None;
        }
        if self.is_number(at) {
            return (next & bit(Class::Suffix) == 0 && !self.is_number(at + 1)).then_some(next);
        }
        let more = bit(Class::Number) | bit(Class::And) | bit(Class::Ordinal);
        let one = |class| self.phrase(at, class).is_none_or(|(len, _)| len == 1);
        let single = self.atoms[at] != NUMERAL && one(Class::Number) && one(Class::Ordinal);
        (single && self.masks[at] & (bit(Class::Number) | bit(Class::Ordinal)) != 0 && next & more == 0).then_some(next)
    }

    fn matched(&self, pattern: &Pattern, at: usize, licence: u8, depth: usize) -> Option<Match> {
        let mut found = None;
        self.elements(pattern, &pattern.elements, at, &Captures::EMPTY, depth, &mut |end, caps: &Captures| {
            if pattern.lone && !self.licensed(at, end, caps, licence, depth) {
                self.refused.set(true);
                return false;
            }
            if caps.has(Class::Ahead) && (self.since_then(at) || self.took(at, end)) {
                return false;
            }
            // "Monday 8-9 am": the digits are hours.
            let day_alone = caps.day.is_some() && caps.has(Class::Weekday) && !caps.has(Class::Month) && caps.span.is_none();
            if day_alone && matches!(self.text(end), "-" | "–") && self.is_number(end + 1) {
                return false;
            }
            // `en juin 12 pesticides`: what counts a noun is no day.
            let last = end.checked_sub(2).is_some_and(|m| self.phrase(m, Class::Month).is_some()) && self.is_number(end - 1);
            let noun =
                self.document.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Word && t.spaced) && self.masks.get(end) == Some(&0);
            // `since Monday 18 towns`
            let set_off = end > 1 && self.text(end - 2) == "," || self.grammar.language == Language::En;
            if day_alone && noun && set_off && self.is_number(end - 1) {
                return false;
            }
            if last && end == at + 2 && caps.day.is_some() && self.grammar.language != Language::En && noun {
                return false;
            }
            // `due settimane prima del voto`: counted from what is no date.
            if pattern.form == Form::Anaphoric && self.text(end) != "," && self.phrase(end, Class::Of).is_some() {
                return false;
            }
            let Some(reading) = read(pattern.form, caps, self.document.reference) else { return false };
            found = Some(Match { end: end - usize::from(caps.stop), reading });
            true
        });
        found
    }

    /// Whether a match that needs a context has one.
    fn licensed(&self, at: usize, end: usize, caps: &Captures, given: u8, depth: usize) -> bool {
        let nested = depth > 0 || (end == at + 1 && parted(self.grammar, self.text(at)).is_some());
        if let (Some(year), None) = (caps.year, caps.get(Class::Month)) {
            return years::stands(self, at, end, year, given, nested);
        }
        if caps.get(Class::Month).is_some() {
            return nested || !caps.ambiguous || given & licence::MONTH != 0;
        }
        if caps.get(Class::Season).is_some() {
            return nested || given & licence::SEASON != 0;
        }
        if caps.has(Class::Weekday) {
            return !caps.ambiguous || (given == licence::ENDS && depth == 0);
        }
        if caps.has(Class::LastPeriod) {
            return depth == 0;
        }
        if caps.ranking.is_some() && caps.has(Class::Units) {
            // "the first nine months" are those of the year, "the first nine months of her term" are not.
            return self.phrase(end, Class::Content).is_none();
        }
        if caps.has(Class::CenturyName) {
            return nested || given & licence::YEAR != 0;
        }
        if caps.unit() == Some(unit::WEEKEND) {
            return given & (licence::SEASON | licence::DAY) != 0;
        }
        if caps.numeric.is_some() {
            return given & licence::DAY != 0;
        }
        // English days of the month are ordinals: "on the 15th", but "on 15 occasions".
        let ordinal = self.grammar.language != Language::En || self.phrase(end - 1, Class::Suffix).is_some();
        caps.day.is_some() && given & licence::DAY != 0 && ordinal && self.day_ends(end)
    }

    /// Whether the words before `at` make a length of time one that has passed: `the first time in two years`.
    fn since_then(&self, at: usize) -> bool {
        let start =
            self.document.sentences.get(self.document.sentence_at(self.document.tokens[at].span.start)).map_or(at, |s| s.tokens.start);
        (start.max(at.saturating_sub(6))..at).any(|before| self.phrase(before, Class::NotBefore).is_some())
    }

    /// `has had three chiefs in eight years`: a length of time in which something was done.
    fn took(&self, at: usize, end: usize) -> bool {
        self.phrases(at, Class::Ahead).any(|(_, p)| p.flags & EITHER != 0) && tense::done(self, at, end)
    }

    /// Whether a bare day of the month may end before `at`: no noun follows that it would count.
    pub(super) fn day_ends(&self, at: usize) -> bool {
        let follows = [Class::Preposition, Class::At, Class::From, Class::Between, Class::And];
        // "der 12. Platz"
        let ranks = at + 1 < self.end && self.text(at) == "." && !self.ends_sentence(at) && self.document.tokens[at + 1].capital;
        at >= self.end
            || self.document.tokens[at].kind == TokenKind::Punctuation && self.text(at) != "-" && !ranks
            || follows.iter().any(|class| self.phrase(at, *class).is_some())
    }

    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        let sentence = self.document.sentence_at(self.document.tokens[at].span.start);
        self.document.sentences.get(sentence).is_some_and(|s| s.tokens.start == at)
    }

    fn ends_sentence(&self, at: usize) -> bool {
        let sentence = self.document.sentence_at(self.document.tokens[at].span.start);
        self.document.sentences.get(sentence).is_some_and(|s| s.tokens.end == at + 1)
    }

    /// Tries the elements from the first on, backtracking; `done` says whether what was taken is accepted.
    fn elements(
        &self,
        pattern: &Pattern,
        elements: &[Element],
        at: usize,
        caps: &Captures,
        depth: usize,
        done: &mut dyn FnMut(usize, &Captures) -> bool,
    ) -> bool {
        let Some((element, rest)) = elements.split_first() else { return done(at, caps) };
        for kind in &element.kinds {
            let mut next = |end: usize, caps: &Captures| self.elements(pattern, rest, end, caps, depth, done);
            if self.kind(kind, pattern, at, caps, depth, &mut next) {
                return true;
            }
        }
        element.optional && self.elements(pattern, rest, at, caps, depth, done)
    }

    fn kind(
        &self,
        kind: &Kind,
        pattern: &Pattern,
        at: usize,
        caps: &Captures,
        depth: usize,
        next: &mut dyn FnMut(usize, &Captures) -> bool,
    ) -> bool {
        if at >= self.end {
            return false;
        }
        match kind {
            Kind::Word(class, value) => {
                self.phrases(at, *class).filter(|(_, p)| value.is_none_or(|v| v == p.value)).any(|(len, phrase)| {
                    if phrase.flags & CAPITAL != 0 && !pattern.day && !self.document.tokens[at].capital {
                        return false;
                    }
                    if phrase.flags & LOWER != 0 && !pattern.day && self.document.tokens[at].capital && !self.begins_sentence(at) {
                        return false;
                    }
                    // "mar", "out", "set" alone: only as they are shortened.
                    let short = phrase.flags & ABBREVIATION != 0 && pattern.elements.len() == 1;
                    let mut caps = Captures { stop: false, ..*caps };
                    caps.set(*class, phrase.value);
                    caps.ambiguous |= phrase.flags & AMBIGUOUS != 0;
                    caps.late |= *class == Class::Relday && phrase.flags & LATE != 0;
                    let end = at + len;
                    if phrase.flags & ABBREVIATION != 0
                        && self.text(end) == "."
                        && self.glued(end)
                        && !(short && self.ends_sentence(end))
                        && next(end + 1, &Captures { stop: true, ..caps })
                    {
                        return true;
                    }
                    (!short || self.document.tokens[at].capital) && next(end, &caps)
                })
            }
            Kind::Day => numbers::day(self, at, &mut |end, day| next(end, &Captures { day: Some(day), stop: false, ..*caps })),
            Kind::DigitDay => {
                self.is_number(at) && numbers::day(self, at, &mut |end, day| next(end, &Captures { day: Some(day), stop: false, ..*caps }))
            }
            Kind::Year => numbers::year(self, at, &mut |end, year| next(end, &Captures { year: Some(year), stop: false, ..*caps })),
            Kind::Count => numbers::count(self, at).is_some_and(|(end, n)| next(end, &Captures { stop: false, ..caps.counted(n) })),
            Kind::Ranking => {
                numbers::ranking(self, at).is_some_and(|(end, n)| next(end, &Captures { ranking: Some(n), stop: false, ..*caps }))
            }
            Kind::Roman => numbers::roman(self, at).is_some_and(|n| {
                let caps = Captures { ranking: Some(n), stop: false, ..*caps };
                // "XX e siècle"
                let suffix = self.phrase(at + 1, Class::Suffix).filter(|(_, p)| p.value == numbers::APART);
                next(at + 1, &caps) || suffix.is_some_and(|(len, _)| next(at + 1 + len, &caps))
            }),
            Kind::MidDecade => {
                numbers::parted_decade(self, at).is_some_and(|n| next(at + 1, &Captures { count: Some(n), stop: false, ..*caps }))
            }
            Kind::Numeric => numeric::date(self, at).is_some_and(|(end, fields, sure)| {
                (sure || pattern.lone || pattern.elements.len() > 1) && next(end, &Captures { numeric: Some(fields), stop: false, ..*caps })
            }),
            Kind::Span => {
                // Digits alone need the outer pattern to say that they are a year.
                let inner = self.inner.get(at * (MAX_DEPTH + 2) + depth, || self.span(at, licence::ENDS, depth + 1));
                inner.is_some_and(|m| {
                    caps.span.is_none()
                        && m.reading.fields() != Some(Fields::default())
                        && next(m.end, &Captures { span: Some(m.reading), stop: false, ..*caps })
                })
            }
            Kind::Mark(mark) => self.text(at) == mark && next(at + 1, &Captures { stop: false, ..*caps }),
        }
    }
}
