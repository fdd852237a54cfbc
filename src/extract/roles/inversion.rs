//! Clauses that have their subject behind the verb ("Nach zehn Jahren gibt Präsidentin Roe den Stab an Doe weiter"): read again with the
//! subject first, which is how patterns are written.

use super::assemble::{Assembler, Sentence};
use super::rules::Statement;
use super::sequence::{Content, Sequence};
use crate::extract::pattern::Weight;
use std::ops::Range;

/// How many items may stand before the verb.
const LEAD: usize = 12;
/// How many words may stand between the verb and its subject.
const BETWEEN: usize = 3;
/// Within how many items of its start a sentence names its subject.
const OPENING: usize = 4;
/// The most items of a sentence that is read so.
const SENTENCE: usize = 400;

/// Whether some items lie on both sides of others that were left out: those between the ones `kept`.
fn reaches_across(items: &[usize], kept: &[usize]) -> bool {
    let (first, last) = (items.iter().min(), items.iter().max());
    let place = |item: Option<&usize>| item.and_then(|&item| kept.get(item)).copied();
    let (Some(first), Some(last)) = (first.zip(place(first)), last.zip(place(last))) else { return false };
    last.1 - first.1 > last.0 - first.0
}

impl Assembler<'_> {
    /// Reads a sentence again with the subjects of its clauses before their verbs, for the changes that `claimed` leaves open; where
    /// `kept` are the items that are left of a longer sentence, for what reaches across the others.
    pub(super) fn read_inverted(&mut self, sentence: &Sentence<'_>, claimed: &mut [bool], kept: Option<&[usize]>) {
        let whole = sentence.sequence;
        let Some(order) = self.straightened(whole) else { return };
        let again = whole.reordered(&order);
        let mut found = Vec::new();
        self.rules.patterns.matches(&again.items, &mut found);
        found.retain(|m| {
            let moved = (m.start..m.end).any(|i| m.used(i) && order[i] != i);
            // What tells nothing keeps its title from what would.
            let statements = &self.rules.rules[usize::from(m.rule)].statements;
            moved
                && kept.is_none_or(|kept| reaches_across(&order[m.start..m.end], kept))
                && (statements.is_empty() || statements.iter().any(|s| matches!(s, Statement::Change(_))))
        });
        let taken: Vec<bool> = order.iter().map(|&item| claimed.get(item).copied().unwrap_or(false)).collect();
        let mut chosen = self.choose(found, &again, &taken);
        chosen.sort_by_key(|m| m.start);
        for (&item, taken) in order.iter().zip(self.claimed(&again, &chosen)) {
            if let Some(claimed) = claimed.get_mut(item) {
                *claimed |= taken;
            }
        }
        let sentence = Sentence { sequence: &again, ..*sentence };
        self.state_roles(&sentence, &chosen);
        self.state_changes(&sentence, &chosen);
    }

    /// The items of a sentence in the order of clauses that begin with their subject; none where they are so already.
    fn straightened(&self, sequence: &Sequence) -> Option<Vec<usize>> {
        let count = sequence.items.len();
        let asks = count.checked_sub(2).is_some_and(|last| self.document.folded(sequence.tokens[last].start) == "?");
        if !self.rules.inverts || asks || count > SENTENCE {
            return None;
        }
        let mut order: Vec<usize> = Vec::with_capacity(count);
        let mut at = 0;
        let mut subject = self.leading(sequence);
        while at < count {
            order.push(at);
            // "Roe kam im Mai und übernahm das Ruder von Doe"
            if let Some(shared) = subject.clone().filter(|_| self.shares(sequence, at)) {
                order.extend(shared);
            }
            match self.inverted(sequence, at) {
                Some((verb, behind)) => {
                    order.extend(behind.clone());
                    order.push(verb);
                    order.extend(at + 1..verb);
                    order.extend(verb + 1..behind.start);
                    at = behind.end;
                    subject = Some(behind);
                }
                None => at += 1,
            }
        }
        order.iter().enumerate().any(|(place, &item)| place != item).then_some(order)
    }

    /// The person with whom a sentence begins.
    fn leading(&self, sequence: &Sequence) -> Option<Range<usize>> {
        let first = (1..sequence.items.len().min(OPENING)).find(|&i| !matches!(sequence.contents[i], Content::Titles(_)))?;
        matches!(sequence.contents[first], Content::Persons(_)).then_some(first..first + 1)
    }

    /// Whether a clause begins behind the conjunction `at` that has its subject from the one before.
    fn shares(&self, sequence: &Sequence, at: usize) -> bool {
        let is_finite = |i: usize| i < sequence.items.len() && self.is_finite(sequence, i);
        let named = |i: usize| matches!(sequence.contents.get(i), Some(Content::Persons(_) | Content::Titles(_)));
        let carries = self.rules.markers.carry.is_some_and(|carry| sequence.items[at].has(carry));
        carries && is_finite(at + 1) && !named(at + 2)
    }

    /// The verb and the subject behind it of a clause that begins behind item `opening`: a border, or the comma that ends another clause.
    fn inverted(&self, sequence: &Sequence, opening: usize) -> Option<(usize, Range<usize>)> {
        let reach = match sequence.items[opening].weight {
            Weight::Border => LEAD,
            Weight::Comma => 1,
            _ => return None,
        };
        let end = sequence.items.len().min(opening + 1 + reach);
        let lead = (opening + 1..end).take_while(|&i| {
            !matches!(sequence.contents[i], Content::Persons(_)) && !matches!(sequence.items[i].weight, Weight::Border | Weight::Comma)
        });
        let verb = lead.into_iter().find(|&i| self.is_finite(sequence, i))?;
        let mut first = verb + 1;
        while first < sequence.items.len()
            && first <= verb + BETWEEN
            && sequence.contents[first] == Content::Nothing
            && sequence.items[first].weight == Weight::Light
            && !self.rules.named.preposition.is_some_and(|s| sequence.items[first].has(s))
        {
            first += 1;
        }
        let mut last = first;
        while matches!(sequence.contents.get(last), Some(Content::Titles(_))) {
            last += 1;
        }
        let titled = last > first;
        let comma = usize::from(titled && sequence.items.get(last).is_some_and(|i| i.weight == Weight::Comma));
        let subject = match sequence.contents.get(last + comma)? {
            Content::Persons(_) => last + comma,
            Content::Entity(_) if !titled => last,
            _ => return None,
        };
        // "ist der Bürgermeister, Roe, zurückgetreten": with the comma behind.
        let closes = comma == 1 && sequence.items.get(subject + 1).is_some_and(|i| i.weight == Weight::Comma);
        Some((verb, first..subject + 1 + usize::from(closes)))
    }
}
