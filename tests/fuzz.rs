//! The fuzz targets' checks as ordinary tests: over the kept corpus, over inputs mutated from it, and over made-up articles.
//!
//! `FUZZ_EXECUTIONS=100000 cargo test --release --test fuzz` mutates for longer.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../fuzz/checks.rs"]
mod checks;

use proptest::prelude::*;
use std::path::Path;

/// How many mutated inputs each target gets by default.
const EXECUTIONS: usize = 400;
/// How long a mutated input may be.
const LONGEST: usize = 3000;

/// The kept inputs of `target`: those that once failed, and small ones that reach far.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/hostile/corpus").join(target);
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    files.iter().map(|f| std::fs::read(f).unwrap()).collect()
}

/// A small generator of pseudo-random numbers (xorshift64*), the same on every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn of<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}

/// Pieces that the stages take notice of.
const PIECES: &[&[u8]] = &[
    b"<",
    b">",
    b"</p>",
    b"<p>",
    b"<div>",
    b"<h1>",
    b"<script type=application/ld+json>",
    b"</script>",
    b"<!--",
    b"-->",
    b"<table><tr><td>",
    b"<li>",
    b"<blockquote>",
    b"<meta property=og:title content=",
    b"<time datetime=2025-10-03>",
    b"&nbsp;",
    b"&#x202e;",
    b"{\"@type\":\"NewsArticle\",\"headline\":\"",
    b"\"",
    b"'",
    b"[",
    b"]",
    b"{",
    b"}",
    b"\\u00e9",
    b"\n",
    b"\n\n",
    b"\r\n",
    b"\t",
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xe2\x80",
    b"\xf0\x9f\x91\xa9",
    "« ".as_bytes(),
    " »".as_bytes(),
    "“".as_bytes(),
    "”".as_bytes(),
    "’".as_bytes(),
    "\u{a0}".as_bytes(),
    "\u{202f}".as_bytes(),
    "e\u{301}".as_bytes(),
    "𝒳".as_bytes(),
    b" dit ",
    b" said ",
    b"Jean Petit",
    b" M. ",
    b" Mr. ",
    b"directeur de ",
    b"chief executive of ",
    b" ancien ",
    b" former ",
    b" remplace ",
    b" succeeds ",
    b" 12",
    b" 1 000,5",
    b" $3 million",
    b" 40 %",
    " M€".as_bytes(),
    b"480 heures par semaine",
    b" d'ici 2030",
    b" since May 2024",
    b" lundi",
    b" 3/10/2025",
    b" 20:30",
    b"+33 6 12 34 56 78",
    b"Pourquoi ",
    b"Who ",
    b"?",
    b"!",
    b".",
    b"...",
    b", ",
    b": ",
    b" - ",
    "— ".as_bytes(),
    b"# ",
    b"> ",
    b"- ",
    b"**",
    b"`",
    b"](",
    b"http://a.b/c",
];

/// An input made from one or two of `seeds` by a few random changes.
fn mutated(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut input = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(8) {
        let at = chance.below(input.len() + 1);
        match chance.below(7) {
            0 => drop(input.splice(at..at, chance.of(PIECES).iter().copied())),
            1 => {
                let piece = chance.of(PIECES).repeat(chance.below(30));
                drop(input.splice(at..at, piece));
            }
            2 => {
                let end = (at + chance.below(40)).min(input.len());
                drop(input.drain(at..end));
            }
            3 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            4 => {
                let from = chance.below(input.len() + 1);
                let piece = input[from..(from + chance.below(60)).min(input.len())].to_vec();
                drop(input.splice(at..at, piece));
            }
            5 => {
                let other = &seeds[chance.below(seeds.len())];
                let from = chance.below(other.len() + 1);
                let piece = other[from..(from + chance.below(200)).min(other.len())].to_vec();
                drop(input.splice(at..at, piece));
            }
            _ => input.truncate(at.max(1)),
        }
        input.truncate(LONGEST);
    }
    input
}

/// Replays the corpus of `target` through `check`, then mutations of it.
fn fuzz(target: &str, check: fn(&[u8])) {
    let seeds = corpus(target);
    seeds.iter().for_each(|seed| check(seed));
    let executions = std::env::var("FUZZ_EXECUTIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(EXECUTIONS);
    let seed = std::env::var("FUZZ_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(0x9E37_79B9_7F4A_7C15);
    let mut chance = Chance(seed);
    for number in 0..executions {
        let input = mutated(&seeds, &mut chance);
        let failed = std::panic::catch_unwind(|| check(&input)).is_err();
        if failed {
            let place = std::env::temp_dir().join(format!("analyze-{target}-{number}"));
            std::fs::write(&place, &input).unwrap();
            panic!("execution {number} fails: {} (kept in {})", input.escape_ascii(), place.display());
        }
    }
}

#[test]
fn pages() {
    fuzz("page", checks::page);
}

#[test]
fn records() {
    fuzz("records", checks::records);
}

#[test]
fn extractors() {
    fuzz("extract", checks::extract);
}

#[test]
fn faces() {
    fuzz("faces", checks::faces);
}

#[test]
fn compressed() {
    fuzz("compressed", checks::compressed);
}

/// An article put together at random: words, figures, dates, names, quotations, questions, in any order and any damage.
fn article() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zéèàüßñ]{1,9}",
        "[A-ZÉÜ][a-zéü]{1,8}( [A-Z][a-z]{1,8})?",
        "[0-9]{1,4}([.,  ][0-9]{1,3}){0,3}",
        Just("« ".to_owned()),
        Just(" »".to_owned()),
        Just("“".to_owned()),
        Just("”".to_owned()),
        "[.,;:?!…—–()'’\"-]{1,2}",
        prop::sample::select(vec![
            "million",
            "%",
            "€",
            "M€",
            "$",
            "heures par semaine",
            "d’ici 2030",
            "depuis mai 2024",
            "lundi",
            "in March",
            "since 2019"
        ])
        .prop_map(str::to_owned),
        prop::sample::select(vec![
            "a déclaré",
            "said",
            "selon",
            "directeur de",
            "chief executive of",
            "ancien",
            "remplace",
            "was appointed",
            "Pourquoi",
            "Who"
        ])
        .prop_map(str::to_owned),
        "\\PC{1,4}",
        prop::sample::select(vec!["\n\n", "\n", "\t", "\u{a0}", "\u{301}", "👩\u{200d}🔬", "𝒳", "\u{202e}", "\u{feff}"])
            .prop_map(str::to_owned),
    ];
    (prop::collection::vec((word, prop::bool::weighted(0.85)), 0..60))
        .prop_map(|words| words.into_iter().map(|(word, spaced)| if spaced { word + " " } else { word }).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Spans, references, paragraphs and sentences hold for any text in any language, twice the same.
    #[test]
    fn every_report_is_consistent(text in article(), language in 0u8..7) {
        checks::extract(&[&[language], text.as_bytes()].concat());
    }

    /// The same words as a page.
    #[test]
    fn every_page_is_consistent(text in article(), title in article()) {
        let page = format!("<html><body><article><h1>{title}</h1><p>{}</p></article></body></html>", text.replace("\n\n", "</p><p>"));
        checks::page(&[b"\x05", page.as_bytes()].concat());
    }

    /// Any bytes at all.
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        checks::page(&bytes);
        checks::compressed(&bytes);
    }
}
