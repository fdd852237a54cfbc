//! How much speaks for each type of a name.

use crate::facts::EntityType;

/// Evidence for each type, in points; a table entry or a clear context is worth 3 to 6.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    points: [i32; EVIDENCE_TYPES.len()],
    /// Points of phrases that define the name, for each of its mentions.
    told: [i32; EVIDENCE_TYPES.len()],
    /// How many mentions the labeller has given a type.
    votes: i32,
}

/// Points of a phrase that defines a name; more than the labeller's word on one mention.
pub(super) const TOLD: i32 = 10;
/// The most that such phrases count.
const MOST_TOLD: i32 = 3 * TOLD;
const EVIDENCE_TYPES: [EntityType; 7] = [
    EntityType::Person,
    EntityType::Organization,
    EntityType::Location,
    EntityType::Product,
    EntityType::Event,
    EntityType::Work,
    EntityType::Other,
];

impl Evidence {
    pub(super) fn add(&mut self, kind: EntityType, points: i32) {
        self.points[kind as usize] += points;
    }
    /// The labeller's or a table's word on one mention.
    pub(super) fn vote(&mut self, kind: EntityType, points: i32) {
        self.add(kind, points);
        self.votes = 1;
    }
    /// A phrase defines the name.
    pub(super) fn tell(&mut self, kind: EntityType) {
        self.told[kind as usize] += TOLD;
    }
    pub(super) fn merge(&mut self, other: Evidence) {
        for (a, b) in self.points.iter_mut().zip(other.points) {
            *a += b;
        }
        for (a, b) in self.told.iter_mut().zip(other.told) {
            *a += b;
        }
        self.votes += other.votes;
    }
    /// The evidence where a defining phrase counts for its own mention only: a person's surname may be that of a firm too.
    pub(super) fn once(mut self) -> Self {
        for (points, told) in self.points.iter_mut().zip(&mut self.told) {
            *points += std::mem::take(told).min(MOST_TOLD);
        }
        self
    }
    /// Whether a defining phrase says that the name has this type.
    pub(super) fn is_told(self, kind: EntityType) -> bool {
        self.told[kind as usize] > 0
    }
    /// The points of one type.
    pub(super) fn of(self, kind: EntityType) -> i32 {
        let told = self.told[kind as usize].min(MOST_TOLD);
        self.points[kind as usize] + told * self.votes.max(1)
    }
    /// The strongest type and its points; the earlier type wins a tie.
    pub(super) fn best(self) -> (EntityType, i32) {
        let mut best = (EntityType::Organization, 0);
        for kind in EVIDENCE_TYPES {
            if self.of(kind) > best.1 {
                best = (kind, self.of(kind));
            }
        }
        best
    }
}
