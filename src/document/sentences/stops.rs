//! Final marks: where a run of them ends, and whether a sentence ends with it.

use super::lexicon::{Abbreviation, LONGEST, Lexicon};
use super::{Splitter, is_bullet};
use crate::document::TokenKind;
use std::borrow::Cow;

/// What kind of mark ends the text so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// A full stop of its own.
    Point,
    /// The point of an initial or an acronym, part of its token.
    Initial,
    /// Points that leave something out.
    Ellipsis,
    /// A question or exclamation mark.
    Mark,
}

/// A run of final marks with what closes after them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) kind: Stop,
    /// One past the last token of the run.
    pub(super) end: usize,
    /// Whether a quotation mark closes in it.
    quote: bool,
    /// The last bracket that closes in it.
    bracket: Option<usize>,
    /// How many full stops it holds.
    points: usize,
}

impl Splitter<'_> {
    /// The kind of final mark that token `at` is or ends with.
    pub(super) fn stop_at(&self, at: usize) -> Option<Stop> {
        let token = &self.document.tokens[at];
        match token.kind {
            TokenKind::Punctuation => mark(self.text(at)),
            TokenKind::Word if self.text(at).ends_with('.') => Some(Stop::Initial),
            _ => None,
        }
    }

    /// The run of final marks and closing marks that begins at `at`.
    pub(super) fn run_from(&mut self, at: usize, kind: Stop) -> Run {
        let points = |text: &str| text.bytes().filter(|&b| b == b'.').count();
        let mut run = Run { kind, end: at + 1, quote: false, bracket: None, points: points(self.text(at)) };
        while run.end < self.range.end {
            let text = self.text(run.end);
            if let Some(next) = mark(text) {
                // Points that stand apart (". . .") continue points only; other marks may follow a space (French).
                if self.spaced(run.end) && self.begins_with_points(&run, next) {
                    break;
                }
                run.points += points(text);
                run.kind = match (run.kind, next) {
                    (_, Stop::Mark) | (Stop::Mark, _) => Stop::Mark,
                    (Stop::Initial, Stop::Point) => Stop::Initial,
                    _ => Stop::Ellipsis,
                };
            } else if matches!(text, "\"" | "'" | "’" | "”" | "“" | "»" | "«" | "›" | "‘" | "``") {
                if !self.closes(run.end) {
                    break;
                }
                run.quote = true;
                self.pass(run.end);
            } else if matches!(text, ")" | "]" | "}") && (!self.spaced(run.end) || self.spaced(run.end + 1) && self.capital(run.end + 1)) {
                run.bracket = Some(run.end);
            } else {
                break;
            }
            run.end += 1;
        }
        run
    }

    /// Whether points that stand apart after `run` belong to what follows ("… fin. ... et puis", "… end. . . . The practice").
    fn begins_with_points(&self, run: &Run, next: Stop) -> bool {
        match (run.kind, next) {
            (Stop::Mark, Stop::Point) | (Stop::Point, Stop::Ellipsis) => true,
            (Stop::Point, Stop::Point) if run.points == 1 && !self.spaced(run.end - 1) => {
                let mut after = run.end;
                while after < run.end + 4 && self.text(after) == "." {
                    after += 1;
                }
                self.is(after, TokenKind::Word) && self.capital(after)
            }
            _ => false,
        }
    }

    /// Whether the quotation mark `at`, which follows a final mark, closes what is quoted.
    fn closes(&self, at: usize) -> bool {
        let before = !self.spaced(at);
        let after = self.spaced(at + 1) || matches!(self.text(at + 1), "," | "." | ")" | "]" | ";" | ":" | "»" | "”" | "\"" | "'" | "’");
        match self.text(at) {
            "»" | "”" => before || after,
            "›" => before || after,
            "«" | "“" | "‘" => before && after,
            "'" if self.text(at + 1) == "'" && !self.spaced(at + 1) => before || self.spaced(at + 2),
            "'" if !before && at > 0 && self.text(at - 1) == "'" => true,
            "\"" if before != after => self.open,
            _ => before,
        }
    }

    /// Whether a sentence ends with `run`, which begins at `at`.
    pub(super) fn boundary(&self, at: usize, run: &Run) -> bool {
        let next = run.end;
        if self.low_mark(next) {
            return self.can_begin(next, self.head(next)) && run.kind != Stop::Initial;
        }
        if matches!(self.text(next), "," | ";" | ":" | ")" | "]" | "}" | "/" | "%") || (self.text(next) == "»" && !self.spaced(next)) {
            return false;
        }
        if matches!(self.text(at.wrapping_sub(1)), "[" | "(") && at > self.range.start && run.kind != Stop::Initial {
            // "[...]" and "(?)" stand for something left out or doubted.
            return false;
        }
        if at > self.range.start && self.text(at - 1) == ":" && !self.spaced(at) && run.kind == Stop::Mark {
            // "Tel:?": a character that was lost.
            return false;
        }
        let head = self.head(next);
        let fresh = self.can_begin(next, head);
        if !self.spaced(next) && (head == next || is_dash(self.text(next))) {
            return self.glued(at, run, next);
        }
        match run.kind {
            Stop::Mark => {
                (fresh || self.small(at, run, head))
                    && !(run.quote && self.reports(next))
                    && !(run.end == at + 1 && at > self.first && self.marked(at))
            }
            Stop::Ellipsis => {
                fresh
                    && at > self.first
                    && (run.points > 3 || !self.spaced(run.end - 1) || self.folded(head) != "i")
                    && !self.is(head, TokenKind::Number)
            }
            Stop::Initial => fresh && self.after_initial(at, head),
            Stop::Point => self.after_point(at, run, head, fresh),
        }
    }

    /// `,,` in place of „.
    fn low_mark(&self, at: usize) -> bool {
        self.text(at) == "," && self.text(at + 1) == "," && !self.spaced(at + 1)
    }

    /// The first token from `next` on that is no opening mark, dash or bullet.
    fn head(&self, next: usize) -> usize {
        let mut head = next;
        while head < next + 4 && (opens(self.text(head)) || is_dash(self.text(head)) || is_bullet(self.text(head))) {
            head += 1;
        }
        head
    }

    /// Whether a sentence can begin at `next`, whose first word or number is `head`.
    fn can_begin(&self, next: usize, head: usize) -> bool {
        if head >= self.range.end {
            return false;
        }
        match self.document.tokens[head].kind {
            TokenKind::Word => {
                self.capital(head)
                    || (head > next && opens(self.text(next)) && !matches!(self.text(next), "(" | "["))
                    || self.text(head).chars().skip(1).take(3).any(char::is_uppercase)
            }
            TokenKind::Number | TokenKind::Address => true,
            TokenKind::Symbol => !matches!(self.text(head), "%" | "°" | "+" | "=" | "<" | ">"),
            TokenKind::Punctuation => {
                matches!(self.text(head), "…" | "..." | "#" | "@" | "*") || self.text(head) == "." && self.text(head + 1) == "."
            }
        }
    }

    /// No space after the mark: a boundary only where a space was plainly forgotten.
    fn glued(&self, at: usize, run: &Run, next: usize) -> bool {
        let begins = self.is(next, TokenKind::Word) && self.capital(next) && !self.document.tokens[next].upper;
        match run.kind {
            Stop::Initial => false,
            Stop::Ellipsis => begins && self.clear_starter(next) && self.is(at.saturating_sub(1), TokenKind::Word) && !self.capital(at - 1),
            Stop::Mark => begins || self.begins_small() && self.is(next, TokenKind::Word) && !run.quote && run.bracket.is_none(),
            Stop::Point => {
                let long = |at: usize, least: usize| self.text(at).chars().count() > least;
                let known = self.starter(next) && self.is(at.saturating_sub(1), TokenKind::Word) && long(at - 1, 3);
                let lower = self.is(at.saturating_sub(1), TokenKind::Word) && !self.capital(at - 1) && long(at - 1, 2) && long(next, 1);
                begins && at > self.first && (run.quote || run.end > at + 1 || lower || known)
            }
        }
    }

    /// `Yahoo!` and other names that are written with a mark.
    fn marked(&self, at: usize) -> bool {
        self.lexicon.is_some_and(|l| l.marked(self.folded(at - 1))) && !(self.capital(at + 1) && self.starter(at + 1))
    }

    /// After a quoted question: who asks, and the verb (`"Why?" Smith asked`).
    fn reports(&self, next: usize) -> bool {
        let mut at = next;
        while at < next + 4 && self.is(at, TokenKind::Word) && self.capital(at) && !self.starter(at) {
            at += 1;
        }
        at > next && self.lexicon.is_some_and(|l| l.says(self.folded(at)))
    }

    fn starter(&self, at: usize) -> bool {
        self.lexicon.is_some_and(|l| l.starter(self.folded(at)))
    }

    /// A word that begins sentences and cannot go on with a name.
    fn clear_starter(&self, at: usize) -> bool {
        self.lexicon.is_some_and(|l| l.starter(self.folded(at)) && !l.particle(self.folded(at)))
    }

    fn after_initial(&self, at: usize, head: usize) -> bool {
        if at > self.first && self.text(at - 1) == "°" {
            return true;
        }
        if let Some(class) = self.abbreviation(at) {
            return self.after_abbreviation(class, at, head);
        }
        let letters = self.text(at).chars().filter(|c| c.is_alphabetic()).count();
        if letters > 1 {
            return at > self.first && self.starter(head);
        }
        // One letter: an initial after a capitalised word or at the start, else a letter of its own ("le plan B. Elle …").
        if self.folded(at) == "i." && self.lexicon.is_some_and(|l| l.starter("i")) {
            return self.starter(head);
        }
        at > self.first && (self.clear_starter(head) || !self.capital(at - 1) && self.starter(head))
    }

    fn after_point(&self, at: usize, run: &Run, head: usize, fresh: bool) -> bool {
        if at == self.first {
            return false;
        }
        let before = at - 1;
        let alone = run.end == at + 1;
        if alone && !self.spaced(at) {
            if self.is(before, TokenKind::Number) {
                return (fresh || self.begins_small() && self.starter(head)) && self.after_number(before, head);
            }
            // `25 °C.`, `15C.`: degrees are no initial.
            let degrees = matches!(self.text(before), "C" | "F") && before > self.first && !self.spaced(before);
            if degrees && (self.text(before - 1) == "°" || self.is(before - 1, TokenKind::Number)) {
                return fresh;
            }
            if self.is(before, TokenKind::Word) || self.text(before) == "°" {
                if let Some(class) = self.abbreviation(before) {
                    return fresh && self.after_abbreviation(class, before, head);
                }
                if is_roman(self.text(before)) && self.lexicon.is_some_and(|l| l.has_ordinals()) {
                    return fresh && self.starter(head);
                }
                let short = self.text(before).chars().count() <= 2;
                if short
                    && !self.document.tokens[before].upper
                    && self.text(before).chars().all(char::is_alphabetic)
                    && is_dotted(self, before)
                {
                    return fresh && self.starter(head);
                }
                if is_vowelless(self.text(before)) && !(before > self.first && self.is(before - 1, TokenKind::Number)) {
                    return fresh && self.starter(head);
                }
            }
        }
        fresh || self.small(at, run, head)
    }

    /// A sentence that begins in lower case, or a list item after a dash: only after an ordinary word, outside quotation marks.
    fn small(&self, at: usize, run: &Run, head: usize) -> bool {
        if at == self.first || !self.is(head, TokenKind::Word) || self.capital(head) {
            return false;
        }
        if head > run.end {
            return run.kind == Stop::Point && head == run.end + 1 && is_dash(self.text(run.end)) && self.spaced(head);
        }
        if run.end > at + 1 && run.kind != Stop::Mark || run.quote || self.open {
            return false;
        }
        match run.kind {
            // Who writes the sentence before without a capital does not begin the next one with one.
            Stop::Mark => run.bracket.is_none() && (self.clear_starter(head) || self.begins_small()),
            _ if self.text(at - 1) == ")" => self.clear_starter(head),
            _ => self.ordinary(at - 1, self.starter(head)),
        }
    }

    /// Whether the sentence under way begins with a lower-case word.
    fn begins_small(&self) -> bool {
        self.is(self.first, TokenKind::Word) && !self.capital(self.first) && self.text(self.first).chars().all(char::is_alphabetic)
    }

    /// Whether the lower-case word before a full stop is no abbreviation, as far as one can tell.
    fn ordinary(&self, at: usize, before_starter: bool) -> bool {
        if !self.is(at, TokenKind::Word) || (at > self.first && self.text(at - 1) == "." && !self.spaced(at)) {
            return false;
        }
        let word = self.text(at);
        let open_end = word.ends_with(|c: char| !c.is_ascii() || matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'));
        let length = word.chars().count();
        if self.capital(at) {
            // A name that ends in a vowel is no title or abbreviation.
            return at > self.first && open_end && length >= 5 && before_starter && !self.document.tokens[at].upper;
        }
        let long = length >= 6 || length >= if before_starter { 3 } else { 4 };
        self.starter(at) || long && (open_end || !self.lexicon.is_some_and(Lexicon::ends_in_vowels))
    }

    /// `12.` before `head`: a list number, an ordinal, or the end of a sentence.
    fn after_number(&self, number: usize, head: usize) -> bool {
        if number == self.first {
            return false;
        }
        let Some(lexicon) = self.lexicon.filter(|l| l.has_ordinals()) else { return true };
        if self.text(number).len() > 2 || !self.text(number).bytes().all(|b| b.is_ascii_digit()) {
            return true;
        }
        if lexicon.after_ordinal(self.folded(head)) {
            return false;
        }
        if self.starter(head) {
            return true;
        }
        !(lexicon.before_ordinal(self.folded(number - 1)) || self.text(number - 1) == "." || is_dash(self.text(number - 1)))
    }

    fn after_abbreviation(&self, class: Abbreviation, last: usize, head: usize) -> bool {
        match class {
            Abbreviation::Never => false,
            Abbreviation::Number => {
                !(self.is(head, TokenKind::Number) || is_roman(self.text(head)) || self.text(head) == "°" || self.text(head) == "§")
            }
            Abbreviation::Name => {
                self.clear_starter(head)
                    || (self.starter(head) && !self.is(last.wrapping_sub(1), TokenKind::Word))
                    || self.after_clock(last, head)
            }
            Abbreviation::End => true,
        }
    }

    /// `6 p.m. Mr.`: a time ends a sentence before any capital, unless the sentence has hardly begun (`At 5 a.m. Mr. Smith`).
    fn after_clock(&self, last: usize, head: usize) -> bool {
        let clock = matches!(self.folded(last), "m" | "m." | "a.m." | "p.m.");
        clock && last > self.first + 4 && self.capital(head) && !self.document.tokens[head].upper
    }

    /// The abbreviation that token `last` ends, looking back over pieces with points (`z. B.`, `a.m.`, `av. J.-C.`).
    fn abbreviation(&self, last: usize) -> Option<Abbreviation> {
        let lexicon = self.lexicon?;
        // Most are one token, or none.
        let mut key = Cow::Borrowed(self.folded(last));
        let mut best = None;
        let mut from = last;
        for _ in 0..LONGEST {
            if from < last {
                key.to_mut().insert_str(0, self.folded(from));
            }
            let whole = key.strip_suffix('.').unwrap_or(&key);
            if let Some(class) = lexicon.abbreviation(whole, self.capital(from)) {
                best = Some(class);
            }
            // Only pieces that end in a point, or glued ones, belong together.
            if from == self.first {
                break;
            }
            let dotted = self.text(from - 1).ends_with('.');
            let glued = !self.spaced(from);
            let word = self.is(from - 1, TokenKind::Word) && self.text(from) == ".";
            let short = self.text(from - 1).chars().count() <= 4;
            if !(dotted || glued && short || word && short) {
                break;
            }
            from -= 1;
        }
        best
    }
}

fn is_dotted(splitter: &Splitter<'_>, at: usize) -> bool {
    splitter.text(at).chars().count() == 1 || (at > splitter.first && splitter.text(at - 1) == ".") && !splitter.spaced(at)
}

fn mark(text: &str) -> Option<Stop> {
    match text {
        "." | "。" => Some(Stop::Point),
        "?" | "!" | "‽" | "⁇" | "⁈" | "⁉" | "？" | "！" => Some(Stop::Mark),
        "…" => Some(Stop::Ellipsis),
        _ if text.len() > 1 && text.bytes().all(|b| b == b'.') => Some(Stop::Ellipsis),
        _ => None,
    }
}

fn opens(text: &str) -> bool {
    matches!(text, "«" | "“" | "„" | "‚" | "‘" | "‹" | "\"" | "'" | "(" | "[" | "¿" | "¡" | "»" | "”" | "’" | "`" | ",")
}

fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "―" | "‒" | "−")
}

fn is_roman(text: &str) -> bool {
    (1..=5).contains(&text.len()) && text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// A short lower-case word without a vowel is no word but an abbreviation (`qqch.`, `bzgl.`).
fn is_vowelless(text: &str) -> bool {
    text.len() <= 5 && text.chars().all(|c| c.is_ascii_lowercase() && !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
}
