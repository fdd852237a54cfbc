//! Matching compiled patterns against the items of a sentence.

use super::compile::{Edge, Node, Patterns, Step};
use super::{Item, Keys, Marks, Weight};
use std::ops::Range;

/// Slots that one match can fill.
const CAPTURES: usize = 12;
/// Items that an insertion may span.
const INSERTION: usize = 30;
/// Places at which one insertion may end.
const INSERTION_ENDS: usize = 4;
/// How many matches there is room for at first.
const FOUND: usize = 8;
/// Steps that the search from one item may take; real sentences need a few dozen.
const FUEL: u32 = 12_000;

/// The items that fill the slots, counted from the start of the match; [`FREE`] for a slot that nothing fills.
type Captures = [u16; CAPTURES];
const FREE: u16 = u16::MAX;

/// A pattern found in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    /// The rule whose pattern matched.
    pub(crate) rule: u16,
    /// Its first item.
    pub(crate) start: usize,
    /// One past its last item.
    pub(crate) end: usize,
    captures: Captures,
    /// The items that its elements matched, those that gaps and insertions passed over apart; a bit each from `start`.
    used: u128,
}

impl Match {
    /// Whether an element of the pattern matched item `index`.
    pub(crate) fn used(&self, index: usize) -> bool {
        index.checked_sub(self.start).is_some_and(|offset| offset < 128 && self.used >> offset & 1 == 1)
    }

    /// The items that elements of the pattern matched, as in [`Match::used`].
    pub(crate) fn matched(&self) -> impl Iterator<Item = usize> + use<> {
        let (start, mut left) = (self.start, self.used);
        std::iter::from_fn(move || {
            let offset = left.trailing_zeros() as usize;
            left &= left.checked_sub(1)?;
            Some(start + offset)
        })
    }

    /// How many captures are filled.
    pub(crate) fn filled(&self) -> usize {
        self.captures.iter().filter(|&&offset| offset != FREE).count()
    }

    /// The item that fills capture `number`.
    pub(crate) fn item(&self, number: u8) -> Option<usize> {
        self.captures.get(usize::from(number)).filter(|&&offset| offset != FREE).map(|&offset| self.start + usize::from(offset))
    }
}

struct Search<'a> {
    patterns: &'a Patterns,
    items: &'a [Item],
    /// The keys of the items from each on.
    rest: &'a [Keys],
    start: usize,
    /// Where the matches from this start begin in `found`.
    first: usize,
    fuel: u32,
    /// What fills the slots so far.
    captures: Captures,
    /// The items that were matched so far, as in [`Match`].
    used: u128,
    found: &'a mut Vec<Match>,
}

impl Patterns {
    /// Appends every match in `items` to `found`, by start; each rule at most once from a start, in its first form found.
    pub(crate) fn matches(&self, items: &[Item], found: &mut Vec<Match>) {
        self.matches_from(0..items.len(), items, found);
    }

    /// The same for matches that begin within `starts`.
    pub(crate) fn matches_from(&self, starts: Range<usize>, items: &[Item], found: &mut Vec<Match>) {
        let all = items.iter().fold(Keys::ANY, |all, item| all.and(item.keys));
        if !all.meet(self.needs) {
            return;
        }
        let mut rest = vec![Keys::ANY; items.len() + 1];
        for (at, item) in items.iter().enumerate().rev() {
            rest[at] = rest[at + 1].and(item.keys);
        }
        let (captures, used) = ([FREE; CAPTURES], 0);
        let mut search = Search { patterns: self, items, rest: &rest, start: 0, first: 0, fuel: FUEL, captures, used, found };
        // A pattern begins with an element that asks for a symbol.
        for start in starts.take_while(|&start| rest[start].meet(self.needs)).filter(|&start| items[start].is_asked_for()) {
            (search.start, search.first, search.fuel) = (start, search.found.len(), FUEL);
            search.step(0, start);
        }
    }
}

impl Search<'_> {
    /// Goes on from place `node` with item `at`, where that can lead anywhere.
    #[inline]
    fn step(&mut self, node: u32, at: usize) {
        let node = &self.patterns.nodes[node as usize];
        if !node.accepts.is_empty() {
            self.accept(&node.accepts, at);
        }
        // A pattern ends with an element that takes an item.
        if let (Some(item), Some(&rest)) = (self.items.get(at), self.rest.get(at))
            && (item.marks.meet(node.marks) || node.marks == Marks::ALL)
            && rest.meet(node.needs)
        {
            self.follow(node, item, rest, at);
        }
    }

    /// Notes that patterns end before item `at`.
    fn accept(&mut self, rules: &[u16], at: usize) {
        // Where one pattern matches, mostly some do.
        if self.found.is_empty() {
            self.found.reserve(FOUND);
        }
        for &rule in rules {
            let (captures, used) = (self.captures, self.used);
            let here = self.found[self.first..].iter().any(|m| m.rule == rule && m.captures == captures);
            if !here {
                self.found.push(Match { rule, start: self.start, end: at, captures, used });
            }
        }
    }

    /// Follows the edges of `node` with `item`, which is number `at`; `rest` has the keys of the items from it on.
    fn follow(&mut self, node: &Node, item: &Item, rest: Keys, at: usize) {
        match &node.index {
            Some(index) => index.candidates(item, rest, |edge| {
                let edge = &node.edges[edge];
                if rest.meet(edge.needs) {
                    self.take(edge, at, true);
                }
            }),
            None => {
                for edge in node.edges.iter().filter(|edge| rest.meet(edge.needs)) {
                    self.take(edge, at, false);
                }
            }
        }
    }

    /// Takes an edge that what follows may fulfil; where it is `known` to ask for a symbol of the item, that is not asked again.
    #[inline]
    fn take(&mut self, edge: &Edge, at: usize, known: bool) {
        let Some(fuel) = self.fuel.checked_sub(1) else { return };
        self.fuel = fuel;
        match &edge.step {
            Step::One { any, capture } => {
                if known || self.items.get(at).is_some_and(|item| item.is_any(any)) {
                    self.pass(*capture, edge.to, at);
                }
            }
            step => self.skip(step, edge.to, at),
        }
    }

    /// Goes on behind the item `at`, which fills the slot `capture`.
    #[inline]
    fn pass(&mut self, capture: Option<u8>, to: u32, at: usize) {
        let (offset, used) = (at - self.start, self.used);
        self.used |= u32::try_from(offset).ok().and_then(|offset| 1_u128.checked_shl(offset)).unwrap_or(0);
        match capture.map(usize::from).filter(|&slot| slot < CAPTURES) {
            Some(slot) => {
                let before = std::mem::replace(&mut self.captures[slot], u16::try_from(offset).unwrap_or(FREE));
                self.step(to, at + 1);
                self.captures[slot] = before;
            }
            None => self.step(to, at + 1),
        }
        self.used = used;
    }

    /// Passes over what gaps and insertions pass over.
    fn skip(&mut self, step: &Step, to: u32, at: usize) {
        let items = self.items;
        match step {
            Step::One { .. } => {}
            Step::Gap(most) => {
                let light = items[at.min(items.len())..].iter().take_while(|i| i.weight == Weight::Light);
                let most = light.take(usize::from(*most)).count();
                for skipped in 0..=most {
                    self.step(to, at + skipped);
                }
            }
            Step::Wide { most, stop } => {
                let passed = |i: &&Item| !matches!(i.weight, Weight::Border | Weight::Comma) && !i.is_any(stop);
                let most = items[at.min(items.len())..].iter().take_while(passed).take(usize::from(*most)).count();
                for skipped in 0..=most {
                    self.step(to, at + skipped);
                }
            }
            Step::Insertion => {
                self.step(to, at);
                if closes_apposition(items, at) {
                    self.step(to, at + 1);
                }
                for end in insertion_ends(items, at) {
                    self.step(to, end);
                }
            }
        }
    }
}

/// Whether a comma at `at` only closes what a comma before the item in front of it has opened ("The chair, Roe, resigned"), or
/// stands for an insertion that was left out.
fn closes_apposition(items: &[Item], at: usize) -> bool {
    let comma = |index: usize| items.get(index).is_some_and(|i| i.weight == Weight::Comma);
    let heavy = |index: usize| items.get(index).is_some_and(|i| i.weight == Weight::Heavy);
    if items.get(at).is_some_and(|i| i.dropped) {
        return true;
    }
    at >= 2 && comma(at) && (comma(at - 2) || at >= 3 && heavy(at - 2) && comma(at - 3))
}

/// Where the search may go on after an insertion that begins at `at`: behind each mark that can close it.
fn insertion_ends(items: &[Item], at: usize) -> impl Iterator<Item = usize> + '_ {
    let close = match items.get(at).map(|i| i.weight) {
        Some(Weight::Comma) => Some(Weight::Comma),
        Some(Weight::Dash) => Some(Weight::Dash),
        Some(Weight::Open) => Some(Weight::Close),
        _ => None,
    };
    let window = items.iter().enumerate().skip(at + 1).take(INSERTION);
    let inside = window.take_while(|(_, i)| i.weight != Weight::Border);
    inside.filter(move |(_, i)| Some(i.weight) == close).map(|(index, _)| index + 1).take(INSERTION_ENDS)
}

#[cfg(test)]
mod tests {
    use super::super::compile::PatternError;
    use super::super::{Item, Keys, Match, Patterns, Vocabulary, Weight};

    fn items(vocabulary: &Vocabulary, text: &str) -> Vec<Item> {
        text.split(' ')
            .map(|word| {
                let weight = match word {
                    "," => Weight::Comma,
                    "(" => Weight::Open,
                    ")" => Weight::Close,
                    "." => Weight::Border,
                    _ if word.starts_with(|c: char| c.is_uppercase()) => Weight::Heavy,
                    _ => Weight::Light,
                };
                let mut item = Item::new(weight);
                item.add(vocabulary.get(word));
                item
            })
            .collect()
    }

    fn run(patterns: &[&str], text: &str) -> Vec<(u16, Vec<Option<usize>>)> {
        let mut vocabulary = Vocabulary::default();
        let mut compiled = Patterns::new();
        for (pattern, rule) in patterns.iter().zip(0..) {
            compiled.add(pattern, rule, &mut vocabulary).unwrap();
        }
        compiled.seal(Keys::default());
        let mut found: Vec<Match> = Vec::new();
        compiled.matches(&items(&vocabulary, text), &mut found);
        let slots = ["P", "T", "P2"].map(|s| compiled.capture(s));
        found.iter().map(|m| (m.rule, slots.iter().flatten().map(|&s| m.item(s)).collect())).collect()
    }

    #[test]
    fn slots_words_and_optional_elements() {
        assert_eq!(run(&["P , très? T"], "x P , très T"), [(0, vec![Some(1), Some(4)])]);
        assert_eq!(run(&["P , très? T"], "x P , T"), [(0, vec![Some(1), Some(3)])]);
        assert_eq!(run(&["P , très? T"], "x P , peu T"), []);
    }

    #[test]
    fn gaps_stop_at_heavy_items() {
        assert_eq!(run(&["P ~2 T"], "P a b T").len(), 1);
        assert_eq!(run(&["P ~2 T"], "P a b c T"), []);
        assert_eq!(run(&["P ~2 T"], "P a P T"), [(0, vec![Some(2), Some(3)])]);
    }

    #[test]
    fn wide_gaps_stop_at_persons_and_marks() {
        assert_eq!(run(&["a ... P"], "a b T c P").len(), 1);
        assert_eq!(run(&["a ... P"], "a b , c P"), []);
        assert_eq!(run(&["a ... T"], "a b P T"), []);
        assert_eq!(run(&["a ... P"], "a b . P"), []);
    }

    #[test]
    fn insertions_are_skipped_whole() {
        assert_eq!(run(&["P <> T"], "P , a P b , T"), [(0, vec![Some(0), Some(6)])]);
        assert_eq!(run(&["P <> T"], "P ( a ) T").len(), 1);
        assert_eq!(run(&["P <> T"], "P , a . b , T"), []);
    }

    #[test]
    fn a_comma_that_closes_an_apposition_is_passed() {
        assert_eq!(run(&["P <> T"], "x , P , T"), [(0, vec![Some(2), Some(4)])]);
        assert_eq!(run(&["P <> T"], "x P , T"), []);
    }

    #[test]
    fn patterns_that_begin_alike_share_their_steps_and_keep_their_rules() {
        let found = run(&["P , T", "P , T de P2"], "P , T de P");
        assert_eq!(found, [(0, vec![Some(0), Some(2), None]), (1, vec![Some(0), Some(2), Some(4)])]);
    }

    #[test]
    fn what_a_pattern_needs_later_is_asked_before_it_is_tried() {
        let compile = |patterns: &[&str]| {
            let mut vocabulary = Vocabulary::default();
            let mut compiled = Patterns::new();
            patterns.iter().zip(0..).for_each(|(pattern, rule)| compiled.add(pattern, rule, &mut vocabulary).unwrap());
            compiled.seal(Keys::default());
            (compiled.needs, compiled.untitled, vocabulary)
        };
        let (needs, untitled, vocabulary) = compile(&["P <> T", "P ~3 @leave.active", "a|b geht? P"]);
        let has = |name: &str| vocabulary.get(name).is_some_and(|symbol| needs.meet(symbol.into()));
        assert_eq!(["T", "@leave.active", "a", "b", "geht", "P"].map(has), [true, true, true, true, false, false]);
        let has = |name: &str| vocabulary.get(name).is_some_and(|symbol| untitled.meet(symbol.into()));
        assert_eq!(["T", "@leave.active", "a", "b"].map(has), [false, true, true, true]);
        assert!(!needs.is_any() && compile(&["P , P2", "P T"]).0.is_any());
        let (needs, untitled, vocabulary) = compile(&["T ... @of P ~2 @go.passive", "T|@go.passive O"]);
        let has = |name: &str| vocabulary.get(name).is_some_and(|symbol| needs.meet(symbol.into()));
        assert_eq!(["T", "@go.passive", "@of"].map(has), [true, true, false]);
        let has = |name: &str| vocabulary.get(name).is_some_and(|symbol| untitled.meet(symbol.into()));
        assert_eq!(["T", "@go.passive", "@of"].map(has), [false, true, false]);
    }

    #[test]
    fn senseless_patterns_are_refused() {
        let mut vocabulary = Vocabulary::default();
        let mut patterns = Patterns::new();
        assert_eq!(patterns.add("", 0, &mut vocabulary), Err(PatternError::Empty));
        assert_eq!(patterns.add("P ~3", 0, &mut vocabulary), Err(PatternError::Empty));
        assert_eq!(patterns.add("P ~x T", 0, &mut vocabulary), Err(PatternError::Element("~x".to_owned())));
        assert_eq!(patterns.add("P a? b? c? d? e? f? T", 0, &mut vocabulary), Err(PatternError::TooManyOptional));
    }

    #[test]
    fn the_search_is_bounded() {
        let text = "P ".repeat(2_000) + "T";
        let started = std::time::Instant::now();
        run(&["P <> P2 <> T", "P ~9 P2 ~9 T"], &text);
        assert!(started.elapsed().as_secs() < 2);
    }
}
