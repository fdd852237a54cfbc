//! Training of a linear-chain conditional random field: stochastic gradient with AdaGrad, feature dropout, a copy of every feature for
//! each domain, and labels that may be known in part only (the sum over all paths that agree with what is known).

use crate::random::Random;
use crate::recipe::DOMAINS;
use analyze::model::LABELS;
use analyze::model::decode::{ends, follows, starts};

/// Scores or weights of all labels.
pub type Row = [f32; LABELS];

/// A sentence with its features as numbers.
pub struct Example {
    /// Features of all tokens, one after the other.
    pub features: Vec<u32>,
    /// Where each token's features end.
    pub ends: Vec<u32>,
    /// The labels that each token may have.
    pub allowed: Vec<u32>,
    /// The domain of its corpus.
    pub domain: usize,
}

/// How to train.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Passes over the examples.
    pub epochs: usize,
    /// Step size.
    pub rate: f32,
    /// Share of features left out at each step.
    pub dropout: f32,
    /// What the random numbers begin with.
    pub seed: u64,
}

/// Trained weights: shared rows, each domain's rows, transitions.
pub struct Field {
    /// The weights of each feature.
    pub shared: Vec<Row>,
    /// For each domain and feature the number of its row in `own`, or `u32::MAX`.
    pub places: Vec<Vec<u32>>,
    /// The weights of the domains' copies.
    pub own: Vec<Row>,
    /// Transitions of all domains.
    pub transitions: [Row; LABELS],
}

struct Learner {
    field: Field,
    shared_sums: Vec<Row>,
    own_sums: Vec<Row>,
    transition_sums: [Row; LABELS],
    rate: f32,
}

const EPSILON: f32 = 1e-2;
/// A sentence with a smaller loss is easy.
const EASY: f32 = 0.01;

/// A domain's copy of a feature is made where the domain has it at least so often.
const COPY_FROM: u32 = 3;

/// Trains on `examples`, whose features are below `count`.
pub fn train(examples: &[Example], count: usize, settings: Settings) -> Field {
    let (places, copies) = copies(examples, count);
    let field =
        Field { shared: vec![[0.0; LABELS]; count], places, own: vec![[0.0; LABELS]; copies], transitions: [[0.0; LABELS]; LABELS] };
    let mut learner = Learner {
        field,
        shared_sums: vec![[0.0; LABELS]; count],
        own_sums: vec![[0.0; LABELS]; copies],
        transition_sums: [[0.0; LABELS]; LABELS],
        rate: settings.rate,
    };
    let mut random = Random::new(settings.seed);
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    let mut losses = vec![f32::MAX; examples.len()];
    let mut kept: Option<(Vec<Row>, Vec<Row>, [Row; LABELS])> = None;
    // The last third of the passes is averaged.
    let averaged = (settings.epochs / 3).max(1);
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for &index in &order {
            let last = &mut losses[index as usize];
            // What is known well is repeated less often.
            if *last < EASY && random.unit() < 0.6 {
                continue;
            }
            *last = learner.learn(&examples[index as usize], settings.dropout, &mut random);
            loss += f64::from(*last);
        }
        eprintln!("  epoch {}: loss {loss:.0}", epoch + 1);
        if epoch + averaged >= settings.epochs {
            let field = &learner.field;
            match &mut kept {
                None => kept = Some((field.shared.clone(), field.own.clone(), field.transitions)),
                Some((shared, own, transitions)) => {
                    add_all(shared, &field.shared);
                    add_all(own, &field.own);
                    add_all(transitions, &field.transitions);
                }
            }
        }
    }
    if let Some((shared, own, transitions)) = kept {
        let share = 1.0 / averaged as f32;
        learner.field.shared = shared;
        learner.field.own = own;
        learner.field.transitions = transitions;
        let field = &mut learner.field;
        field.shared.iter_mut().chain(&mut field.own).chain(&mut field.transitions).flatten().for_each(|w| *w *= share);
    }
    learner.field
}

/// The mean of fields trained on the same examples from different random numbers: what they agree on stays, what each picked up by chance
/// shrinks.
pub fn mean(fields: Vec<Field>) -> Option<Field> {
    let share = 1.0 / fields.len() as f32;
    let mut all = fields.into_iter();
    let mut mean = all.next()?;
    for field in all {
        add_all(&mut mean.shared, &field.shared);
        add_all(&mut mean.own, &field.own);
        add_all(&mut mean.transitions, &field.transitions);
    }
    mean.shared.iter_mut().chain(&mut mean.own).chain(&mut mean.transitions).flatten().for_each(|w| *w *= share);
    Some(mean)
}

/// A label of a sentence's own guess counts as known where it is at least so probable.
const SURE: f32 = 0.9;
/// And one that is less probable than this counts as ruled out where none is sure.
const UNLIKELY: f32 = 0.02;

/// The labels that `field` admits for each token of an unlabelled sentence: the one that it is sure of, or all that it does not rule out.
/// Nothing where it is sure of too little, or where what it is sure of does not fit together.
pub fn guess(field: &Field, example: &Example) -> Option<Vec<u32>> {
    let places = &field.places[example.domain];
    let mut first = 0;
    let states: Vec<Row> = example
        .ends
        .iter()
        .map(|&end| {
            let mut row = [0.0; LABELS];
            for &feature in &example.features[first..end as usize] {
                row.iter_mut().zip(&field.shared[feature as usize]).for_each(|(r, w)| *r += w);
                if let Some(own) = field.own.get(places[feature as usize] as usize) {
                    row.iter_mut().zip(own).for_each(|(r, w)| *r += w);
                }
            }
            first = end as usize;
            row
        })
        .collect();
    let marginals = sums(&states, &field.transitions, None).marginals;
    let mut open = 0;
    let allowed: Vec<u32> = marginals
        .iter()
        .map(|row| match (0..LABELS).find(|l| row[*l] >= SURE) {
            Some(label) => 1 << label,
            None => {
                open += 1;
                (0..LABELS).filter(|l| row[*l] >= UNLIKELY).map(|l| 1 << l).sum()
            }
        })
        .collect();
    (open * 4 <= allowed.len() && passable(&allowed)).then_some(allowed)
}

/// Whether some valid sequence of labels lies within `allowed`.
fn passable(allowed: &[u32]) -> bool {
    let mut reached = u32::MAX;
    for (at, mask) in allowed.iter().enumerate() {
        let steps = |to: &usize| if at == 0 { starts(*to) } else { (0..LABELS).any(|from| reached >> from & 1 == 1 && follows(from, *to)) };
        reached = (0..LABELS).filter(|l| mask >> l & 1 == 1).filter(steps).map(|l| 1_u32 << l).sum();
    }
    (0..LABELS).any(|l| reached >> l & 1 == 1 && ends(l))
}

fn add_all(sums: &mut [Row], rows: &[Row]) {
    sums.iter_mut().flatten().zip(rows.iter().flatten()).for_each(|(s, r)| *s += r);
}

fn copies(examples: &[Example], count: usize) -> (Vec<Vec<u32>>, usize) {
    let mut places = Vec::new();
    let mut copies = 0_u32;
    for domain in 0..DOMAINS {
        let mut seen = vec![0_u32; count];
        let mut any = false;
        for example in examples.iter().filter(|e| e.domain == domain) {
            any = true;
            example.features.iter().for_each(|f| seen[*f as usize] += 1);
        }
        for cell in &mut seen {
            *cell = if any && *cell >= COPY_FROM {
                copies += 1;
                copies - 1
            } else {
                u32::MAX
            };
        }
        places.push(seen);
    }
    (places, copies as usize)
}

impl Learner {
    fn learn(&mut self, example: &Example, dropout: f32, random: &mut Random) -> f32 {
        let n = example.ends.len();
        let mut active: Vec<(bool, u32)> = Vec::with_capacity(example.features.len() * 2);
        let mut bounds = Vec::with_capacity(n);
        let mut states: Vec<Row> = Vec::with_capacity(n);
        let gain = 1.0 / (1.0 - dropout);
        let places = &self.field.places[example.domain];
        let mut first = 0;
        for &end in &example.ends {
            let mut row = [0.0; LABELS];
            for &feature in &example.features[first..end as usize] {
                let chance = random.bits();
                if (chance & 0xffff) as f32 >= dropout * 65536.0 {
                    active.push((false, feature));
                    row.iter_mut().zip(&self.field.shared[feature as usize]).for_each(|(r, w)| *r += w);
                }
                let copy = places[feature as usize];
                if copy != u32::MAX && (chance >> 16 & 0xffff) as f32 >= dropout * 65536.0 {
                    active.push((true, copy));
                    row.iter_mut().zip(&self.field.own[copy as usize]).for_each(|(r, w)| *r += w);
                }
            }
            row.iter_mut().for_each(|r| *r *= gain);
            states.push(row);
            bounds.push(active.len());
            first = end as usize;
        }
        let free = sums(&states, &self.field.transitions, None);
        let tied = sums(&states, &self.field.transitions, Some(&example.allowed));
        let mut first = 0;
        for (at, &end) in bounds.iter().enumerate() {
            let gradient: Row = std::array::from_fn(|l| tied.marginals[at][l] - free.marginals[at][l]);
            if gradient.iter().any(|g| g.abs() > 1e-3) {
                for &(own, row) in &active[first..end] {
                    let (weights, sums) = if own {
                        (&mut self.field.own[row as usize], &mut self.own_sums[row as usize])
                    } else {
                        (&mut self.field.shared[row as usize], &mut self.shared_sums[row as usize])
                    };
                    ascend(weights, sums, &gradient, gain, self.rate);
                }
            }
            first = end;
        }
        for from in 0..LABELS {
            let gradient: Row = std::array::from_fn(|to| tied.pairs[from][to] - free.pairs[from][to]);
            if gradient.iter().any(|g| g.abs() > 1e-4) {
                ascend(&mut self.field.transitions[from], &mut self.transition_sums[from], &gradient, 1.0, self.rate);
            }
        }
        (free.log - tied.log) as f32
    }
}

#[inline]
fn ascend(weights: &mut Row, sums: &mut Row, gradient: &Row, gain: f32, rate: f32) {
    for l in 0..LABELS {
        let g = gradient[l] * gain;
        sums[l] += g * g;
        weights[l] += rate * g / (sums[l] + EPSILON).sqrt();
    }
}

struct Sums {
    marginals: Vec<Row>,
    pairs: [Row; LABELS],
    log: f64,
}

/// Marginal probabilities and the log of the sum over all paths, or over those that `allowed` admits.
fn sums(states: &[Row], transitions: &[Row; LABELS], allowed: Option<&[u32]>) -> Sums {
    let n = states.len();
    let odds: [Row; LABELS] = std::array::from_fn(|f| std::array::from_fn(|t| if follows(f, t) { transitions[f][t].exp() } else { 0.0 }));
    let mut log = 0.0_f64;
    let local: Vec<Row> = states
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let mask = allowed.map_or(u32::MAX, |a| a[at]);
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            log += f64::from(top);
            std::array::from_fn(|l| if mask >> l & 1 == 1 { (row[l] - top).exp().max(1e-30) } else { 0.0 })
        })
        .collect();
    let mut forward: Vec<Row> = Vec::with_capacity(n);
    for at in 0..n {
        let mut row: Row = if at == 0 {
            std::array::from_fn(|l| if starts(l) { local[0][l] } else { 0.0 })
        } else {
            let mut row = [0.0; LABELS];
            for (from, mass) in forward[at - 1].iter().enumerate() {
                if *mass > 0.0 {
                    row.iter_mut().zip(&odds[from]).for_each(|(r, o)| *r += mass * o);
                }
            }
            std::array::from_fn(|l| row[l] * local[at][l])
        };
        let sum: f32 = row.iter().sum::<f32>().max(1e-30);
        row.iter_mut().for_each(|r| *r /= sum);
        log += f64::from(sum.ln());
        forward.push(row);
    }
    let mut marginals = vec![[0.0; LABELS]; n];
    let mut pairs = [[0.0; LABELS]; LABELS];
    let mut backward: Row = std::array::from_fn(|l| if ends(l) { 1.0 } else { 0.0 });
    log += f64::from((0..LABELS).map(|l| forward[n - 1][l] * backward[l]).sum::<f32>().max(1e-30).ln());
    for at in (0..n).rev() {
        let mut row: Row = std::array::from_fn(|l| forward[at][l] * backward[l]);
        let sum: f32 = row.iter().sum::<f32>().max(1e-30);
        row.iter_mut().for_each(|r| *r /= sum);
        marginals[at] = row;
        if at == 0 {
            break;
        }
        let coming: Row = std::array::from_fn(|l| local[at][l] * backward[l]);
        let mut before: Row = [0.0; LABELS];
        let mut total = 0.0;
        let mut joint = [[0.0_f32; LABELS]; LABELS];
        for from in 0..LABELS {
            for to in 0..LABELS {
                let step = odds[from][to] * coming[to];
                before[from] += step;
                joint[from][to] = forward[at - 1][from] * step;
                total += joint[from][to];
            }
        }
        let total = total.max(1e-30);
        for from in 0..LABELS {
            for to in 0..LABELS {
                pairs[from][to] += joint[from][to] / total;
            }
        }
        let sum: f32 = before.iter().sum::<f32>().max(1e-30);
        before.iter_mut().for_each(|b| *b /= sum);
        backward = before;
    }
    Sums { marginals, pairs, log }
}

#[cfg(test)]
mod tests {
    use super::*;
    use analyze::model::Kind;
    use analyze::model::decode::{OUTSIDE, Part, label};

    fn example(features: &[u32], labels: &[usize]) -> Example {
        let allowed = labels.iter().map(|l| 1 << l).collect();
        Example { features: features.to_vec(), ends: (1..=features.len() as u32).collect(), allowed, domain: 0 }
    }

    #[test]
    fn a_guess_is_what_the_examples_teach() {
        let person = label(Kind::Person, Part::Unit);
        let examples: Vec<Example> = (0..60).map(|_| example(&[0, 1, 0], &[OUTSIDE, person, OUTSIDE])).collect();
        let settings = |seed| Settings { epochs: 6, rate: 0.1, dropout: 0.0, seed };
        let field = mean(vec![train(&examples, 3, settings(1)), train(&examples, 3, settings(2))]).unwrap();
        let unknown = example(&[0, 1, 0, 1, 0], &[OUTSIDE; 5]);
        assert_eq!(guess(&field, &unknown), Some([OUTSIDE, person, OUTSIDE, person, OUTSIDE].map(|l| 1 << l).to_vec()));
        // A feature that no example had leaves everything open.
        assert_eq!(guess(&field, &example(&[2, 2, 2], &[OUTSIDE; 3])), None);
    }

    #[test]
    fn labels_that_make_no_name_do_not_pass() {
        let bit = |part| 1 << label(Kind::Organization, part);
        assert!(passable(&[bit(Part::Begin), bit(Part::Inside) | bit(Part::Last)]));
        assert!(!passable(&[bit(Part::Begin), 1 << OUTSIDE]));
        assert!(!passable(&[bit(Part::Inside), bit(Part::Last)]));
        assert!(!passable(&[1 << OUTSIDE, bit(Part::Begin)]));
    }
}
