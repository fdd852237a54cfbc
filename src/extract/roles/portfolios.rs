//! Posts told by what they are for: "At health, Roe replaces Doe", "Finance: Roe succeeds Doe", "Roe to defence", once the text has
//! spoken of ministers, or of a mayor's deputies.

use super::assemble::{Assembler, Sentence};
use super::changes::Post;
use super::rules::PORTFOLIO;
use super::slugs;

/// How many tokens before a portfolio are searched for the office that is meant.
const BACK: usize = 300;

/// What a portfolio is called with each office.
#[derive(Debug, Clone)]
pub(super) struct Portfolio {
    pub(super) minister: Box<str>,
    /// Where a deputy of a mayor may have it.
    pub(super) deputy: Option<Box<str>>,
}

/// An office that has portfolios.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Office {
    Minister,
    Deputy,
}

impl Assembler<'_> {
    /// The post whose portfolio a sentence opens with, or names right behind token `end`.
    pub(super) fn portfolio(&self, sentence: &Sentence<'_>, end: usize) -> Option<Post> {
        let tokens = &self.document.sentences.get(sentence.index)?.tokens;
        let closed = |&(_, after): &(Post, usize)| after < tokens.end && matches!(self.document.folded(after), ":" | "," | "–" | "—");
        let start = tokens.start + usize::from(tokens.len() > 1 && matches!(self.document.folded(tokens.start), "-" | "–" | "—" | "•"));
        let opening = self.portfolio_behind(start, tokens.end).or_else(|| self.portfolio_at(start).filter(|_| start < tokens.end));
        opening.filter(closed).or_else(|| self.portfolio_behind(end, tokens.end)).map(|(post, _)| post)
    }

    /// The post whose portfolio a preposition at token `at` leads to, and the token behind.
    pub(super) fn portfolio_behind(&self, at: usize, end: usize) -> Option<(Post, usize)> {
        let (length, ()) = self.rules.to_portfolio.starting(&self.rule_words, at, end)?;
        self.portfolio_at(at + length).filter(|_| at + length < end)
    }

    /// The post whose portfolio begins at token `at`, and the token behind.
    fn portfolio_at(&self, at: usize) -> Option<(Post, usize)> {
        let words = &self.rule_words;
        if !words.known(at).opens(1 << PORTFOLIO) {
            return None;
        }
        let (length, index) = self.rules.portfolios.starting(words, at, self.document.tokens.len())?;
        let portfolio = self.rules.portfolio_titles.get(usize::from(index))?;
        let office = |at: usize| self.rules.offices.at(words, at);
        let (title, slug) = match (at.saturating_sub(BACK)..at).rev().find_map(office)? {
            Office::Minister => (&portfolio.minister, "minister"),
            Office::Deputy => (portfolio.deputy.as_ref()?, "deputy_mayor"),
        };
        let slug = slugs::find(slug).map(|(slug, _)| slug);
        Some((Post { title: title.to_string(), slug, organization: None }, at + length))
    }
}
