//! Whether a line holds any of many phrases.

use aho_corasick::AhoCorasick;

/// Phrases, ready to be looked for.
pub struct Phrases {
    /// None where there are no phrases, or too many for one automaton, which no table has.
    automaton: Option<AhoCorasick>,
}

impl Phrases {
    /// Makes `phrases` ready.
    pub fn new(phrases: impl IntoIterator<Item = &'static str>) -> Self {
        Self { automaton: AhoCorasick::new(phrases).ok() }
    }

    /// Whether `line` holds one of them, be it within a word.
    pub fn any_in(&self, line: &str) -> bool {
        self.automaton.as_ref().is_some_and(|automaton| automaton.is_match(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_wherever_they_stand() {
        let phrases = Phrases::new(["get our", "get a", "été", "©", "写真"]);
        for line in ["get our", "now get our news", "target a", "l'été", "a ©", "©", "x写真"] {
            assert!(phrases.any_in(line), "{line}");
        }
        for line in ["", "ge", "get ou", "get", "ete", "写"] {
            assert!(!phrases.any_in(line), "{line}");
        }
        assert!(!Phrases::new([]).any_in("anything"));
    }
}
