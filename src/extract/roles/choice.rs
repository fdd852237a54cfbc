//! Which of the matches of a sentence stand.

use super::assemble::Assembler;
use super::sequence::{Content, Sequence};
use crate::extract::pattern::{Match, Weight};

/// How many items before a title "the post" may stand ("the new post of chair").
const POST: usize = 4;

impl Assembler<'_> {
    /// The matches that stand: a title, and for changes a verb, serves one match; earlier rules win, then fuller matches.
    /// What is `taken` serves none of them.
    pub(super) fn choose(&self, mut found: Vec<Match>, sequence: &Sequence, taken: &[bool]) -> Vec<Match> {
        if found.is_empty() {
            return found;
        }
        let mut taken = taken.to_vec();
        taken.resize(sequence.items.len(), false);
        let rules = self.rules;
        // "the adviser to President Roe resigned": the president is no subject.
        let subject = |m: &Match| rules.of(m).movers.iter().any(|&slot| m.item(slot) == Some(m.start));
        found.retain(|m| !(subject(m) && sequence.is_governed(m.start, rules.markers)));
        // "removed Roe's immunity": it is told of what somebody has.
        let owns = |m: &Match, item: usize| !m.used(item + 1) && self.is_owner(sequence, item);
        found.retain(|m| !rules.of(m).movers.iter().filter_map(|&slot| m.item(slot)).any(|item| owns(m, item)));
        found.retain(|m| !(subject(m) && self.is_agent(m.start, sequence)));
        found.retain(|m| !self.takes_from_agent(m, sequence));
        found.retain(|m| !self.is_behind_fronted(m, sequence));
        // "The transport minister, Roe, moves to the back benches": to no post.
        let moves = |m: &Match| {
            m.end
                .checked_sub(1)
                .and_then(|last| sequence.tokens.get(last))
                .is_some_and(|last| self.portfolio_behind(last.end, self.document.tokens.len()).is_some())
        };
        found.retain(|m| !rules.of(m).portfolio || moves(m));
        // A post that somebody is named with is none whose holder the sentence leaves open.
        found.sort_by_key(|m| (rules.of(m).vacant, m.rule, std::cmp::Reverse(m.filled()), m.end - m.start, m.start));
        let mut chosen = Vec::new();
        // "demands the resignation of Roe": what is told to say nothing keeps its words from every other pattern.
        let mut barred = vec![false; sequence.items.len()];
        let light = |i: &usize| sequence.items[*i].weight == Weight::Light;
        for m in found {
            let rule = rules.of(&m);
            let (changes, bars) = (rule.changes || rule.vacant, rule.bars);
            let claims = changes || bars;
            let needed = || {
                let titles = self.rules.title_slots.iter().filter_map(|&slot| m.item(slot));
                let verbs = m.matched().filter(|_| claims).filter(|&i| matches!(sequence.contents[i], Content::Verb(_)));
                titles.chain(verbs)
            };
            if needed().any(|i| taken[i]) || changes && m.matched().filter(light).any(|i| barred[i]) {
                continue;
            }
            if bars {
                m.matched().filter(light).for_each(|i| barred[i] = true);
            }
            needed().for_each(|i| taken[i] = true);
            chosen.push(m);
        }
        chosen
    }

    /// Whether a genitive stands right behind the person at `item`.
    fn is_owner(&self, sequence: &Sequence, item: usize) -> bool {
        let next = sequence.contents.get(item + 1).filter(|content| **content == Content::Nothing);
        let genitive = next.and(sequence.tokens.get(item + 1)).filter(|tokens| tokens.start == sequence.tokens[item].end);
        genitive.is_some_and(|tokens| self.document.folded(tokens.start) == "'s")
    }

    /// "von Minister Roe zum Direktor ernannt", "gegen Roe zur Chefin gewählt": whether the person at item `at` is told by whom or against whom
    /// something is done, and no clause about that person follows.
    fn is_agent(&self, at: usize, sequence: &Sequence) -> bool {
        let [_, by, ..] = self.rules.markers.prepositions;
        let preposition = self.rules.named.preposition.filter(|_| self.rules.inverts);
        // "gegen den Grünen Roe": with what is said of that person.
        let said = |&item: &usize| matches!(sequence.contents[item], Content::Titles(_) | Content::Entity(_));
        let Some(before) = (0..at).rev().find(|item| !said(item)) else { return false };
        let led = [by, preposition].into_iter().flatten().any(|symbol| sequence.items[before].has(symbol));
        led && !sequence.moved && sequence.items.get(at + 1).is_none_or(|item| item.weight != Weight::Comma)
    }

    /// "named by President Roe", "chosen ahead of four candidates": whether the post that a match takes is that of somebody else.
    fn takes_from_agent(&self, found: &Match, sequence: &Sequence) -> bool {
        let [of, by, ..] = self.rules.markers.prepositions;
        let bears = |item: usize, symbol| Option::is_some_and(symbol, |symbol| sequence.items[item].has(symbol));
        let [_, post, _] = self.rules.named.posts;
        let other = |title: usize| {
            if title < 2 || found.used(title - 1) {
                return title > 0 && bears(title - 1, by) && matches!(sequence.contents.get(title + 1), Some(Content::Persons(_)));
            }
            bears(title - 1, by)
                || found.filled() <= 2
                    && bears(title - 1, of)
                    && title - 1 > found.start
                    && !(title.saturating_sub(POST)..title - 1).any(|item| bears(item, post))
        };
        self.rules.of(found).taken.iter().filter_map(|&slot| found.item(slot)).any(other)
    }
}
