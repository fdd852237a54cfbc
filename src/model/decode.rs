//! From scores to names: the best sequence of labels and how sure it is.
//!
//! Labels are BILOU: outside, then begin, inside, last and unit for each [`Kind`]. Sequences that make no names are not considered.

use super::weights::Weights;
use super::{Kind, LABELS};

/// A label's place: 0 is outside, the rest `1 + 4 × kind + part`.
pub const OUTSIDE: usize = 0;

/// The part of a name that a label stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first of several tokens.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last of several tokens.
    Last,
    /// The only token.
    Unit,
}

/// The label of `part` of a name of class `kind`.
pub const fn label(kind: Kind, part: Part) -> usize {
    1 + kind as usize * 4 + part as usize
}

const fn opens(label: usize) -> bool {
    label != OUTSIDE && matches!((label - 1) % 4, 0 | 3)
}

const fn closed(label: usize) -> bool {
    label == OUTSIDE || (label - 1) % 4 >= 2
}

/// Whether `to` may follow `from`.
pub const fn follows(from: usize, to: usize) -> bool {
    if closed(from) { to == OUTSIDE || opens(to) } else { !opens(to) && to != OUTSIDE && (from - 1) / 4 == (to - 1) / 4 }
}

/// Whether a sentence may begin with `label`.
pub const fn starts(label: usize) -> bool {
    label == OUTSIDE || opens(label)
}

/// Whether a sentence may end with `label`.
pub const fn ends(label: usize) -> bool {
    closed(label)
}

/// A name within a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Its class.
    pub kind: Kind,
    /// Its probability under the model.
    pub score: f32,
}

/// Decodes sentences with one labeller's transitions; its buffers serve all sentences.
#[derive(Debug)]
pub struct Decoder {
    transitions: [[f32; LABELS]; LABELS],
    odds: [[f32; LABELS]; LABELS],
    best: Vec<[f32; LABELS]>,
    back: Vec<[u8; LABELS]>,
    forward: Vec<[f32; LABELS]>,
    backward: Vec<[f32; LABELS]>,
    states: Vec<[f32; LABELS]>,
}

const IMPOSSIBLE: f32 = -1e9;

impl Decoder {
    /// A decoder with the transitions of `weights`.
    pub fn new(weights: &Weights<'_>) -> Self {
        let mut transitions = [[IMPOSSIBLE; LABELS]; LABELS];
        let mut odds = [[0.0; LABELS]; LABELS];
        for from in 0..LABELS {
            for to in (0..LABELS).filter(|&to| follows(from, to)) {
                transitions[from][to] = weights.transition(from, to);
                odds[from][to] = transitions[from][to].exp();
            }
        }
        Self { transitions, odds, best: Vec::new(), back: Vec::new(), forward: Vec::new(), backward: Vec::new(), states: Vec::new() }
    }

    /// The names of the sentence whose tokens have these scores, appended to `out`.
    pub fn decode(&mut self, scores: &[[f32; LABELS]], out: &mut Vec<Found>) {
        if scores.is_empty() {
            return;
        }
        let first = out.len();
        self.viterbi(scores, out);
        if out.len() > first {
            self.marginals(scores, &mut out[first..]);
        }
    }

    fn viterbi(&mut self, scores: &[[f32; LABELS]], out: &mut Vec<Found>) {
        self.best.clear();
        self.back.clear();
        let mut row = [IMPOSSIBLE; LABELS];
        for (label, cell) in row.iter_mut().enumerate().filter(|(l, _)| starts(*l)) {
            *cell = scores[0][label];
        }
        self.best.push(row);
        self.back.push([0; LABELS]);
        for score in &scores[1..] {
            let mut next = [f32::MIN; LABELS];
            let mut from = [0_u8; LABELS];
            for (prev, &so_far) in row.iter().enumerate() {
                for to in 0..LABELS {
                    let value = so_far + self.transitions[prev][to];
                    if value > next[to] {
                        next[to] = value;
                        from[to] = prev as u8;
                    }
                }
            }
            for to in 0..LABELS {
                next[to] += score[to];
            }
            row = next;
            self.best.push(row);
            self.back.push(from);
        }
        let mut label = (0..LABELS).filter(|l| ends(*l)).rev().max_by(|a, b| row[*a].total_cmp(&row[*b])).unwrap_or(OUTSIDE);
        let mut end = scores.len();
        let first = out.len();
        for at in (0..scores.len()).rev() {
            if label != OUTSIDE {
                let part = (label - 1) % 4;
                if part >= 2 {
                    end = at + 1;
                }
                if part == 0 || part == 3 {
                    out.push(Found { start: at, end, kind: Kind::ALL[(label - 1) / 4], score: 0.0 });
                }
            }
            label = usize::from(self.back[at][label]);
        }
        out[first..].reverse();
    }

    /// Forward and backward sums in probability space, every row scaled to one, give each name's probability.
    fn marginals(&mut self, scores: &[[f32; LABELS]], found: &mut [Found]) {
        self.states.clear();
        self.states.extend(scores.iter().map(|row| {
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            row.map(|s| (s - top).exp())
        }));
        self.forward.clear();
        let mut row: [f32; LABELS] = std::array::from_fn(|l| if starts(l) { self.states[0][l] } else { 0.0 });
        normalise(&mut row);
        self.forward.push(row);
        for state in &self.states[1..] {
            let mut next = [0.0; LABELS];
            for (from, &mass) in row.iter().enumerate() {
                for (sum, odds) in next.iter_mut().zip(&self.odds[from]) {
                    *sum += mass * odds;
                }
            }
            for (sum, own) in next.iter_mut().zip(state) {
                *sum *= own;
            }
            normalise(&mut next);
            row = next;
            self.forward.push(row);
        }
        self.backward.clear();
        let mut row: [f32; LABELS] = std::array::from_fn(|l| if ends(l) { 1.0 } else { 0.0 });
        self.backward.push(row);
        for state in self.states[1..].iter().rev() {
            let mut prev = [0.0; LABELS];
            for (from, cell) in prev.iter_mut().enumerate() {
                *cell = (0..LABELS).map(|to| self.odds[from][to] * state[to] * row[to]).sum();
            }
            normalise(&mut prev);
            row = prev;
            self.backward.push(row);
        }
        self.backward.reverse();
        for name in found {
            name.score = self.probability(name);
        }
    }

    /// The probability of the path through `name`, given its first label's marginal and the chances of each next step.
    fn probability(&self, name: &Found) -> f32 {
        let labels = |at: usize| {
            let part = match (at == name.start, at + 1 == name.end) {
                (true, true) => Part::Unit,
                (true, false) => Part::Begin,
                (false, true) => Part::Last,
                (false, false) => Part::Inside,
            };
            label(name.kind, part)
        };
        let (forward, backward) = (&self.forward[name.start], &self.backward[name.start]);
        let total: f32 = (0..LABELS).map(|l| forward[l] * backward[l]).sum();
        let first = labels(name.start);
        let mut chance = if total > 0.0 { forward[first] * backward[first] / total } else { 0.0 };
        for at in name.start + 1..name.end {
            let (from, to) = (labels(at - 1), labels(at));
            let step = |l: usize| self.odds[from][l] * self.states[at][l] * self.backward[at][l];
            let all: f32 = (0..LABELS).map(step).sum();
            chance *= if all > 0.0 { step(to) / all } else { 0.0 };
        }
        chance.clamp(0.0, 1.0)
    }
}

fn normalise(row: &mut [f32; LABELS]) {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 {
        row.iter_mut().for_each(|x| *x /= sum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoder() -> Decoder {
        let bytes = Weights::build(0.1, &[[0.0; LABELS]; LABELS], vec![]);
        Decoder::new(&Weights::new(&bytes).unwrap())
    }

    #[test]
    fn the_best_valid_sequence_wins() {
        let mut scores = [[-2.0; LABELS]; 4];
        scores.iter_mut().for_each(|row| row[OUTSIDE] = 0.0);
        scores[1][label(Kind::Person, Part::Begin)] = 4.0;
        scores[2][label(Kind::Person, Part::Last)] = 4.0;
        // Alone the best label of the last token, but nothing opens it.
        scores[3][label(Kind::Location, Part::Inside)] = 3.0;
        let mut found = Vec::new();
        decoder().decode(&scores, &mut found);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].start, found[0].end, found[0].kind), (1, 3, Kind::Person));
        assert!(found[0].score > 0.8 && found[0].score < 1.0, "{}", found[0].score);
    }

    #[test]
    fn an_even_choice_has_a_low_score() {
        let mut scores = [[-9.0; LABELS]; 1];
        scores[0][label(Kind::Person, Part::Unit)] = 2.0;
        scores[0][label(Kind::Location, Part::Unit)] = 1.9;
        let mut found = Vec::new();
        decoder().decode(&scores, &mut found);
        assert!((found[0].score - 0.525).abs() < 0.01, "{}", found[0].score);
    }
}
