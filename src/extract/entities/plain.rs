//! What has a capital and names nothing: words of headlines and lists, words that open a sentence, numbered parts, letters for units,
//! words set in capitals for emphasis, peoples.
//!
//! The labeller saw few headlines and lists; what a capital says in them the rest of the document and the words' habits tell.

use super::candidates::{Candidate, Scene};
use super::class;
use super::merge::LONGEST;
use super::typing;
use crate::document::TokenKind;
use crate::model::lexicon::List;
use crate::model::{Mention, Usage};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// What tells names from plain words in one document.
pub(super) struct Habits<'a, 's> {
    scene: &'s Scene<'a>,
    usage: &'s [Usage],
    /// Folded words of the labelled names that stand where a capital says something.
    written: FxHashSet<String>,
    /// Last words of the people that the labeller found with more than one.
    surnames: FxHashSet<&'a str>,
}

/// Points from the words around a capitalised word that opens a sentence from which it is a name all the same.
const CONTEXT: i32 = 4;
/// How many times as often as with a capital a plain word is written in lower case at least.
const RARE: u32 = 2;
/// The fewest letters of a word set in capitals that is told from an acronym by its habits.
const EMPHASIS: usize = 4;

impl<'a, 's> Habits<'a, 's> {
    pub(super) fn new(scene: &'s Scene<'a>, usage: &'s [Usage], labelled: &[Mention]) -> Self {
        let mut habits = Self { scene, usage, written: FxHashSet::default(), surnames: FxHashSet::default() };
        for mention in labelled {
            if !scene.is_loud(mention.tokens.start) {
                habits.written.insert(habits.words(&mention.tokens));
            }
            if mention.tokens.len() > 1 && mention.kind == crate::model::Kind::Person {
                habits.surnames.insert(scene.document.folded(mention.tokens.end - 1));
            }
        }
        habits
    }

    /// Whether the labelled `tokens` are no name.
    pub(super) fn deny(&self, mention: &Mention, tokens: &Range<usize>) -> bool {
        let scene = self.scene;
        let (document, start, end) = (scene.document, tokens.start, tokens.end);
        let known = scene.names.known_at(document, start, end).or_else(|| scene.names.known_contracted(document, start, end));
        if known.is_some_and(|(length, _)| length == tokens.len()) {
            return false;
        }
        if self.is_common(tokens) {
            return true;
        }
        // A name without capitals is one by its context (`flydubai`).
        if !tokens.clone().any(|t| scene.document.tokens[t].capital) {
            return false;
        }
        let several = 1 << List::Company as u16 | 1 << List::Media as u16 | 1 << List::Institution as u16 | 1 << List::Person as u16;
        if self.is_bare_title(tokens) {
            return true;
        }
        let listed = tokens.len() > 1 && *tokens == mention.tokens && mention.lists & several != 0;
        if listed || self.is_supported(tokens) || !tokens.clone().all(|t| self.is_plain(t)) {
            return false;
        }
        let first = tokens.start;
        if scene.is_loud(first) {
            return true;
        }
        if tokens.len() > 1 {
            return false;
        }
        // `Author of the book`, `the Performance cop`: a title that nobody bears here, a word that is written in lower case elsewhere.
        let (capital, lower) = scene.writings(first);
        let usual = lower > RARE * capital && self.usage.get(first).copied().unwrap_or_default().is_lower();
        if usual || scene.is(first, class::TITLE | class::PERSON_NOUN) && !self.surnames.contains(scene.document.folded(first)) {
            return true;
        }
        let letters = scene.document.token_text(first).chars().count();
        if scene.document.tokens[first].upper {
            return letters >= EMPHASIS;
        }
        let sentence = scene.document.sentence_of(first);
        scene.opens(first, sentence.tokens.start) && !self.is_told(tokens)
    }

    /// A name without the plain words behind it in a headline, where the text has the name without them (`Nordal Shares Jump`).
    pub(super) fn without_headline(&self, tokens: Range<usize>) -> Range<usize> {
        if !(2..=LONGEST).contains(&tokens.len()) || !self.scene.is_loud(tokens.start) || self.is_supported(&tokens) {
            return tokens;
        }
        let mut end = tokens.end;
        let word = |t: usize| self.scene.document.tokens[t].kind == TokenKind::Word;
        while end > tokens.start + 1 && word(end - 1) && self.is_plain(end - 1) {
            end -= 1;
            let front = tokens.start..end;
            if self.is_supported(&front) && self.written.contains(&self.words(&front)) {
                return tokens.start..end;
            }
        }
        tokens
    }

    /// Whether what the rules found is no name: a letter, a numbered part, a people, plain words of a headline.
    pub(super) fn refuse(&self, tokens: &Range<usize>) -> bool {
        let headline = || self.scene.is_loud(tokens.start) && !self.is_supported(tokens) && tokens.clone().all(|t| self.is_plain(t));
        self.is_common(tokens) || headline()
    }

    fn is_common(&self, tokens: &Range<usize>) -> bool {
        self.is_letter(tokens) || self.is_numbered(tokens) || self.is_people(tokens)
    }

    /// A person's name without the plain words that the sentence begins with (`Rivals Castleton`).
    pub(super) fn without_opening(&self, mention: &Mention, mut tokens: Range<usize>) -> Range<usize> {
        let document = self.scene.document;
        let sentence = document.sentence_of(tokens.start);
        let opens = tokens.start == sentence.tokens.start;
        let usual = |t: usize| self.is_plain(t) && self.usage.get(t).copied().unwrap_or_default().is_lower();
        while opens
            && mention.kind == crate::model::Kind::Person
            && tokens.len() > 1
            && usual(tokens.start)
            && !self.is_plain(tokens.start + 1)
        {
            tokens.start += 1;
        }
        tokens
    }

    fn words(&self, tokens: &Range<usize>) -> String {
        tokens.clone().map(|t| self.scene.document.folded(t)).collect::<Vec<_>>().join(" ")
    }

    /// Whether the text writes these words as a name where a capital says something.
    fn is_supported(&self, tokens: &Range<usize>) -> bool {
        match tokens.len() {
            1 => {
                let (capital, lower) = self.scene.writings(tokens.start);
                capital > 0 && capital >= lower
            }
            _ => self.written.contains(&self.words(tokens)),
        }
    }

    /// Whether a word is written in lower case as a rule, or elsewhere in the text.
    fn is_plain(&self, token: usize) -> bool {
        let scene = self.scene;
        if scene.document.tokens[token].kind != TokenKind::Word {
            return true;
        }
        let lower = scene.is_lower(scene.document.folded(token));
        let usage = self.usage.get(token).copied().unwrap_or_default();
        !scene.is(token, class::FIRST | class::HONORIFIC) && (usage.is_lower() || lower && !usage.is_capital())
    }

    fn is_told(&self, tokens: &Range<usize>) -> bool {
        let candidate = Candidate::new(tokens.clone(), None);
        let sure = || self.scene.names.contexts.around(self.scene, &candidate).iter().any(|p| p.sure && !p.club);
        // A word that is new to the labeller needs less.
        let new = self.usage.get(tokens.start).copied().unwrap_or_default().is_new();
        let told = if new { typing::of_mention(self.scene, &candidate) } else { typing::of_neighbours(self.scene, &candidate) };
        told.best().1 >= CONTEXT || sure()
    }

    /// `38 ° C`, `12M`, `group B`, `WEREN'T`: a letter for a unit or a member of a row, the end of a contracted word. The letter of a
    /// large platform is a name behind a word.
    fn is_letter(&self, tokens: &Range<usize>) -> bool {
        let document = self.scene.document;
        let folded = document.folded(tokens.start);
        let mut letters = folded.chars().filter(|c| *c != '.');
        let letter = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        let mark = |t: usize| document.tokens[t].kind != TokenKind::Word || self.scene.is(t, class::HONORIFIC);
        let alone = !document.tokens[tokens.start].spaced || tokens.start.checked_sub(1).is_some_and(mark);
        let contracted = folded.starts_with('\'') || folded == "n't";
        tokens.len() == 1 && (contracted || letter && (alone || folded != "x"))
    }

    /// `le Président`, `the Chancellor`: a title behind an article, and nobody's surname.
    fn is_bare_title(&self, tokens: &Range<usize>) -> bool {
        let (scene, at) = (self.scene, tokens.start);
        let article = at.checked_sub(1).is_some_and(|t| scene.is(t, class::FUNCTION) && !scene.document.tokens[t].capital);
        let title = scene.is(at, class::TITLE | class::PERSON_NOUN | class::HONORIFIC) && !scene.is(at, class::FIRST);
        let plain = scene.document.tokens[at].capital && !scene.document.tokens[at].upper;
        tokens.len() == 1 && article && title && plain && !self.surnames.contains(scene.document.folded(at))
    }

    /// `Figure 3`, `Season 2`, `Group B`.
    fn is_numbered(&self, tokens: &Range<usize>) -> bool {
        let document = self.scene.document;
        let number = |t: usize| {
            let roman = |text: &str| text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
            document.tokens.get(t).is_some_and(|token| token.kind == TokenKind::Number)
                || document.tokens.get(t).is_some_and(|_| document.token_text(t).len() == 1 || roman(document.token_text(t)))
        };
        tokens.len() <= 2 && self.scene.is(tokens.start, class::NUMBERED) && number(tokens.start + 1)
    }

    /// `South Korean`, `De Marokkaanse`: peoples, and nobody's surname.
    fn is_people(&self, tokens: &Range<usize>) -> bool {
        let links = class::FUNCTION | class::CONJUNCTION | class::ORGANIZATION_LINK;
        let mut people = tokens.clone().filter(|&t| !self.scene.is(t, links)).peekable();
        let words = || self.words(tokens);
        let goes_on = self.scene.document.tokens.get(tokens.end).is_some_and(|t| t.capital);
        let whole = || goes_on && self.scene.names.classes(&self.words(&(tokens.start..tokens.end + 1))) & class::DEMONYM != 0;
        let several = tokens.len() > 1 && self.scene.names.classes(&words()) & class::DEMONYM != 0 || tokens.len() == 1 && whole();
        let surname = tokens.len() == 1 && self.surnames.contains(self.scene.document.folded(tokens.start));
        several || !surname && people.peek().is_some() && people.all(|t| self.scene.is(t, class::DEMONYM))
    }
}
