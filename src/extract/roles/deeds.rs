//! What somebody is by what the text says that somebody does: "the club, chaired by Roe", "Roe founded Foo".

use super::assemble::{Assembler, RoleDraft, Sentence};
use super::changes::Post;
use super::moved::Moved;
use super::rules::DeedStatement;
use super::slugs;
use crate::document::fold;
use crate::extract::pattern::Match;
use crate::facts::{Certainty, Role, RoleStatus};

/// How many of the roles told last are searched for one that says the same.
const ROLES: usize = 48;

impl Assembler<'_> {
    /// Adds what a match says of what somebody is, by the title that the pattern has for it. It is said only with a name of where.
    pub(super) fn deed(&mut self, sentence: &Sentence<'_>, found: &Match, statement: &DeedStatement) {
        let certainty = self.certainty_of(sentence, found, None);
        let Some(organization) = self.entity(sentence, found, Some(statement.organization)) else { return };
        let slug = self.titles.word(&fold(&statement.title)).map(|(_, known)| known.slug);
        // "co-founder" says more than "founded by".
        let kept = slug.is_some_and(slugs::is_kept);
        let uncertain = if statement.taken { certainty == Certainty::Denied } else { certainty != Certainty::Done };
        if uncertain || self.is_negated(sentence, found) || !kept && self.is_part(sentence, found, statement.organization) {
            return;
        }
        let (persons, item) = self.persons(sentence, found, statement.person);
        let span = self.document.span_of(sentence.sequence.tokens[item].clone());
        let alike = |known: Option<&str>| known == slug || kept && known.is_some_and(slugs::is_kept);
        for &person in persons {
            let told = |r: &&RoleDraft| alike(r.role.slug) && r.role.organization.is_none_or(|house| house == organization);
            if self.roles_of(person).take(ROLES).any(|r| told(&r)) {
                continue;
            }
            let title = self.called(person, &statement.title);
            if statement.taken {
                let post = Post { title, slug, organization: Some(organization) };
                let certainty = certainty.max_doubt(Certainty::Announced);
                let date = self.date(sentence, span);
                let moved = Moved { to: Some(post), organization: Some(organization), certainty, date, ..Moved::of(person, span) };
                self.add_change(sentence.index, moved);
                continue;
            }
            let role = Role { person, title, slug, organization: Some(organization), status: RoleStatus::Current, span };
            self.push_role(role, false);
        }
    }

    /// "the committee of Foo, chaired by Roe": whether the name in a slot only says whose part is meant.
    fn is_part(&self, sentence: &Sentence<'_>, found: &Match, slot: u8) -> bool {
        let Some(item) = found.item(slot) else { return false };
        let (start, floor) = (sentence.sequence.tokens[item].start, self.document.sentences[sentence.index].tokens.start);
        let article = self.titles.articles.ending(&self.title_words, floor, start).map_or(0, |(length, _)| length);
        [start, start - article].iter().any(|&at| at > floor && self.is_preposition(at - 1))
    }
}
