//! What people do: the kinds of nouns for them, so that somebody known as an economist may be called "the researcher".

use super::lexicon::{HUMAN, Lexicon};

/// What people do, a bit each in this order; a noun of none of them may mean anybody.
pub(super) const KINDS: [&str; 22] = [
    "any",
    "coach",
    "player",
    "head",
    "politician",
    "official",
    "lawyer",
    "magistrate",
    "academic",
    "writer",
    "artist",
    "church",
    "police",
    "military",
    "health",
    "union",
    "accused",
    "teacher",
    "farmer",
    "activist",
    "worker",
    "bystander",
];

/// The bits of those who are tried, and of those who try and defend them.
pub(super) const ACCUSED: u32 = kind_bits("accused");
pub(super) const COURT: u32 = kind_bits("lawyer") | kind_bits("magistrate");
/// What nobody may be called who was not told to be so.
pub(super) const STRICT: u32 = COURT
    | kind_bits("head")
    | kind_bits("politician")
    | kind_bits("official")
    | ACADEMIC
    | kind_bits("police")
    | kind_bits("military")
    | kind_bits("health")
    | kind_bits("union")
    | BYSTANDER;
/// The bits of those who are told by what they know about.
pub(super) const ACADEMIC: u32 = kind_bits("academic");
/// The bits of those who are but told by how they stand to others.
pub(super) const BYSTANDER: u32 = kind_bits("bystander");
/// The bits of those who sit for a party.
pub(super) const POLITICIAN: u32 = kind_bits("politician");

/// The bits of the kind called `name`; none for `any`.
pub(super) const fn kind_bits(name: &str) -> u32 {
    let mut at = 1;
    while at < KINDS.len() {
        if equal(KINDS[at].as_bytes(), name.as_bytes()) {
            return 1 << at;
        }
        at += 1;
    }
    0
}

const fn equal(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// Adds the nouns that say what people do, each with all its kinds.
pub(super) fn add_kinds(lexicon: &mut Lexicon, mut kinds: Vec<(String, u32)>) {
    kinds.sort();
    for same in kinds.chunk_by(|a, b| a.0 == b.0) {
        let bits = same.iter().fold(0, |bits, (_, more)| bits | more);
        let Some((noun, _)) = same.first() else { continue };
        lexicon.kinds.add(&mut lexicon.lexis, [&**noun], bits);
        lexicon.lexis.add_entry(HUMAN, noun);
    }
}
