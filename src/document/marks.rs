//! Quotation marks and what stands between them: one pass over each block with a short stack.
//!
//! Which way a mark points follows from the mark, the spaces around it and what is open: “ closes in German, » opens in some
//! German print, a straight mark may do either. The marks of one family («», ‹›, double, single) close each other whatever their
//! shape. Apostrophes are marks only where a single mark has opened. What a block leaves open goes on in the next one, if that
//! begins with a mark again or closes it; else it ends with its sentence.

use super::{Document, TokenKind};
use std::ops::Range;

/// A family of marks that close each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkFamily {
    /// « »
    Guillemet,
    /// ‹ ›
    SingleGuillemet,
    /// “ ” „ " '' ,,
    Double,
    /// ‘ ’ ‚ '
    Single,
}

/// Words between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The tokens between the marks, never empty.
    pub content: Range<usize>,
    /// The tokens of the opening mark; empty where the block before left it open.
    pub opening: Range<usize>,
    /// The tokens of the closing mark; empty where it is missing.
    pub closing: Range<usize>,
    /// The family of the marks.
    pub family: MarkFamily,
    /// How many others it stands within.
    pub depth: usize,
    /// Whether it goes on from what the block before left open.
    pub continues: bool,
    /// The block it lies in.
    pub block: usize,
}

/// How deep quotations may nest; deeper marks are not looked at.
const DEEPEST: usize = 4;
/// How far, in tokens, two closing marks are looked for behind an opening one within others of its kind.
const INNER: usize = 120;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Open,
    Close,
}

#[derive(Debug, Clone)]
struct Pending {
    opening: Range<usize>,
    family: MarkFamily,
    continues: bool,
}

/// Everything that stands between quotation marks in `document`, in the order of the opening marks.
pub fn quoted(document: &Document) -> Vec<Quoted> {
    let mut out = Vec::new();
    let mut left_open: Option<MarkFamily> = None;
    for index in 0..document.blocks.len() {
        let first = out.len();
        left_open = Reader { document, block: index, stack: Vec::new(), out: &mut out }.read(left_open);
        out[first..].sort_by_key(|q| (q.content.start, std::cmp::Reverse(q.content.end)));
    }
    out
}

struct Reader<'a> {
    document: &'a Document,
    block: usize,
    stack: Vec<Pending>,
    out: &'a mut Vec<Quoted>,
}

impl Reader<'_> {
    /// Reads the block; returns the family of the outermost mark that it leaves open.
    fn read(mut self, before: Option<MarkFamily>) -> Option<MarkFamily> {
        let range = self.document.blocks[self.block].tokens.clone();
        let mut at = range.start;
        if let Some(family) = before
            && self.closes_first(range.clone(), family)
        {
            self.stack.push(Pending { opening: at..at, family, continues: true });
        }
        while at < range.end {
            let token = &self.document.tokens[at];
            let step = match token.kind {
                TokenKind::Punctuation | TokenKind::Symbol => self.mark(at, &range),
                _ => None,
            };
            let Some((family, width, way)) = step else {
                at += 1;
                continue;
            };
            let marks = at..at + width;
            at += width;
            match way {
                Way::Open if self.stack.len() < DEEPEST => {
                    let continues = before == Some(family) && marks.start == range.start;
                    self.open(Pending { opening: marks, family, continues }, &range);
                }
                Way::Open => {}
                Way::Close => self.close(marks, family),
            }
        }
        self.finish(range)
    }

    /// Whether the first mark of `family` in the block closes.
    fn closes_first(&self, range: Range<usize>, family: MarkFamily) -> bool {
        range.clone().find_map(|at| self.mark(at, &range).filter(|m| m.0 == family)).is_some_and(|m| m.2 == Way::Close)
    }

    fn open(&mut self, pending: Pending, range: &Range<usize>) {
        // A mark that opens what is open already: the first one was never closed. Curled marks may stand within straight ones.
        let curled = !self.straight(&pending.opening);
        let lost = |p: &Pending| p.family == pending.family && !(curled && self.straight(&p.opening));
        if pending.family != MarkFamily::Guillemet
            && let Some(index) = self.stack.iter().rposition(lost)
            && !self.closes_twice(pending.opening.end..range.end.min(pending.opening.end + INNER), pending.family)
        {
            for lost in self.stack.drain(index..).collect::<Vec<_>>() {
                self.unclosed(lost, pending.opening.start);
            }
        }
        self.stack.push(pending);
    }

    /// Whether the next two marks of `family` in `range` close: one for what stands within, one for what it stands in („Ein „Wort“.“).
    fn closes_twice(&self, range: Range<usize>, family: MarkFamily) -> bool {
        let marks = range.clone().filter_map(|at| self.mark(at, &range).filter(|mark| mark.0 == family));
        marks.take(2).filter(|mark| mark.2 == Way::Close).count() == 2
    }

    fn close(&mut self, marks: Range<usize>, family: MarkFamily) {
        // A mark closes one of its own shape before one of another.
        let straight = self.straight(&marks);
        let alike = self.stack.iter().rposition(|p| p.family == family && self.straight(&p.opening) == straight);
        let Some(index) = alike.or_else(|| self.stack.iter().rposition(|p| p.family == family)) else { return };
        let pending = self.stack[index].clone();
        self.stack.truncate(index);
        let content = pending.opening.end..marks.start;
        self.push(pending, content, marks);
    }

    /// Whether `marks` are drawn straight (`"`), as typewriters do.
    fn straight(&self, marks: &Range<usize>) -> bool {
        !marks.is_empty() && matches!(self.document.token_text(marks.start), "\"" | "＂")
    }

    fn push(&mut self, pending: Pending, content: Range<usize>, closing: Range<usize>) {
        if !content.is_empty() {
            let Pending { opening, family, continues } = pending;
            let depth = self.stack.len();
            self.out.push(Quoted { content, opening, closing, family, depth, continues, block: self.block });
        }
    }

    /// A mark without its partner quotes the rest of its sentence, up to `limit`; single marks are then apostrophes.
    fn unclosed(&mut self, pending: Pending, limit: usize) {
        if matches!(pending.family, MarkFamily::Single | MarkFamily::SingleGuillemet) || pending.opening.end >= limit {
            return;
        }
        let sentence = self.document.sentence_at(self.document.tokens[pending.opening.end].span.start);
        let end = self.document.sentences.get(sentence).map_or(limit, |s| s.tokens.end).min(limit);
        if end > pending.opening.end {
            // What seemed to stand within, but begins behind that sentence, stands by itself.
            let block = self.block;
            for other in self.out.iter_mut().rev().take_while(|q| q.block == block && q.opening.start >= end) {
                other.depth = other.depth.saturating_sub(1);
            }
            let content = pending.opening.end..end;
            self.push(pending, content, end..end);
        }
    }

    /// What is open at the end of the block.
    fn finish(mut self, range: Range<usize>) -> Option<MarkFamily> {
        let stack = std::mem::take(&mut self.stack);
        let outer = stack.iter().find(|p| !matches!(p.family, MarkFamily::Single | MarkFamily::SingleGuillemet)).cloned();
        let next = self.document.blocks.get(self.block + 1).map(|b| b.tokens.clone());
        for pending in stack {
            let on = outer.as_ref().is_some_and(|o| o.opening == pending.opening)
                && next.as_ref().is_some_and(|n| {
                    let again = self.mark(n.start, n).is_some_and(|m| m.0 == pending.family);
                    again || self.closes_first(n.clone(), pending.family)
                });
            if on {
                let family = pending.family;
                let content = pending.opening.end..range.end;
                self.push(pending, content, range.end..range.end);
                return Some(family);
            }
            self.unclosed(pending, range.end);
        }
        None
    }

    /// The quotation mark at `at`: family, number of tokens and way.
    fn mark(&self, at: usize, range: &Range<usize>) -> Option<(MarkFamily, usize, Way)> {
        use MarkFamily::{Double, Guillemet, Single, SingleGuillemet};
        let text = self.document.token_text(at);
        let before = at > range.start && !self.document.tokens[at].spaced;
        let spaced_after = |at: usize| at >= range.end || self.document.tokens[at].spaced;
        let twin = at + 1 < range.end && !self.document.tokens[at + 1].spaced && self.document.token_text(at + 1) == text;
        // Pairs of single marks or commas that stand for a double one.
        if twin && matches!(text, "," | "'" | "`" | "‚" | "’" | "‘") {
            let apart = spaced_after(at + 2) || (at + 2 < range.end && self.document.tokens[at + 2].kind == TokenKind::Punctuation);
            return match text {
                "," | "‚" | "`" | "‘" if !before && !spaced_after(at + 2) || text != "," => Some((Double, 2, Way::Open)),
                "," => (!before).then_some((Double, 2, Way::Open)),
                _ => Some((Double, 2, if before || apart || self.is_open(Double) { Way::Close } else { Way::Open })),
            };
        }
        let joins = at + 1 < range.end && matches!(self.document.token_text(at + 1), "," | "." | ";" | ":" | "!" | "?" | ")");
        let after = !spaced_after(at + 1) && !joins;
        let fixed = |way: Way| match (before, after) {
            (true, false) => Way::Close,
            (false, true) => Way::Open,
            _ => way,
        };
        let family = match text {
            "«" | "»" => Guillemet,
            "‹" | "›" => SingleGuillemet,
            "“" | "”" | "„" | "‟" | "\"" | "＂" => Double,
            "‘" | "’" | "‚" | "'" | "‛" | "`" => Single,
            _ => return None,
        };
        let open = self.is_open(family);
        let way = match text {
            "„" | "‚" | "‟" | "‛" | "`" => Way::Open,
            "«" | "‹" => self.guillemet(Way::Open, before, after, open),
            "»" | "›" => self.guillemet(Way::Close, before, after, open),
            "“" => {
                if open && (before || !after) {
                    Way::Close
                } else {
                    Way::Open
                }
            }
            "”" => {
                if !open && !before && after {
                    Way::Open
                } else {
                    Way::Close
                }
            }
            "\"" | "＂" => {
                if open && (before || !after) {
                    Way::Close
                } else {
                    fixed(if open { Way::Close } else { Way::Open })
                }
            }
            "‘" => {
                if open && before && !after {
                    Way::Close
                } else {
                    Way::Open
                }
            }
            _ => return self.apostrophe(at, range, open).map(|way| (Single, 1, way)),
        };
        Some((family, 1, way))
    }

    /// « and » point outwards in most print and inwards in much of the German; spaces tell.
    fn guillemet(&self, usual: Way, before: bool, after: bool, open: bool) -> Way {
        match (before, after) {
            (true, false) if open => Way::Close,
            (false, true) if !open => Way::Open,
            _ => usual,
        }
    }

    /// A lone apostrophe opens where it stands before a word after a space, and closes what is open after a word or mark.
    fn apostrophe(&self, at: usize, range: &Range<usize>, open: bool) -> Option<Way> {
        let before = at > range.start && !self.document.tokens[at].spaced;
        let next = (at + 1 < range.end).then(|| &self.document.tokens[at + 1]);
        let after = next.is_some_and(|n| !n.spaced && !matches!(n.kind, TokenKind::Punctuation));
        if open && before && !after {
            return Some(Way::Close);
        }
        // An opening straight mark counts only if a closing one may follow; the stack forgets it otherwise.
        (!open && !before && after && self.document.token_text(at) == "'").then_some(Way::Open)
    }

    fn is_open(&self, family: MarkFamily) -> bool {
        self.stack.iter().any(|p| p.family == family)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, RawBlock};
    use crate::language::Language;

    fn contents(text: &str, language: Language) -> Vec<String> {
        let blocks = text.split('⏎').map(|t| RawBlock { kind: BlockKind::Paragraph, text: t.to_owned() }).collect();
        let document = Document::new(blocks, Some(language), None);
        quoted(&document).into_iter().map(|q| document.slice(document.span_of(q.content)).to_owned()).collect()
    }

    #[test]
    fn every_kind_of_mark() {
        for (text, language) in [
            ("Il dit « tout va bien » à Lyon.", Language::Fr),
            ("She said “tout va bien” there.", Language::En),
            ("Er sagte „tout va bien“ dort.", Language::De),
            ("Er sagte »tout va bien« dort.", Language::De),
            ("»tout va bien«, sagte er.", Language::De),
            ("Er sagte „tout va bien” dort.", Language::De),
            ("She said \"tout va bien\" there.", Language::En),
            ("She said 'tout va bien' there.", Language::En),
            ("She said ‘tout va bien’ there.", Language::En),
            ("Hij zei ,,tout va bien'' daar.", Language::Nl),
            ("Er sagte ‚tout va bien‘ dort.", Language::De),
            ("Er sagte ›tout va bien‹ dort.", Language::De),
            ("Il dit ‹ tout va bien › à Lyon.", Language::Fr),
            ("Dijo «tout va bien» allí.", Language::Es),
            ("She said ``tout va bien'' there.", Language::En),
        ] {
            assert_eq!(contents(text, language), ["tout va bien"], "{text}");
        }
    }

    #[test]
    fn nested_unclosed_and_over_blocks() {
        assert_eq!(contents("« Il a crié “non” deux fois »", Language::Fr), ["Il a crié “non” deux fois", "non"]);
        assert_eq!(contents("“We ‘won’ it,” he said.", Language::En), ["We ‘won’ it,", "won"]);
        assert_eq!(contents("« Un premier jet.⏎« Un second. »", Language::Fr), ["Un premier jet.", "Un second."]);
        assert_eq!(contents("« Un premier jet.⏎Un second. »", Language::Fr), ["Un premier jet.", "Un second."]);
        assert_eq!(contents("Il lance : « Un début. Puis rien.", Language::Fr), ["Un début."]);
        assert_eq!(
            contents("\"A day of “red” ink. Then rest.⏎\"A night.\"", Language::En),
            ["A day of “red” ink. Then rest.", "red", "A night."]
        );
        assert_eq!(contents("Er sagte „tut uns leid\" und „gern\".", Language::De), ["tut uns leid", "gern"]);
        assert_eq!(
            contents("„Er liebt den „großen Auftritt“.“ Mehr nicht.", Language::De),
            ["Er liebt den „großen Auftritt“.", "großen Auftritt"]
        );
        assert_eq!(contents("“One day. “Then another” came.", Language::En), ["One day.", "Then another"]);
        assert_eq!(contents("It's the workers' club, isn't it?", Language::En), Vec::<String>::new());
    }

    #[test]
    fn runs_of_marks_take_linear_time() {
        for piece in ["« ", "\"", "“a ", "'a ", "»", ",,a ", "« a ⏎"] {
            let begin = std::time::Instant::now();
            let _ = contents(&piece.repeat(100_000), Language::Fr);
            assert!(begin.elapsed().as_secs() < 5, "{piece:?} took {:?}", begin.elapsed());
        }
    }
}
