//! Where and by whom a report was written, as the line that opens it says (`LEEDS, March 4 (Reuters) -`).

use super::{Block, Document, TokenKind};

/// Tokens that a dateline has at most.
const LONGEST: usize = 16;
/// Words in lower case behind a number that may be a part of its date (`4 de mayo`).
const DATE_WORDS: usize = 2;

impl Document {
    /// One past the dateline that opens `block`, as a token; where there is none, its first token. The names of a dateline do nothing
    /// in the story.
    pub fn dateline(&self, block: &Block) -> usize {
        let tokens = block.tokens.clone();
        let (mut inside, mut sign, mut date) = (false, false, 0);
        for at in tokens.clone().take(LONGEST) {
            let token = self.tokens[at];
            match self.token_text(at) {
                "(" => (inside, sign) = (true, true),
                ")" => inside = false,
                "-" | "–" | "—" if sign && at > tokens.start && token.spaced && self.tokens.get(at + 1).is_some_and(|t| t.spaced) => {
                    return at + 1;
                }
                "," | "/" | "." | ":" => {}
                _ if token.kind == TokenKind::Number => (sign, date) = (true, DATE_WORDS),
                _ if token.kind != TokenKind::Word => break,
                _ if token.capital || inside => sign |= token.upper,
                _ if date > 0 => date -= 1,
                _ => break,
            }
        }
        tokens.start
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{BlockKind, Document, RawBlock};
    use crate::language::Language;

    #[test]
    fn a_dateline_ends_at_its_dash() {
        let end = |text: &str| {
            let block = RawBlock { kind: BlockKind::Paragraph, text: text.to_owned() };
            let document = Document::new(vec![block], Some(Language::En), None);
            let end = document.blocks.first().map_or(0, |block| document.dateline(block));
            document.tokens.get(..end).map_or(0, |line| line.last().map_or(0, |t| t.span.end))
        };
        for line in ["LEEDS, March 4 (Reuters) -", "Lyon, 4 mai (AFP) –", "MADRID, 4 de mayo (EFE) -", "LEEDS (AP) —"] {
            assert_eq!(end(&format!("{line} Nordal closed a plant.")), line.len(), "{line}");
        }
        for text in ["Leeds said - again - that Nordal had closed.", "Nordal (NDL) closed a plant.", "LEEDS", ""] {
            assert_eq!(end(text), 0, "{text}");
        }
    }
}
