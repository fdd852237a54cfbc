//! Where names may lie: runs of capitalised words, known names, and what the sequence labeller says.

use super::class::{self, Class};
use super::compounds;
use super::names::Names;
use crate::document::{BlockKind, Document, Span, TokenKind};
use crate::facts::EntityType;
use crate::language::Language;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// A stretch of tokens that may be a name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its type, where a table or the labeller says so, with the weight of that word.
    pub known: Option<(EntityType, i32)>,
    /// Whether its last token is a compound, of which only what stands before the last hyphen is the name (`Nordal-Chef`, `Paris-based`).
    pub compound: bool,
    /// Whether the labeller knows its first word as a given name, of several.
    pub given: bool,
}

impl Candidate {
    pub(super) fn new(tokens: Range<usize>, known: Option<(EntityType, i32)>) -> Self {
        Self { tokens, known, compound: false, given: false }
    }

    /// Where the name stands.
    pub(super) fn span(&self, document: &Document) -> Span {
        let span = document.span_of(self.tokens.clone());
        let text = document.slice(span);
        let end = if self.compound { text.rfind(compounds::is_hyphen).unwrap_or(text.len()) } else { text.len() };
        Span::new(span.start, span.start + end)
    }
}

/// What is known of every token of a document before names are looked for.
pub(super) struct Scene<'a> {
    pub document: &'a Document,
    pub names: &'static Names,
    /// The classes of each token.
    pub classes: Vec<Class>,
    /// Folded words seen capitalised where nothing but a name would be, and how often.
    mid_capitals: FxHashMap<&'a str, u32>,
    /// Folded words seen in lower case, and how often.
    lower: FxHashMap<&'a str, u32>,
    /// Blocks where capitals say nothing, because most words have one.
    shouting: Vec<bool>,
    /// The same and short lines like headlines: a capital in them tells no name from a plain word.
    loud: Vec<bool>,
    /// Whether the text is about games: towns may stand for their clubs.
    pub sport: bool,
}

/// How many words of games make a text one about sport.
const SPORT_WORDS: usize = 3;

impl<'a> Scene<'a> {
    pub(super) fn new(document: &'a Document, titled: &[bool]) -> Self {
        let names = Names::of(document.language);
        let mut classes: Vec<Class> = (0..document.tokens.len()).map(|i| classes(document, names, i)).collect();
        for (class, _) in classes.iter_mut().zip(titled).filter(|(_, titled)| **titled) {
            *class |= class::TITLE;
        }
        let techniques = techniques(document, &classes);
        if !techniques.is_empty() {
            for (at, class) in classes.iter_mut().enumerate() {
                if techniques.contains(document.folded(at).trim_end_matches('s')) {
                    *class |= class::COMMON_ACRONYM;
                }
            }
        }
        let shouting = document.blocks.iter().map(|b| is_shouting(document, b.kind, b.tokens.clone())).collect();
        let loud = document.blocks.iter().map(|b| is_loud(document, b.tokens.clone())).collect();
        let games: FxHashSet<&str> =
            classes.iter().zip(0..).filter(|(class, _)| **class & class::SPORT != 0).map(|(_, at)| document.folded(at)).collect();
        let sport = games.len() >= SPORT_WORDS;
        let mut scene =
            Self { document, names, classes, mid_capitals: FxHashMap::default(), lower: FxHashMap::default(), shouting, loud, sport };
        for sentence in &document.sentences {
            if scene.shouting[sentence.block] {
                continue;
            }
            let loud = scene.loud[sentence.block];
            for at in sentence.tokens.clone() {
                let token = document.tokens[at];
                if token.kind == TokenKind::Word && !token.capital {
                    // `iPhone`, `al-Rawi` are no plain words.
                    if document.token_text(at).contains(char::is_uppercase) {
                        continue;
                    }
                    *scene.lower.entry(document.folded(at)).or_default() += 1;
                } else if token.capital && !loud && !scene.opens(at, sentence.tokens.start) {
                    *scene.mid_capitals.entry(document.folded(at)).or_default() += 1;
                }
            }
        }
        scene
    }

    pub(super) fn is(&self, token: usize, flags: Class) -> bool {
        self.classes.get(token).is_some_and(|c| c & flags != 0)
    }

    /// Whether token `at` stands where any word is capitalised: at the start of a sentence or of quoted words, after a colon or a dash.
    pub(super) fn opens(&self, at: usize, start: usize) -> bool {
        at == start
            || matches!(
                self.document.token_text(at - 1),
                "«" | "“" | "\"" | "„" | "‘" | ":" | "–" | "—" | "-" | "(" | "•" | "…" | "..." | "¿" | "¡"
            ) && self.document.tokens[at - 1].kind != TokenKind::Word
    }

    /// How often the text writes the word of token `at` with a capital that only a name would have, and how often in lower case.
    pub(super) fn writings(&self, at: usize) -> (u32, u32) {
        let count = |of: &FxHashMap<&str, u32>| of.get(self.document.folded(at)).copied().unwrap_or_default();
        (count(&self.mid_capitals), count(&self.lower))
    }

    /// Whether the text writes the folded word in lower case.
    pub(super) fn is_lower(&self, folded: &str) -> bool {
        self.lower.contains_key(folded)
    }

    /// Whether token `at` stands where its capital tells no name from a plain word, as in a headline or a table.
    pub(super) fn is_loud(&self, token: usize) -> bool {
        let block = self.document.block_at(self.document.tokens[token].span.start);
        self.loud[block] || self.shouting[block]
    }

    pub(super) fn is_shouting(&self, token: usize) -> bool {
        self.shouting[self.document.block_at(self.document.tokens[token].span.start)]
    }

    /// Whether the word looks like a part of a name by its letters.
    fn name_like(&self, at: usize) -> bool {
        let token = self.document.tokens[at];
        if token.kind != TokenKind::Word {
            return false;
        }
        // `iPhone`, `eBay`, `xAI` have their capital inside.
        let text = self.document.token_text(at);
        token.capital || inner_capital(text) || compounds::is_arabic(text)
    }

    /// Whether a name may begin with token `at`.
    fn may_start(&self, at: usize, start: usize) -> bool {
        if !self.name_like(at) || self.is(at, class::COMMON_ACRONYM) {
            return false;
        }
        let folded = self.document.folded(at);
        if folded.ends_with('\'') || is_roman_ordinal(self.document.token_text(at)) {
            return false;
        }
        if self.is(at, class::FUNCTION) {
            // A month or a function word in the middle of a sentence is a name only as part of one (`Le Monde` is in the tables).
            return false;
        }
        if self.document.language.is_some_and(Language::capitalises_nouns) {
            return inner_capital(self.document.token_text(at))
                || self.document.tokens[at].upper
                || self.is(at, class::FIRST | class::HONORIFIC)
                || self.continues(at + 1) && !self.opens(at, start)
                || at > start && self.is(at - 1, class::HONORIFIC | class::PERSON_NOUN);
        }
        if !self.opens(at, start) {
            return true;
        }
        self.mid_capitals.contains_key(folded)
            || inner_capital(self.document.token_text(at))
            || self.document.tokens[at].upper
            || self.is(at, class::FIRST | class::HONORIFIC | class::ORGANIZATION_HEAD)
            || self.continues(at + 1) && !self.is_lower(folded)
            || !self.is_lower(folded) && (self.followed_as_subject(at) || self.told(at))
    }

    fn continues(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(|t| t.spaced) && self.name_like(at) && !self.is(at, class::FUNCTION)
    }

    /// An unknown word at the start of a sentence is a name where a phrase around it says who it is (`Marbrook, 58, …`).
    fn told(&self, at: usize) -> bool {
        let candidate = Candidate::new(at..at + 1, None);
        !self.is(at, class::DEMONYM) && self.names.contexts.around(self, &candidate).iter().any(|p| p.sure && !p.club)
    }

    /// An unknown word at the start of a sentence is a name when a possessive or an apposition follows (`Nordal, qui …`, `Nordal's`).
    fn followed_as_subject(&self, at: usize) -> bool {
        matches!(self.document.tokens.get(at + 1).map(|_| self.document.folded(at + 1)), Some("'s"))
    }
}

/// The classes of a token. A compound with a hyphen has those of its last part where that is a noun (`US-Präsident`); one of a common
/// acronym and a plain word is no more a name than the acronym (`AI-powered`).
fn classes(document: &Document, names: &Names, at: usize) -> Class {
    let folded = document.folded(at).trim_end_matches(['.', '\'']);
    let own = names.classes(folded);
    if own != 0 {
        return own;
    }
    let Some((first, last)) = folded.rsplit_once('-') else { return closed_compound(document, names, folded) };
    if document.language.is_some_and(Language::capitalises_nouns) {
        return names.classes(last) & (class::PERSON_NOUN | class::HONORIFIC | class::THINGS);
    }
    let plain = document.token_text(at).rsplit('-').next().is_some_and(|l| l.starts_with(char::is_lowercase));
    if plain { names.classes(first) & class::COMMON_ACRONYM } else { 0 }
}

/// The fewest letters of the noun at the end of a compound, and of what stands before it.
const COMPOUND_NOUN: usize = 5;
const COMPOUND_FIRST: usize = 3;

/// What the noun at the end of a compound without a hyphen says of it (`Energieversorger`), where nouns are written together; of a
/// street it may be short (`Lindenlaan`).
fn closed_compound(document: &Document, names: &Names, folded: &str) -> Class {
    let (all, street) = match document.language {
        Some(Language::De) => (class::PERSON_NOUN | class::HONORIFIC | class::THINGS, class::STREET),
        Some(Language::Nl) => (class::ORGANIZATION_NOUN, class::STREET),
        _ => return 0,
    };
    let starts = folded.char_indices().map(|(at, _)| at).skip(COMPOUND_FIRST);
    let mut classes = starts.map(|at| &folded[at..]).map(|end| {
        let long = end.chars().count() >= COMPOUND_NOUN;
        names.classes(end) & if long { all | street } else { street }
    });
    classes.find(|class| *class != 0).unwrap_or(0)
}

/// How many words an acronym is looked for behind.
const EXPANSION: usize = 9;

/// The acronyms that stand in brackets behind the plain words that they are the initials of (`produit intérieur brut (PIB)`), folded and
/// without a final `s`: words, not names.
fn techniques<'a>(document: &'a Document, classes: &[Class]) -> FxHashSet<&'a str> {
    let mut out = FxHashSet::default();
    for at in 2..document.tokens.len().saturating_sub(1) {
        let text = document.token_text(at);
        let letters = text.trim_end_matches('s');
        if letters.len() < 2 || !letters.bytes().all(|b| b.is_ascii_uppercase()) {
            continue;
        }
        if document.token_text(at - 1) != "(" || document.token_text(at + 1) != ")" {
            continue;
        }
        let mut wanted = letters.chars().rev().map(|c| c.to_ascii_lowercase()).peekable();
        for word in (0..at - 1).rev().take(EXPANSION) {
            let Some(&letter) = wanted.peek() else { break };
            let (token, class) = (document.tokens[word], classes[word]);
            let named =
                token.kind != TokenKind::Word || token.capital || class & (class::ORGANIZATION_HEAD | class::ORGANIZATION_NOUN) != 0;
            if named {
                break;
            }
            if document.folded(word).starts_with(letter) {
                wanted.next();
            } else if class & (class::FUNCTION | class::ORGANIZATION_LINK) == 0 {
                break;
            }
        }
        if wanted.peek().is_none() {
            out.insert(document.folded(at).trim_end_matches('s'));
        }
    }
    out
}

/// `XXe`, `IIIème`, `XVIII`: a century, a republic, a king's number; no name by itself.
fn is_roman_ordinal(text: &str) -> bool {
    let digits = text.trim_end_matches(['e', 'r', 'è', 'm', 's', 't', 'h', 'n', 'd']);
    digits.len() >= 2 && digits.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
}

/// A capital after the first letter beside lower-case letters.
fn inner_capital(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let first_lower = letters.next().is_some_and(char::is_lowercase);
    let mut lower = first_lower;
    let mut upper = false;
    for c in letters {
        if c == '-' {
            return false;
        }
        upper |= c.is_uppercase();
        lower |= c.is_lowercase();
    }
    // A hyphenated compound has its inner capital after the hyphen, which says nothing of the first part.
    upper && lower && !text.contains('-')
}

/// Whether capitals say nothing in a block: most words of a headline have one, or nearly all of any other block.
fn is_shouting(document: &Document, kind: BlockKind, tokens: Range<usize>) -> bool {
    let words = document.tokens[tokens].iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 3);
    let (mut capital, mut all) = (0, 0);
    for word in words {
        all += 1;
        capital += usize::from(word.capital);
    }
    match kind {
        BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading => all > 3 && capital * 3 >= all * 2,
        _ => all > 7 && capital * 10 >= all * 9,
    }
}

/// Whether most words of a block without a final mark have a capital.
fn is_loud(document: &Document, tokens: Range<usize>) -> bool {
    let closed = tokens.end.checked_sub(1).is_some_and(|t| matches!(document.token_text(t), "." | "…" | "»" | "”" | "\"" | ","));
    let words = document.tokens[tokens].iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 3);
    let (capital, all) = words.fold((0, 0), |(capital, all), word| (capital + usize::from(word.capital), all + 1));
    !closed && all > 0 && capital * 3 >= all * 2
}

/// All candidates of the document, in reading order, none overlapping another.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut out = Vec::new();
    for sentence in &scene.document.sentences {
        let (start, end) = (sentence.tokens.start, sentence.tokens.end);
        let mut at = start;
        while at < end {
            if let Some(found) = known(scene, at, end).or_else(|| known_within(scene, at)) {
                at = found.tokens.end;
                out.push(found);
            } else if scene.may_start(at, start) && !scene.is_shouting(at) {
                let run = extend(scene, at, end);
                at = run.end;
                split(scene, run, &mut out);
            } else {
                at += 1;
            }
        }
    }
    out
}

/// A known name at `at`, unless a longer run of capitals takes it in (`Paris` in `Paris Hilton`).
fn known(scene: &Scene<'_>, at: usize, end: usize) -> Option<Candidate> {
    let document = scene.document;
    let capital = document.tokens[at].capital || inner_capital(document.token_text(at));
    let known = scene.names.known_at(document, at, end).or_else(|| scene.names.known_contracted(document, at, end));
    let (length, kind) = known.filter(|_| capital)?;
    // Each word of the name that has letters of its own must be capitalised as far as a table of lower-case links allows.
    let run = extend(scene, at, end);
    if run.end > at + length
        && document.tokens[at + length].capital
        && !scene.is_shouting(at)
        && !is_before_title(scene, at, length, run.end)
    {
        return None;
    }
    // Where all is set in capitals an article and a noun are no title (`LE POINT`).
    let capitals = length > 1 && (at..at + length).all(|t| document.tokens[t].upper);
    // `US` and `WHO` are none of the words that they are written like, where not all is in capitals.
    // `US$5` is a currency.
    let currency = document.tokens.get(at + 1).is_some_and(|t| !t.spaced && t.kind == TokenKind::Symbol);
    let acronym = length == 1 && document.tokens[at].upper && !currency && !scene.is_loud(at);
    if (length == 1 && !acronym || capitals && length > 1) && scene.is(at, class::FUNCTION) {
        return None;
    }
    Some(Candidate::new(at..at + length, Some((kind, 6))))
}

/// `US President`, `US Treasury Secretary`: capitals that are written like a function word, before a title up to `end`.
fn is_before_title(scene: &Scene<'_>, at: usize, length: usize, end: usize) -> bool {
    let next = at + length;
    length == 1
        && scene.document.tokens[at].upper
        && scene.is(at, class::FUNCTION)
        && (scene.is(next, class::HONORIFIC | class::PERSON_NOUN) || next + 1 < end && scene.is(next + 1, class::OFFICE))
}

/// A known name that a compound at `at` begins with.
fn known_within(scene: &Scene<'_>, at: usize) -> Option<Candidate> {
    let (name, _) = compounds::split(scene, at)?;
    let country = || compounds::is_titled_country(scene, at, name).then_some(EntityType::Location);
    let house = || compounds::is_titled_acronym(scene, at, name).then_some(EntityType::Organization);
    let kind = scene.names.known_word(name).or_else(country).or_else(house)?;
    Some(Candidate { compound: true, ..Candidate::new(at..at + 1, Some((kind, 6))) })
}

/// The run of name-like words from `at` on.
fn extend(scene: &Scene<'_>, at: usize, end: usize) -> Range<usize> {
    let document = scene.document;
    let mut last = at + 1;
    let organization = scene.is(at, class::ORGANIZATION_HEAD) && document.tokens[at].capital;
    let mut next = last;
    while next < end && next < at + 12 {
        let token = document.tokens[next];
        let text = document.token_text(next);
        if !token.spaced && !matches!(text, "&" | "." | "'") && !text.ends_with(['\'', '’']) {
            break;
        }
        if scene.name_like(next) && !scene.is(next, class::FUNCTION) && !document.folded(next).ends_with('\'') {
            next += 1;
            last = next;
        } else if token.kind == TokenKind::Number
            && next == last
            && text.len() <= 4
            && !text.contains(['.', ','])
            && version_follows(scene, at..last, next)
        {
            next += 1;
            last = next;
        } else if text == "&" || text == "." && document.tokens[next - 1].span.len() == 1 {
            next += 1;
        } else if scene.is(next, class::PARTICLE)
            && scene.is(at, class::FIRST)
            && next == last
            && !organization
            && !scene.is(next + 1, class::FIRST)
        {
            next += 1;
        } else if organization && scene.is(next, class::ORGANIZATION_COMPLEMENT) && !token.capital {
            next += 1;
            last = next;
        } else if organization && scene.is(next, class::ORGANIZATION_LINK) && next - last < 3 {
            next += 1;
        } else if scene.is(next, class::PARTICLE) && next > at + 1 && scene.is(next - 1, class::PARTICLE) {
            next += 1;
        } else {
            break;
        }
    }
    at..last
}

/// Whether a number right after a name belongs to it (`GPT 5`, `iPhone 17`): no lower-case noun that it would count follows.
fn version_follows(scene: &Scene<'_>, name: Range<usize>, number: usize) -> bool {
    let document = scene.document;
    let next_counts =
        document.tokens.get(number + 1).is_some_and(|t| t.kind == TokenKind::Word && !t.capital && t.spaced || t.kind == TokenKind::Symbol);
    let year = document.token_text(number).len() == 4;
    !next_counts && !year && !scene.is(name.start, class::FIRST | class::HONORIFIC)
}

/// Nouns that say what the name behind them is.
pub(super) const NOUNS: Class = class::THINGS;

/// Cuts a run where titles stand in it (`Meta CEO Mark Zuckerberg`) and appends the parts.
fn split(scene: &Scene<'_>, run: Range<usize>, out: &mut Vec<Candidate>) {
    let mut start = run.start;
    let nouns = scene.document.language.is_some_and(Language::capitalises_nouns);
    let mut push = |tokens: Range<usize>| {
        let mut tokens = tokens;
        while !tokens.is_empty() && trims(scene, tokens.end - 1) {
            tokens.end -= 1;
        }
        if !tokens.is_empty() && tokens.clone().any(|t| !scene.is(t, class::COMMON_ACRONYM | class::DEMONYM)) {
            out.push(Candidate::new(tokens, None));
        }
    };
    for at in run.clone() {
        let led = scene.is(at, class::TITLE) && scene.document.tokens[at].capital && !scene.is(at, class::FIRST) && at + 2 < run.end;
        let title = scene.is(at, class::HONORIFIC) || led || scene.is(at, class::PERSON_NOUN) && at + 1 < run.end;
        let common = scene.is(at, class::COMMON_ACRONYM) && at + 1 == run.end && at == start;
        let people =
            scene.is(at, class::DEMONYM) && (at == start) && !scene.is(at + 1, class::ORGANIZATION_HEAD | class::ORGANIZATION_TAIL);
        // Where nouns have capitals, the noun that says what follows stands in the run: `Konzern Nordal`.
        let noun = nouns && at == start && scene.is(at, NOUNS) && at + 1 < run.end;
        if title || common || people || noun {
            push(start..at);
            start = at + 1;
        }
    }
    push(start..run.end);
}

/// Whether a name does not end with this token.
fn trims(scene: &Scene<'_>, at: usize) -> bool {
    let text = scene.document.token_text(at);
    matches!(text, "." | "&") || scene.is(at, class::ORGANIZATION_LINK | class::PARTICLE) && !scene.document.tokens[at].capital
}
