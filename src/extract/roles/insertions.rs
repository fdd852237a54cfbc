//! Sentences read again without what stands in their way: what is between commas or brackets behind a person or a verb ("The board named
//! Roe, now head of Europe, as its next chair", "lascia, dopo dieci anni, la presidenza"), and the circumstances that verbs embrace ("legt
//! nach dem Streit um den Haushalt sein Amt nieder").

use super::assemble::Assembler;
use super::rules::{ADVERBIAL, CLAUSE, DURATION_NUMBER, DURATION_UNIT, OTHERS};
use super::sequence::{Content, Sequence};
use crate::document::TokenKind;
use crate::extract::pattern::{Match, Symbol, Weight};
use std::ops::Range;

/// The most items of a sentence that is read without its insertions.
const SENTENCE: usize = 400;
/// The most items of an insertion.
const LONGEST: usize = 14;
/// The most items of who acts, between a passive verb and a comma.
const AGENT: usize = 6;
/// The most items of what stands between a verb and what it tells.
const BETWEEN: usize = 16;

/// The most items of a circumstance, behind its preposition.
const CIRCUMSTANCE: usize = 4;
/// How many attributes may follow it ("nach dem Willen des Senats").
const CHAIN: usize = 2;

/// A sentence without its insertions, and the changes that it tells then.
pub(super) struct Shorter {
    /// The sentence.
    pub(super) sequence: Sequence,
    /// Which items of the whole sentence it keeps, in order.
    pub(super) kept: Vec<usize>,
    /// The changes.
    pub(super) chosen: Vec<Match>,
    /// Which items of the whole sentence they have claimed.
    pub(super) claimed: Vec<bool>,
}

impl Assembler<'_> {
    /// What a sentence tells, in order: the matches that stand, and those of the sentence without its insertions.
    pub(super) fn told(&self, sequence: &Sequence) -> (Vec<Match>, Option<Shorter>) {
        let mut found = Vec::new();
        self.rules.patterns.matches(&sequence.items, &mut found);
        let insertions = self.insertions(sequence);
        let all = if insertions.is_empty() { Vec::new() } else { found.clone() };
        let mut chosen = self.choose(found, sequence, &[]);
        let shorter = self.across_insertions(sequence, &chosen, &insertions);
        if let Some(shorter) = &shorter {
            chosen = self.choose(all, sequence, &shorter.claimed);
        }
        chosen.sort_by_key(|m| m.start);
        (chosen, shorter)
    }

    /// The changes that a sentence tells across its insertions, where `told`, the matches of the whole sentence, say less by the same verbs.
    fn across_insertions(&self, whole: &Sequence, told: &[Match], insertions: &[Range<usize>]) -> Option<Shorter> {
        let inside = |item: usize| insertions.iter().any(|range| range.contains(&item));
        let open = |item: usize| self.tells(whole, item) && !inside(item);
        if insertions.is_empty() || !(0..whole.items.len()).any(open) {
            return None;
        }
        let kept: Vec<usize> = (0..whole.items.len()).filter(|&item| !inside(item)).collect();
        let sequence = whole.only(&kept);
        let mut found = Vec::new();
        // What begins behind the last insertion reaches across none.
        let last = insertions.last().map_or(0, |range| kept.partition_point(|&item| item < range.start));
        self.rules.patterns.matches_from(0..last, &sequence.items, &mut found);
        let across = |m: &Match| insertions.iter().any(|range| kept[m.start] < range.start && kept[m.end - 1] >= range.end);
        let verb = |item: usize| self.tells(&sequence, item);
        // "is door de leden gekozen": what is told of a title in an adverbial is told of nobody.
        let adverbial = |t: &Match| {
            let comma = |range: &Range<usize>| matches!(whole.items[range.start].weight, Weight::Comma | Weight::Open);
            let within = |item: usize| insertions.iter().any(|range| !comma(range) && range.contains(&item));
            t.matched().any(|item| matches!(whole.contents[item], Content::Titles(_)) && within(item))
        };
        let fuller = |m: &Match| {
            let same = told
                .iter()
                .filter(|t| !self.rules.of(t).vacant && (self.rules.of(t).changes || !adverbial(t)))
                .filter(|t| (m.start..m.end).any(|item| m.used(item) && verb(item) && t.used(kept[item])));
            same.map(Match::filled).max().is_none_or(|filled| filled < m.filled())
        };
        // What tells nothing keeps its title from what would.
        let tells = |m: &Match| self.rules.of(m).changes || self.rules.of(m).statements.is_empty();
        found.retain(|m| across(m) && fuller(m) && tells(m));
        let mut chosen = self.choose(found, &sequence, &[]);
        chosen.sort_by_key(|m| m.start);
        let mut claimed = vec![false; whole.items.len()];
        for (&item, _) in kept.iter().zip(self.claimed(&sequence, &chosen)).filter(|(_, claimed)| *claimed) {
            claimed[item] = true;
        }
        Some(Shorter { sequence, kept, chosen, claimed })
    }

    /// The insertions of a sentence, in order.
    fn insertions(&self, sequence: &Sequence) -> Vec<Range<usize>> {
        let mut insertions: Vec<Range<usize>> = Vec::new();
        if sequence.items.len() > SENTENCE {
            return insertions;
        }
        for at in 1..sequence.items.len() {
            if self.may_open(sequence, at) && insertions.last().is_none_or(|last| last.end <= at) {
                let found = self.insertion(sequence, at).or_else(|| self.circumstance(sequence, at));
                insertions.extend(found.or_else(|| self.adverbial(sequence, at)));
            }
        }
        insertions
    }

    /// Whether something that is passed over may begin with item `at`; with most none does.
    fn may_open(&self, sequence: &Sequence, at: usize) -> bool {
        let item = &sequence.items[at];
        matches!(item.weight, Weight::Comma | Weight::Open)
            || item.is_any(&self.rules.named.opening)
            || matches!(sequence.contents[at - 1], Content::Persons(_))
            || sequence.contents[at] == Content::Nothing && self.leads_adverbial(sequence, at)
    }

    /// "minister Roe van Financiën": whether an item is a word that is a name by its capital, though none was found.
    fn is_capital(&self, sequence: &Sequence, item: usize) -> bool {
        let token = sequence.tokens.get(item).and_then(|tokens| self.document.tokens.get(tokens.start));
        let plain = sequence.contents.get(item) == Some(&Content::Nothing);
        plain && !self.language.capitalises_nouns() && token.is_some_and(|token| token.capital)
    }

    /// "chief executive Roe of insurer Foo": the organisation that a preposition at item `at` leads to, behind a person with a title.
    fn house_behind(&self, sequence: &Sequence, at: usize) -> Option<usize> {
        let content = |item: Option<usize>| item.and_then(|item| sequence.contents.get(item));
        let person = matches!(content(at.checked_sub(1)), Some(Content::Persons(_)));
        let titled = matches!(content(at.checked_sub(2)), Some(Content::Titles(_)));
        let [of, _, _, _, genitive] = self.rules.markers.prepositions;
        let led = || [of, genitive].into_iter().flatten().any(|s| sequence.items[at].has(s));
        if !person || !titled || !led() {
            return None;
        }
        let light = sequence.contents.get(at + 1) == Some(&Content::Nothing) && sequence.items[at + 1].weight == Weight::Light;
        let house = at + 1 + usize::from(light && !self.is_capital(sequence, at + 1));
        let named = matches!(sequence.contents.get(house), Some(Content::Entity(_))) || self.is_capital(sequence, house);
        (named && !matches!(sequence.contents.get(house + 1), Some(Content::Persons(_)))).then_some(house)
    }

    /// What says only when, why or how something is done, from the preposition at item `at` on: words for which no pattern asks.
    pub(super) fn circumstance(&self, sequence: &Sequence, at: usize) -> Option<Range<usize>> {
        let leads = self.rules.named.circumstance.is_some_and(|leads| sequence.items[at].has(leads));
        if !leads {
            return None;
        }
        let plain = |&item: &usize| {
            sequence.items[item].weight == Weight::Light
                && !sequence.items[item].is_asked_for()
                && sequence.contents[item] == Content::Nothing
        };
        let [of, _, _, _, genitive] = self.rules.markers.prepositions;
        let is = |item: usize, symbol: Option<Symbol>| symbol.is_some_and(|s| sequence.items.get(item).is_some_and(|i| i.has(s)));
        // "um die Deponie": an article that is a pronoun elsewhere.
        let start = at + 1 + usize::from(self.rules.inverts && is(at + 1, self.rules.named.who));
        // "com 47 votos": not of what is counted.
        let number = |item: usize| {
            let token = sequence.tokens.get(item).and_then(|tokens| self.document.tokens.get(tokens.start));
            token.is_some_and(|token| token.kind == TokenKind::Number)
        };
        let words = |start: usize| start + (start..sequence.items.len()).take_while(plain).take(CIRCUMSTANCE).count();
        let mut end = words(start);
        if end == start {
            return None;
        }
        // "nach dem Willen des Senats"
        for _ in 0..CHAIN {
            if !is(end, of) && !is(end, genitive) {
                return (!number(end - 1)).then_some(at..end);
            }
            let next = words(end + 1);
            if next == end + 1 {
                return None;
            }
            end = next;
        }
        (!number(end - 1)).then_some(at..end)
    }

    /// Whether an item is a verb group or one of the words that are.
    pub(super) fn is_finite(&self, sequence: &Sequence, item: usize) -> bool {
        matches!(sequence.contents[item], Content::Verb(_)) || sequence.items[item].is_any(&self.rules.named.finite)
    }

    /// "lascia, dopo dieci anni, la presidenza": the insertion between the comma `at`, right behind a verb, and the next one, with its
    /// marks, where nobody is named in it and nothing is done.
    fn behind_verb(&self, sequence: &Sequence, at: usize) -> Option<Range<usize>> {
        let window = at + 1..sequence.items.len().min(at + 1 + LONGEST);
        let close = window.clone().find(|&item| matches!(sequence.items[item].weight, Weight::Comma | Weight::Border))?;
        let told = |item: usize| matches!(sequence.contents[item], Content::Persons(_)) || self.is_finite(sequence, item);
        let stands = sequence.items[close].weight == Weight::Comma && !(at + 1..close).any(told);
        stands.then_some(at..close + 1)
    }

    /// "resigned amid a row over expenses as treasurer", "named, for the first time, a woman": what begins at item `at`, right behind a
    /// verb, and only says how or when, up to what the verb tells.
    fn adverbial(&self, sequence: &Sequence, at: usize) -> Option<Range<usize>> {
        let content = |item: usize| sequence.contents.get(item);
        let comma = sequence.items[at].weight == Weight::Comma && !sequence.items[at].dropped;
        if content(at) != Some(&Content::Nothing) || !comma && !self.begins_adverbial(sequence, at) {
            return None;
        }
        // "named by the board, to general surprise, as chair"
        let passed = |&item: &usize| matches!(content(item), Some(Content::Nothing)) && sequence.items[item].weight == Weight::Light;
        let verb = |item: usize| self.tells(sequence, item);
        let behind = match comma {
            true => (at.saturating_sub(AGENT)..at).rev().find(|item| verb(*item) || !passed(item)),
            false => at.checked_sub(1),
        };
        if !behind.is_some_and(verb) && !self.follows_subject(sequence, at) {
            return None;
        }
        let named = &self.rules.named;
        let has = |item: usize, symbol: Option<Symbol>| symbol.is_some_and(|s| sequence.items[item].has(s));
        let [helm, ..] = named.posts;
        let told = |item: usize| {
            let tenure = has(item, named.behind_pronoun[0]) || sequence.items[item].is_any(&named.tenures);
            tenure || has(item, helm) && !self.is_led(sequence, item)
        };
        let [_, by, to, ..] = self.rules.markers.prepositions;
        let acts = behind.is_some_and(|verb| matches!(content(verb), Some(Content::Verb(_))));
        for next in at + 1..sequence.items.len().min(at + BETWEEN) {
            let (item, led) = (&sequence.items[next], || self.is_led(sequence, next));
            let plain = content(next - 1) == Some(&Content::Nothing);
            match content(next)? {
                _ if item.weight == Weight::Border => return None,
                Content::Verb(_) if !sequence.bare_verbs.contains(&next) => return None,
                _ if comma && item.weight == Weight::Comma => return (next > at + 1).then_some(at..next + 1),
                _ if comma => {}
                Content::Titles(_) | Content::Nothing if told(next) => return Some(at..next),
                // "in Leeds when Roe resigned"
                _ if self.begins_clause(sequence, next) => return None,
                // "wurde nach langer Debatte gewählt"
                Content::Nothing if item.is_any(&named.embracing) => return Some(at..next),
                // "renunció por motivos de salud a la presidencia", "eligió en Madrid a Roe"
                Content::Titles(_) | Content::Persons(_)
                    if acts && next > at + 1 && has(next - 1, to) && self.is_object(sequence, next) =>
                {
                    let verbless = !(at..next).any(|item| matches!(content(item), Some(Content::Verb(_))));
                    return verbless.then_some(at..next - 1);
                }
                // "hat nach langer Suche Roe zum Chef berufen"
                Content::Persons(_) if plain && !has(at, by) && !led() => return Some(at..next),
                // "announced with a heavy heart his resignation"
                Content::Nothing if self.rules.named.departure.is_some_and(|noun| item.has(noun)) => {
                    let whose = next - 1 > at && sequence.items[next - 1].is_asked_for() && !self.leads_adverbial(sequence, next - 1);
                    return Some(at..next - usize::from(whose));
                }
                // "após um longo procedimento médico": a word that is a title elsewhere.
                Content::Titles(_)
                    if (!plain || !self.rules.adjectives_follow || has(next, named.strong) || has(next, named.nominal)) && !led() =>
                {
                    return Some(at..next);
                }
                // "by President Roe"
                Content::Persons(_) | Content::Entity(_) if !matches!(content(next - 1), Some(Content::Titles(_))) && !led() => {
                    return None;
                }
                // "si è dimesso nella notte, travolto dalle polemiche, l'assessore"
                _ if item.weight == Weight::Comma => {
                    let whole = self.adverbial(sequence, next).map(|aside| at..aside.end);
                    let named = |item: usize| matches!(content(item), Some(Content::Persons(_)));
                    let verb = |item: usize| matches!(content(item), Some(Content::Verb(_)));
                    return whole.filter(|range| !range.clone().any(named) && !(at..next).any(verb));
                }
                _ => {}
            }
        }
        None
    }

    /// Whether a clause begins with item `at`, other than one that goes on with what the one before tells.
    fn begins_clause(&self, sequence: &Sequence, at: usize) -> bool {
        let (before, here) = (&sequence.tokens[at - 1], &sequence.tokens[at]);
        let word = (before.end..here.start + 1).any(|token| self.rule_words.is(token, CLAUSE));
        word && !self.rules.markers.and.is_some_and(|and| sequence.items[at].has(and))
    }

    /// Whether an item is a verb, or a word that tells as verbs do.
    fn tells(&self, sequence: &Sequence, item: usize) -> bool {
        self.is_finite(sequence, item) || sequence.items[item].is_any(&self.rules.named.telling)
    }

    /// "legte Trainer Roe nach nur vier Monaten sein Amt nieder": whether item `at` follows the subject behind a verb that embraces what it
    /// tells.
    fn follows_subject(&self, sequence: &Sequence, at: usize) -> bool {
        let person = |item: &usize| matches!(sequence.contents[*item], Content::Persons(_));
        let Some(subject) = at.checked_sub(1).filter(|subject| self.rules.inverts && person(subject)) else { return false };
        let verb = (0..subject).rev().find(|&item| !matches!(sequence.contents[item], Content::Titles(_)));
        verb.is_some_and(|verb| self.is_finite(sequence, verb))
    }

    /// Whether what a preposition leads to at item `at` is what a verb tells: a post by its own name, or, where the language marks whom a
    /// verb is about by one, a person or a title.
    fn is_object(&self, sequence: &Sequence, at: usize) -> bool {
        self.rules.marks_persons || self.rules.named.nominal.is_some_and(|nominal| sequence.items[at].has(nominal))
    }

    /// Whether an adverbial may begin with item `at`.
    pub(super) fn leads_adverbial(&self, sequence: &Sequence, at: usize) -> bool {
        sequence.tokens.get(at).is_some_and(|tokens| self.rule_words.is(tokens.start, ADVERBIAL))
    }

    /// Whether one does, behind an "and" that joins it to a shorter one that is passed over already.
    fn begins_adverbial(&self, sequence: &Sequence, at: usize) -> bool {
        let and = || self.rules.markers.and.is_some_and(|and| sequence.items[at].has(and));
        self.leads_adverbial(sequence, at) || and() && self.leads_adverbial(sequence, at + 1)
    }

    /// Whether a preposition stands right before item `at`.
    fn is_led(&self, sequence: &Sequence, at: usize) -> bool {
        // "an der Spitze der Gewerkschaft": a title that begins with one.
        if matches!(sequence.contents[at], Content::Titles(_)) && self.leads_adverbial(sequence, at) {
            return true;
        }
        let number = |item: &usize| {
            let token = sequence.tokens.get(*item).and_then(|tokens| self.document.tokens.get(tokens.start));
            token.is_some_and(|token| token.kind == TokenKind::Number)
        };
        // "com 47 votos dos 51 vereadores"
        let counted = self.rules.named.bare.is_some_and(|bare| sequence.items[at].has(bare));
        let Some(before) = (0..at).rev().find(|item| !counted || !number(item)) else { return false };
        // "tras treinta años el jefe": what the preposition leads to is the span of time.
        let between = sequence.tokens[before].end..sequence.tokens[at].start;
        if between.into_iter().any(|token| self.rule_words.is(token, DURATION_UNIT)) {
            return false;
        }
        let known = self.rules.markers.prepositions.into_iter().flatten().any(|s| sequence.items[before].has(s));
        known || self.leads_adverbial(sequence, before)
    }

    /// "Roe and five other officials of the ministry resigned": the verb behind those whom nobody names, who begin with the "and" at item
    /// `at` right behind a person.
    fn company_behind(&self, sequence: &Sequence, at: usize) -> Option<usize> {
        let person = matches!(sequence.contents.get(at.checked_sub(1)?), Some(Content::Persons(_)));
        let (first, end) = (sequence.tokens.get(at)?.start, self.document.tokens.len());
        let and = self.titles.and.starting(&self.title_words, first, end).filter(|_| person)?.0;
        let number = |token: usize| self.document.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Number);
        let counted = self.rule_words.is(first + and, DURATION_NUMBER) || number(first + and);
        if !counted || !self.rule_words.is(first + and + 1, OTHERS) {
            return None;
        }
        let window = at + 1..sequence.items.len().min(at + LONGEST);
        let passed = |&item: &usize| {
            !matches!(sequence.items[item].weight, Weight::Border | Weight::Comma)
                && !matches!(sequence.contents[item], Content::Persons(_))
        };
        window.take_while(passed).find(|&item| matches!(sequence.contents[item], Content::Verb(_)))
    }

    /// The insertion that begins with the comma or bracket `at`, right behind a person or a verb, with its marks; the second one where no
    /// relative clause follows.
    fn insertion(&self, sequence: &Sequence, at: usize) -> Option<Range<usize>> {
        if let Some(house) = self.house_behind(sequence, at) {
            return Some(at..house + 1);
        }
        if let Some(verb) = self.company_behind(sequence, at) {
            return Some(at..verb);
        }
        let closing = match sequence.items[at].weight {
            Weight::Comma => Weight::Comma,
            Weight::Open => Weight::Close,
            _ => return None,
        };
        let person = |item: usize| matches!(sequence.contents.get(item), Some(Content::Persons(_)));
        // "Roe, becomes chair, …": what has a verb of its own is no insertion.
        let verb = matches!(sequence.contents.get(at + 1), Some(Content::Verb(_))) && !sequence.bare_verbs.contains(&(at + 1));
        if closing == Weight::Comma && self.is_finite(sequence, at - 1) {
            return self.behind_verb(sequence, at);
        }
        let house = matches!(sequence.contents.get(at - 1), Some(Content::Entity(_)));
        if !person(at - 1) && !house || person(at + 1) || verb {
            return None;
        }
        // "Roe, and Doe, who …": another one is named.
        let first = sequence.tokens.get(at + 1)?.start;
        let end = self.document.tokens.len();
        if self.titles.and.starting(&self.title_words, first, end).is_some() {
            return None;
        }
        let window = at + 1..sequence.items.len().min(at + 1 + LONGEST);
        let close = window
            .take_while(|&item| sequence.items[item].weight != Weight::Border)
            .find(|&item| sequence.items[item].weight == closing)?;
        // "joins Foo, the insurer, as chair"
        let [as_, _] = self.rules.named.behind_pronoun;
        if house && !as_.is_some_and(|symbol| sequence.items.get(close + 1).is_some_and(|item| item.has(symbol))) {
            return None;
        }
        // "Roe, the chair, who succeeded Doe": the comma is that of the clause.
        let who = |item: usize| self.rules.named.who.is_some_and(|who| sequence.items.get(item).is_some_and(|i| i.has(who)));
        // "Roe, in the place of Doe, who is leaving": the clause is that of the one named last.
        if who(close + 1) && person(close - 1) {
            return None;
        }
        Some(if who(close + 1) { at..close } else { at..close + 1 })
    }
}
