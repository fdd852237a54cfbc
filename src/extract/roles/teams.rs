//! The club of those who play: in a story about a club, players that no other one is named for are its own.

use super::assemble::Assembler;
use super::houses::Kinds;
use super::organization::Search;
use super::slugs;
use super::title_reader::Title;
use crate::document::Span;
use crate::facts::{EntityId, EntityType};

/// How many of the roles told last may tell that their house is a club.
const ROLES: usize = 48;

/// Whether a title is that of one of a team.
pub(super) fn is_player(title: &Title) -> bool {
    matches!(title.slug, Some("captain" | "goalkeeper" | "striker" | "defender" | "football_player"))
}

impl Assembler<'_> {
    /// "the captain, Roe", "the injured striker Doe": the club that the article is about, where neither the sentence before the title at
    /// byte `before` nor the one before that names another one.
    pub(super) fn of_team(&self, search: &Search<'_>, (index, before): (usize, usize)) -> Option<EntityId> {
        let hero = search.hero.filter(|&id| self.is_club(id))?;
        let club = Kinds::named(std::iter::once("club"));
        let start = self.document.sentences.get(index.saturating_sub(1))?.span.start;
        let mut others = self.entities.within(Span::new(start, before.max(start))).iter().map(|&(_, id)| id);
        let other = |id: EntityId| match self.entities.get(id).kind {
            EntityType::Person => false,
            EntityType::Organization => id != hero && (self.kinds(id).is_empty() || self.kinds(id).meets(club)),
            // "Foo Town", taken for a place.
            _ => id != hero && self.kinds(id).meets(club),
        };
        (!others.any(other)).then_some(hero)
    }

    /// Whether an organisation is a club: by its name, or because somebody was told to coach it.
    pub(super) fn is_club(&self, id: EntityId) -> bool {
        let club = Kinds::named(std::iter::once("club"));
        let told = || self.roles.iter().rev().take(ROLES).map(|r| &r.role);
        let coached = || told().any(|r| r.organization == Some(id) && r.slug.is_some_and(|slug| slugs::houses(slug).meets(club)));
        let firm = self.entities.get(id).kind == EntityType::Organization;
        firm && self.kinds(id).meets(club) || self.houses.get(id.index()).copied().unwrap_or(false) && coached()
    }
}
