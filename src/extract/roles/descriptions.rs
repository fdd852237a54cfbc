//! Nouns that say what an organisation is, right before its name ("le fabricant de drones Foo", "Dutch brewer Foo"): patterns see the name
//! alone.

use super::items::Builder;
use super::sequence::{Content, Sequence};
use crate::extract::pattern::Weight;
use crate::facts::EntityType;
use crate::language::Language;

/// How many words before such a noun may tell more of it ("Dutch chip maker Foo").
const MODIFIERS: usize = 2;

impl Builder<'_> {
    /// Whether a word or phrase of a class is a noun for a house; most are not.
    #[inline]
    pub(super) fn is_of_house(&self, (_, index): (usize, u16)) -> bool {
        let [_, _, company] = self.rules.named.posts;
        company.is_some_and(|company| self.rules.class_items[usize::from(index)].has(company))
    }

    /// A noun for a house at token `at`, of a class: where the name begins that it describes, of a firm without the noun.
    pub(super) fn named_by(&self, out: &mut Sequence, at: usize, class: (usize, u16), end: usize) -> Option<usize> {
        let name = self.described(at + class.0, end)?;
        let start = self.reader.document.tokens.get(name)?.span.start;
        let firm = self.reader.entities.at(start).is_some_and(|(_, id)| self.reader.entities.get(id).kind == EntityType::Organization);
        if !firm {
            let after = self.classed(out, at, class);
            return Some(after.max(name));
        }
        self.drop_modifiers(out, at);
        Some(name)
    }

    /// "le brasseur Foo", "le fabricant de drones Foo": where the name begins that the noun for an organisation before token `at` describes.
    pub(super) fn described(&self, at: usize, end: usize) -> Option<usize> {
        let document = self.reader.document;
        let (id, after) = self.reader.organization_after(at, end).filter(|&(_, after)| after > at)?;
        if self.reader.entities.at(document.tokens[at].span.start).is_some() {
            return Some(at);
        }
        let (span, _) = self.reader.entities.at(document.tokens[after - 1].span.start)?;
        let name = document.token_at(span.start);
        let firm = self.reader.entities.get(id).kind == EntityType::Organization;
        let noun = name > at + 1 && self.reader.plain_word(name - 1, end) && !document.tokens[name - 1].capital;
        // "le brasseur alsacien Foo"
        let native = name == at + 1 && self.reader.adjective(at);
        (firm && (noun || native)).then_some(name)
    }

    /// "Dutch chip maker Foo", "Bar supplier Foo": what was read before the noun at token `at` that only tells more of it is forgotten.
    pub(super) fn drop_modifiers(&self, out: &mut Sequence, at: usize) {
        if self.rules.language != Language::En {
            return;
        }
        let mut start = at;
        for _ in 0..MODIFIERS {
            let (Some(item), Some(content), Some(tokens)) = (out.items.last(), out.contents.last(), out.tokens.last()) else { return };
            let plain = match content {
                Content::Nothing => item.weight == Weight::Light && !item.is_asked_for() && self.reader.plain_word(tokens.start, at),
                Content::Entity(_) => start == at,
                _ => false,
            };
            if !plain || tokens.end != start || tokens.is_empty() {
                return;
            }
            start = tokens.start;
            out.items.pop();
            out.contents.pop();
            out.tokens.pop();
        }
    }
}
