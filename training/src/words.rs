//! What raw text teaches of words: skip-gram embeddings, binary cluster trees over them, and habitual casing.

use crate::files;
use crate::random::Random;
use crate::recipe;
use analyze::document::{BlockKind, Document, RawBlock, TokenKind};
use analyze::language::Language;
use analyze::model::hash;
use analyze::model::lexicon::{CLUSTER_BITS, Word};
use anyhow::Result;
use rustc_hash::FxHashMap;
use std::path::Path;

/// Dimensions of the embeddings.
const WIDTH: usize = 64;
const NEGATIVES: usize = 5;
const MIN_COUNT: u32 = 4;
/// Words kept in the lexicon at most, the commonest first.
const KEPT: usize = 60_000;

/// How many lines at the head of each raw file are news and encyclopaedia; these are read several times over.
fn modern_lines(language: Language) -> usize {
    match language {
        Language::Fr => 29_191,
        Language::En => 26_401,
        Language::De => 28_126,
        Language::Es => 2_057,
        Language::It => 2_007,
        Language::Pt => 22_379,
        Language::Nl => 11_199,
    }
}
const MODERN_TIMES: usize = 3;

/// Sentences as word numbers, with the words' counts and casing.
struct Text {
    words: Vec<u64>,
    counts: Vec<u32>,
    /// For each word: capitalised and lower-case occurrences within sentences.
    casing: Vec<(u32, u32)>,
    lines: Vec<Vec<u32>>,
}

fn read(folder: &Path, language: Language) -> Result<Text> {
    let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
    let mut text = Text { words: Vec::new(), counts: Vec::new(), casing: Vec::new(), lines: Vec::new() };
    let modern = modern_lines(language);
    let code = language.code();
    for (name, fiction) in [(format!("{code}.txt"), false), (format!("{code}.novels.txt"), true)] {
        let path = folder.join("raw").join(name);
        if !files::exists(&path) {
            continue;
        }
        for (number, line) in files::read(&path)?.lines().enumerate() {
            let block = RawBlock { kind: BlockKind::Paragraph, text: line.to_owned() };
            let document = Document::new(vec![block], Some(language), None);
            let mut ids = Vec::with_capacity(document.tokens.len());
            for (at, token) in document.tokens.iter().enumerate() {
                let word = hash::word(document.folded(at));
                let id = *numbers.entry(word).or_insert_with(|| {
                    text.words.push(word);
                    text.counts.push(0);
                    text.casing.push((0, 0));
                    text.words.len() as u32 - 1
                });
                let after_stop =
                    at == 0 || matches!(document.token_text(at - 1), "." | "!" | "?" | ":" | "«" | "\"" | "“" | "-" | "–" | "—" | "…");
                if token.kind == TokenKind::Word && !after_stop && !fiction {
                    let casing = &mut text.casing[id as usize];
                    if token.capital { casing.0 += 1 } else { casing.1 += 1 }
                }
                ids.push(id);
            }
            let times = if number < modern && !fiction { MODERN_TIMES } else { 1 };
            for _ in 0..times {
                ids.iter().for_each(|id| text.counts[*id as usize] += 1);
                text.lines.push(ids.clone());
            }
        }
    }
    Ok(text)
}

/// What the raw text of `language` in `folder` teaches, by the words' hashes.
pub fn learn(folder: &Path, language: Language) -> Result<Vec<(u64, Word)>> {
    let text = read(folder, language)?;
    let mut order: Vec<u32> = (0..text.words.len() as u32).filter(|w| text.counts[*w as usize] >= MIN_COUNT).collect();
    order.sort_by_key(|w| (u32::MAX - text.counts[*w as usize], text.words[*w as usize]));
    let mut rank = vec![u32::MAX; text.words.len()];
    order.iter().enumerate().for_each(|(r, w)| rank[*w as usize] = r as u32);
    let counts: Vec<u32> = order.iter().map(|w| text.counts[*w as usize]).collect();
    let lines: Vec<Vec<u32>> =
        text.lines.iter().map(|l| l.iter().map(|w| rank[*w as usize]).filter(|r| *r != u32::MAX).collect()).collect();
    eprintln!("{}: {} words of raw text, {} kept kinds", language.code(), lines.iter().map(Vec::len).sum::<usize>(), order.len());
    // Where most labelled text is of other languages, clusters would hardly be seen in training.
    let (near, wide) = if recipe::clustered(language) {
        (clusters(&skip_gram(&lines, &counts, 2, 11), 21), clusters(&skip_gram(&lines, &counts, 6, 12), 22))
    } else {
        (vec![0; order.len()], vec![0; order.len()])
    };
    Ok(order
        .iter()
        .enumerate()
        .take(KEPT)
        .map(|(r, w)| (text.words[*w as usize], Word { first: near[r], second: wide[r], casing: casing(text.casing[*w as usize]) }))
        .collect())
}

fn casing((capital, lower): (u32, u32)) -> u8 {
    let all = capital + lower;
    if all < 3 {
        return 0;
    }
    match capital as f32 / all as f32 {
        0.0 => 1,
        x if x < 0.02 => 2,
        x if x < 0.1 => 3,
        x if x < 0.3 => 4,
        x if x < 0.6 => 5,
        x if x < 0.9 => 6,
        x if x < 0.99 => 7,
        _ => 8,
    }
}

type Vector = [f32; WIDTH];

/// Skip-gram with negative sampling; words are their ranks.
fn skip_gram(lines: &[Vec<u32>], counts: &[u32], window: usize, seed: u64) -> Vec<Vector> {
    let mut random = Random::new(seed);
    let total: f64 = counts.iter().map(|c| f64::from(*c)).sum();
    let keep: Vec<f32> = counts.iter().map(|c| (1e-4 * total / f64::from(*c)).sqrt().min(1.0) as f32).collect();
    let noise = noise_table(counts);
    let mut inputs: Vec<Vector> = (0..counts.len()).map(|_| std::array::from_fn(|_| (random.unit() - 0.5) / WIDTH as f32)).collect();
    let mut outputs: Vec<Vector> = vec![[0.0; WIDTH]; counts.len()];
    let tokens: usize = lines.iter().map(Vec::len).sum();
    let epochs = (39_000_000 / tokens.max(1)).clamp(1, 3);
    let (mut done, goal) = (0_usize, tokens * epochs);
    let mut order: Vec<u32> = (0..lines.len() as u32).collect();
    let mut kept = Vec::new();
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for line in &order {
            let line = &lines[*line as usize];
            let rate = 0.03 * (1.0 - done as f32 / goal as f32).max(0.02);
            done += line.len();
            kept.clear();
            kept.extend(line.iter().copied().filter(|w| keep[*w as usize] >= 1.0 || random.unit() < keep[*w as usize]));
            for at in 0..kept.len() {
                let reach = 1 + random.below(window);
                for other in at.saturating_sub(reach)..(at + reach + 1).min(kept.len()) {
                    if other != at {
                        step(&mut inputs[kept[at] as usize], &mut outputs, kept[other], &noise, rate, &mut random);
                    }
                }
            }
        }
    }
    inputs
}

fn noise_table(counts: &[u32]) -> Vec<u32> {
    let weights: Vec<f64> = counts.iter().map(|c| f64::from(*c).powf(0.75)).collect();
    let unit = weights.iter().sum::<f64>() / 4_000_000.0;
    let mut table = Vec::with_capacity(4_100_000);
    let mut due = 0.0;
    for (word, weight) in weights.iter().enumerate() {
        due += weight / unit;
        while (table.len() as f64) < due {
            table.push(word as u32);
        }
    }
    table
}

fn step(input: &mut Vector, outputs: &mut [Vector], target: u32, noise: &[u32], rate: f32, random: &mut Random) {
    let mut change = [0.0; WIDTH];
    for n in 0..=NEGATIVES {
        let (word, truth) = if n == 0 { (target, 1.0) } else { (noise[random.below(noise.len())], 0.0) };
        if n > 0 && word == target {
            continue;
        }
        let output = &mut outputs[word as usize];
        let score = dot(input, output);
        let gradient = rate * (truth - 1.0 / (1.0 + (-score).exp()));
        for d in 0..WIDTH {
            change[d] += gradient * output[d];
            output[d] += gradient * input[d];
        }
    }
    input.iter_mut().zip(change).for_each(|(i, c)| *i += c);
}

/// In eight sums side by side, which the compiler turns into vector instructions.
fn dot(a: &Vector, b: &Vector) -> f32 {
    let mut sums = [0.0_f32; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        (0..8).for_each(|i| sums[i] += a[i] * b[i]);
    }
    sums.iter().sum()
}

/// Cuts the words in two again and again by 2-means on their directions; the path of cuts is a word's code, plus one.
fn clusters(vectors: &[Vector], seed: u64) -> Vec<u16> {
    let mut units = vectors.to_vec();
    units.iter_mut().for_each(unit);
    let mut codes = vec![1_u16; units.len()];
    let mut random = Random::new(seed);
    let mut groups: Vec<(Vec<u32>, u16)> = vec![((0..units.len() as u32).collect(), 0)];
    for depth in 0..CLUSTER_BITS {
        let mut next = Vec::with_capacity(groups.len() * 2);
        for (members, code) in groups {
            let (left, right) = if members.len() < 3 { (members, Vec::new()) } else { halves(&units, members, &mut random) };
            let bit = 1 << (CLUSTER_BITS - 1 - depth);
            next.push((left, code));
            if !right.is_empty() {
                next.push((right, code | bit));
            }
        }
        groups = next;
    }
    for (members, code) in groups {
        members.iter().for_each(|m| codes[*m as usize] = code + 1);
    }
    codes
}

fn halves(units: &[Vector], members: Vec<u32>, random: &mut Random) -> (Vec<u32>, Vec<u32>) {
    let mut centres = [units[members[random.below(members.len())] as usize], units[members[random.below(members.len())] as usize]];
    let nearer = |centres: &[Vector; 2], m: u32| dot(&units[m as usize], &centres[0]) < dot(&units[m as usize], &centres[1]);
    for _ in 0..12 {
        let mut sums = [[0.0_f32; WIDTH]; 2];
        for &m in &members {
            let side = usize::from(nearer(&centres, m));
            sums[side].iter_mut().zip(units[m as usize]).for_each(|(s, x)| *s += x);
        }
        sums.iter_mut().for_each(unit);
        centres = sums;
    }
    let (right, left): (Vec<u32>, Vec<u32>) = members.iter().partition(|m| nearer(&centres, **m));
    if left.is_empty() || right.is_empty() {
        let middle = members.len() / 2;
        return (members[..middle].to_vec(), members[middle..].to_vec());
    }
    (left, right)
}

fn unit(vector: &mut Vector) {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-9);
    vector.iter_mut().for_each(|x| *x /= length);
}
