//! Posts that a clause names beside what it tells: "stellt sein Amt als Bürgermeister zur Verfügung", "verlässt das Haus nach zehn Jahren
//! als Direktor", "renuncia por motivos personales a su cargo de ministra".

use super::assemble::{Assembler, Sentence};
use super::changes::Post;
use super::rules::ChangeStatement;
use super::sequence::{Content, Sequence};
use crate::extract::pattern::{Match, Weight};

/// How many plain words may stand between what is told and the post.
const BETWEEN: usize = 2;

impl Assembler<'_> {
    /// The post that the clause of a match names, where its pattern leaves it to be known; `chosen` are all matches of the sentence.
    pub(super) fn beside(&self, sentence: &Sentence<'_>, found: &Match, statement: &ChangeStatement, chosen: &[Match]) -> Option<Post> {
        let leaves = statement.from_known && !statement.from_ended && !statement.successor_told;
        if statement.from.is_some() || statement.to.is_some() || !(leaves || statement.to_known) {
            return None;
        }
        let sequence = sentence.sequence;
        // "wechselt zum Verband als Präsident": that is where somebody goes.
        let comes = |item: usize| found.used(item) && sequence.items[item].is_any(&self.rules.named.coming);
        // "geht als Rektorin in den Ruhestand"
        let retires = |item: usize| found.used(item) && self.rules.named.retires.is_some_and(|s| sequence.items[item].has(s));
        if leaves && (found.start..found.end).any(comes) && !(found.start..found.end).any(retires) {
            return None;
        }
        let free = |item: &usize| {
            let told = |m: &Match| m.used(*item) && self.rules.of(m).changes;
            let person = matches!(sequence.contents.get(item + 1), Some(Content::Persons(_)));
            matches!(sequence.contents[*item], Content::Titles(_))
                && !person
                && !chosen.iter().any(told)
                && self.is_adjunct(sequence, *item)
        };
        let within = (found.start + 1..found.end).filter(|&item| !found.used(item)).find(free);
        let item = within.or_else(|| self.behind(sequence, found.end).filter(free))?;
        self.post_at(sentence, item, None)
    }

    /// The title that follows item `end` of a clause, behind circumstances, what leads to it, and few other words.
    fn behind(&self, sequence: &Sequence, end: usize) -> Option<usize> {
        let mut at = end;
        let mut words = 0;
        if end.checked_sub(1).is_some_and(|last| matches!(sequence.items[last].weight, Weight::Border | Weight::Comma)) {
            return None;
        }
        while at < sequence.items.len() {
            if matches!(sequence.contents[at], Content::Titles(_)) {
                return Some(at);
            }
            let item = &sequence.items[at];
            // "aposentou-se em silêncio, após trinta anos como diretora"
            let aside =
                item.weight == Weight::Comma && sequence.contents.get(at + 1).is_some_and(|_| self.leads_circumstance(sequence, at + 1));
            if aside {
                at += 1;
                continue;
            }
            if let Some(circumstance) = self.circumstance(sequence, at) {
                at = circumstance.end;
                continue;
            }
            let led = item.is_any(&self.rules.named.beside) || self.leads_circumstance(sequence, at) || self.leads_adverbial(sequence, at);
            words += usize::from(!led);
            if item.weight != Weight::Light || sequence.contents[at] != Content::Nothing || words > BETWEEN {
                return None;
            }
            if !led && item.is_asked_for() {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Whether item `at` leads to a circumstance; of a span of time no more is left than that ("após [trinta anos] como diretora").
    fn leads_circumstance(&self, sequence: &Sequence, at: usize) -> bool {
        self.rules.named.circumstance.is_some_and(|leads| sequence.items[at].has(leads))
    }

    /// "als Bürgermeister", "cargo de ministra", "Amt der Ministerin": whether what stands before a title tells that it is somebody's post.
    fn is_adjunct(&self, sequence: &Sequence, title: usize) -> bool {
        let named = &self.rules.named;
        let Some(before) = title.checked_sub(1) else { return false };
        let plain = sequence.contents[before] == Content::Nothing
            && sequence.items[before].weight == Weight::Light
            && !sequence.items[before].is_asked_for();
        let Some(before) = before.checked_sub(usize::from(plain)) else { return false };
        let is_post = |item: usize| sequence.items[item].is_any(&named.tenures);
        let as_such = named.behind_pronoun[0].is_some_and(|s| sequence.items[before].has(s));
        let [of, _, _, _, genitive] = self.rules.markers.prepositions;
        let led = [of, genitive].into_iter().flatten().any(|s| sequence.items[before].has(s));
        as_such || is_post(before) || led && before.checked_sub(1).is_some_and(is_post)
    }
}
