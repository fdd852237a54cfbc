//! Which type a candidate is, by the words in it and around it.

use super::candidates::{Candidate, Scene};
use super::names::{Class, class};
use crate::document::TokenKind;
use crate::facts::EntityType;
use crate::language::Language;

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
const TOLD: i32 = 10;
/// The most that such phrases count.
const MOST_TOLD: i32 = 3 * TOLD;
/// Points of a phrase that only hints at a type.
const HINT: i32 = 4;

/// Points for an organisation that a title leads to; more than the labeller's word.
const TITLED: i32 = 9;
/// Points for what a title leads to that may be of an organisation or of a place; enough to be a name.
const LED: i32 = 4;

/// Points for where somebody works; as those for a firm and a journal below, more than the labeller's word.
const WORKPLACE: i32 = 9;
/// Points for the noun of an organisation at the head of its name, in lower case.
const LOWER_HEAD: i32 = 5;
/// Points for a name that ends like a street's.
const STREET: i32 = 6;
/// Points for the noun of an event at the head of a name; more than the labeller's word on one mention.
const EVENT: i32 = 8;
/// Points for a firm that is called by its country.
const NATIONAL: i32 = 8;
/// Points for what a study is published in.
const PUBLISHED: i32 = 9;
/// Points that an article in front takes from a person where none stands before persons' names.
const ARTICLE: i32 = 8;

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
    /// A phrase defines the name.
    fn tell(&mut self, kind: EntityType) {
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

/// The evidence of the name's own words, which counts once however often it is mentioned.
pub(super) fn of_words(scene: &Scene<'_>, candidate: &Candidate) -> Evidence {
    let mut evidence = Evidence::default();
    inside(scene, candidate, &mut evidence);
    evidence
}

/// The evidence of one mention: the labeller's or a table's word on it, and the words around it.
pub(super) fn of_mention(scene: &Scene<'_>, candidate: &Candidate) -> Evidence {
    let mut evidence = of_neighbours(scene, candidate);
    phrases(scene, candidate, &mut evidence);
    evidence
}

/// The same without the phrases around it, which say what a name is and not that it is one.
pub(super) fn of_neighbours(scene: &Scene<'_>, candidate: &Candidate) -> Evidence {
    let mut evidence = Evidence::default();
    if let Some((kind, points)) = candidate.known {
        // Where a name is none of a person, a firm or a place, the noun that it is headed by tells what it is (`Labor Day`).
        let other = kind == EntityType::Product && points <= super::merge::LABELLED_OTHER;
        evidence.add(headed(scene, candidate).filter(|_| other).unwrap_or(kind), points);
        evidence.votes = 1;
    }
    if let Some((kind, points)) = titled(scene, candidate) {
        evidence.add(kind, points);
    }
    before(scene, candidate, &mut evidence);
    after(scene, candidate, &mut evidence);
    evidence
}

/// What phrases of the tables around the name say; a table that knows the very name has said all.
fn phrases(scene: &Scene<'_>, candidate: &Candidate, evidence: &mut Evidence) {
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    if scene.names.known_at(scene.document, start, end).is_some_and(|(length, _)| length == candidate.tokens.len()) {
        return;
    }
    if located(scene, candidate) {
        evidence.tell(EntityType::Location);
    }
    let labelled = |kind: EntityType| candidate.known.is_some_and(|(k, _)| k == kind);
    let town = is_town(candidate);
    let article = start > 0 && scene.is(start - 1, class::ARTICLE);
    // `the chief executive of Nordal resigned`
    let governors = class::ORGANIZATION_LINK | class::LOCATION_PREPOSITION | class::WORKPLACE_PREPOSITION | class::ORGANIZATION_NOUN;
    let governed = start > 0 && scene.is(start - 1, governors) && !scene.is(start - 1, class::CONJUNCTION | class::HONORIFIC);
    // `chez Lea Roe`: who has a first name has more than a firm.
    let french = scene.document.language == Some(Language::Fr);
    let full_name = (french || candidate.tokens.len() > 1) && scene.is(start, class::FIRST) && labelled(EntityType::Person);
    let trade = has_trade(scene, candidate);
    for phrase in scene.names.contexts.around(scene, candidate) {
        if trade && phrase.kind == EntityType::Product {
            continue;
        }
        let fits = if phrase.club { scene.sport && candidate.tokens.len() == 1 } else { !town || phrase.sure && phrase.is_near() };
        // `la Marseillaise, 22 ans`: no article stands before a person's name.
        let person = phrase.kind == EntityType::Person;
        // `la tempête Edwige` is nobody who storms.
        if person && start > 0 && scene.is(start - 1, class::NAMED_EVENT) {
            continue;
        }
        if !fits || full_name && !person || article && person {
            continue;
        }
        if governed && phrase.is_deed() {
            continue;
        }
        if !phrase.sure {
            evidence.add(phrase.kind, HINT);
        } else if town && !phrase.club {
            // Of a town it says only what is meant here.
            evidence.add(phrase.kind, TOLD);
        } else {
            evidence.tell(phrase.kind);
        }
    }
}

/// The points of a town that both a list and the labeller know.
const TOWN: i32 = super::merge::KNOWN;
/// Points for the noun of an organisation right before the name of a town.
const NOUN: i32 = 7;

fn is_town(candidate: &Candidate) -> bool {
    candidate.known.is_some_and(|(kind, points)| kind == EntityType::Location && points >= TOWN)
}

/// `directrice technique de Kerlin`, `maire de Brévannes`: what somebody runs, has founded or governs is an organisation, or a
/// place, unless a table knows the name or the labeller holds it for a person's ("directeur de campagne de …"). Only titles that
/// are never those of places outweigh the labeller.
fn titled(scene: &Scene<'_>, candidate: &Candidate) -> Option<(EntityType, i32)> {
    let start = candidate.tokens.start;
    let known = scene.names.known_at(scene.document, start, candidate.tokens.end).is_some();
    // `of`, `of the`.
    let links = (start.saturating_sub(2)..start).rev().take_while(|&t| scene.is(t, class::ORGANIZATION_LINK)).count();
    let title = (start - links).checked_sub(1).filter(|_| links > 0)?;
    // Right behind `chair of` the labeller's word on an unknown name is not enough.
    let capital = |at: usize| scene.document.tokens.get(at).is_some_and(|t| t.capital);
    let end = candidate.tokens.end;
    // `presidente de Naviera Salvat, Julio Roe`: who it is comes behind.
    let apposed = end + 2 < scene.document.tokens.len() && scene.document.token_text(end) == "," && capital(end + 1) && capital(end + 2);
    let unknown = candidate.tokens.len() == 1 || apposed;
    let titles = if apposed { class::COMPANY_TITLE | class::LEADER_TITLE } else { class::COMPANY_TITLE };
    let direct = scene.is(title, titles) && unknown && !scene.is(start, class::FIRST);
    let person = candidate.known.is_some_and(|(kind, _)| kind == EntityType::Person) && !direct;
    if known || person {
        return None;
    }
    let plain = |t: usize| scene.document.tokens[t].kind == TokenKind::Word && !scene.is(t, class::FUNCTION | class::ORGANIZATION_LINK);
    let mut words = (title.saturating_sub(2)..=title).rev().take_while(|&t| plain(t));
    words.find_map(|t| match () {
        () if scene.is(t, class::COMPANY_TITLE) || direct && scene.is(t, titles) => Some((EntityType::Organization, TITLED)),
        () if candidate.known.is_some() => None,
        () if scene.is(t, class::LEADER_TITLE) => Some((EntityType::Organization, LED)),
        () if scene.is(t, class::PLACE_TITLE) => Some((EntityType::Location, LED)),
        () => None,
    })
}

/// The type of a name that begins or ends with the noun of an event or ends with that of a work.
fn headed(scene: &Scene<'_>, candidate: &Candidate) -> Option<EntityType> {
    let (first, last) = (candidate.tokens.start, candidate.tokens.end - 1);
    match () {
        () if candidate.tokens.len() < 2 => None,
        () if scene.is(first, class::EVENT_NOUN) || scene.is(last, class::EVENT_NOUN) => Some(EntityType::Event),
        () if scene.is(last, class::WORK_NOUN) => Some(EntityType::Work),
        () => None,
    }
}

fn inside(scene: &Scene<'_>, candidate: &Candidate, evidence: &mut Evidence) {
    use EntityType as T;
    let (first, last) = (candidate.tokens.start, candidate.tokens.end - 1);
    let length = candidate.tokens.len();
    let has = |at: usize, flags: Class| scene.is(at, flags);
    // `Atlantique Nord`, `Paris Saint-Denis`: a known place that goes on is a place more often than not.
    if let Some((_, known)) = scene.names.known_at(scene.document, first, candidate.tokens.end)
        && candidate.known.is_none()
        && !has(first, class::FIRST)
    {
        evidence.add(known, 3);
    }
    if has(first, class::FIRST) {
        evidence.add(T::Person, if length > 1 { 4 } else { 1 });
    }
    if length > 1 && has(last, class::ORGANIZATION_TAIL) {
        evidence.tell(T::Organization);
    }
    // `Bernard & Cie`.
    if candidate.tokens.clone().any(|t| scene.document.token_text(t) == "&") {
        evidence.tell(T::Organization);
    }
    // `fédération Nordal`: a noun in lower case is a part of the name only where it says what it is.
    if length > 1 && has(first, class::ORGANIZATION_HEAD) && !scene.document.tokens[first].capital {
        evidence.add(T::Organization, LOWER_HEAD);
    }
    if has(first, class::ORGANIZATION_HEAD) || length > 1 && has(last, class::ORGANIZATION_HEAD) {
        evidence.add(T::Organization, 4);
    }
    if length == 1 && has(first, class::STREET) {
        evidence.add(T::Location, STREET);
    }
    if has(first, class::LOCATION_NOUN) || length > 1 && has(last, class::LOCATION_NOUN) {
        evidence.add(T::Location, 4);
    }
    // `Storm Edith`.
    let known = scene.names.known_at(scene.document, first, candidate.tokens.end).is_some_and(|(n, _)| n == length);
    if length > 1 && !known && has(first, class::NAMED_EVENT) && !has(first + 1, class::FUNCTION) {
        evidence.tell(T::Event);
    }
    // The noun that heads a name comes first where adjectives follow nouns, last elsewhere.
    let romance = matches!(scene.document.language, Some(Language::Fr | Language::Es | Language::It | Language::Pt));
    let head = if romance { first } else { last };
    if length > 1 && has(head, class::EVENT_NOUN) && scene.document.tokens[head].capital {
        evidence.add(T::Event, EVENT);
    } else if has(first, class::EVENT_NOUN) || length > 1 && has(last, class::EVENT_NOUN) {
        evidence.add(T::Event, 4);
    }
    if length > 1 && has(last, class::WORK_NOUN) {
        evidence.add(T::Work, 3);
    }
    let text = |at: usize| scene.document.token_text(at);
    let digits = candidate.tokens.clone().any(|t| text(t).contains(|c: char| c.is_ascii_digit()));
    // `Coupe Valmont 2018`: what the noun says comes first.
    if digits && !(has(first, class::EVENT_NOUN) || has(last, class::EVENT_NOUN)) {
        evidence.add(T::Product, 3);
    }
    let plain = candidate.tokens.clone().all(|t| scene.document.tokens[t].kind == TokenKind::Word && !scene.document.tokens[t].upper);
    if (2..=3).contains(&length) && plain && !digits {
        evidence.add(T::Person, 2);
    }
    if length == 1 && scene.document.tokens[first].upper && text(first).chars().count() <= 6 {
        evidence.add(T::Organization, 3);
    }
}

/// `the Nordbank said`: in English no article stands before the surname of a person, unless a noun follows that he lends his name to.
fn behind_article(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    let closed = scene.document.tokens.get(end).is_none_or(|t| t.kind == TokenKind::Punctuation || scene.is(end, class::FUNCTION));
    let article = start > 0 && scene.document.folded(start - 1) == "the";
    scene.document.language == Some(Language::En) && candidate.tokens.len() == 1 && article && closed
}

/// The nearest words before: an honorific, a noun that says what follows, a preposition.
fn before(scene: &Scene<'_>, candidate: &Candidate, evidence: &mut Evidence) {
    use EntityType as T;
    let start = candidate.tokens.start;
    if behind_article(scene, candidate) {
        evidence.add(T::Person, -ARTICLE);
    }
    // `la tempête Edwige`.
    if start > 0 && scene.is(start - 1, class::NAMED_EVENT) && candidate.tokens.len() == 1 {
        evidence.tell(T::Event);
        return;
    }
    // The goods say nothing of what the name is.
    if has_trade(scene, candidate) {
        evidence.tell(T::Organization);
        return;
    }
    let floor = scene.document.sentences[scene.document.sentence_at(scene.document.tokens[start].span.start)].tokens.start;
    let mut at = start;
    let mut steps = 0;
    while at > floor && steps < 4 {
        at -= 1;
        steps += 1;
        let token = scene.document.tokens[at];
        let text = scene.document.token_text(at);
        if token.kind != TokenKind::Word {
            if text == "." && at > floor && scene.is(at - 1, class::HONORIFIC) {
                continue;
            }
            // `his new film, The Quiet Shore, …`
            if steps == 1 && text == "," && at > floor && scene.is(at - 1, class::WORK_NOUN) && !scene.is(start, class::FIRST) {
                evidence.add(T::Work, PUBLISHED);
            }
            // A list keeps what governs its first member: `chez Nordal, Ubex et Kori`.
            if text == "," && at > floor && scene.document.tokens[at - 1].capital {
                continue;
            }
            break;
        }
        let near = 5 - steps;
        if scene.is(at, class::HONORIFIC) && (steps == 1 || scene.document.token_text(at + 1) == ".") {
            evidence.add(T::Person, 6);
        }
        // "vice-chancellor Lea Roe": a title of the roles layer, where no noun of this one says so already.
        if steps == 1 && candidate.tokens.len() > 1 && scene.is(at, class::TITLE) && !scene.is(at, class::PERSON_NOUN) {
            evidence.add(T::Person, 3);
        }
        if scene.is(at, class::ORGANIZATION_PREPOSITION) {
            evidence.add(T::Organization, 4);
        }
        // `an analyst at Nordal`: where somebody works.
        if steps == 1
            && scene.is(at, class::WORKPLACE_PREPOSITION)
            && (at.saturating_sub(4).max(floor)..at).any(|t| scene.is(t, class::PERSON_NOUN))
        {
            evidence.add(T::Organization, WORKPLACE);
        }
        // `l’italien Nordal`: a people in lower case is short for a firm of that country, persons are written with a capital.
        let single = candidate.tokens.len() == 1 && !scene.is(start, class::FIRST);
        if steps == 1 && single && scene.document.language == Some(Language::Fr) && !token.capital && scene.is(at, class::DEMONYM) {
            let article = at > floor && scene.is(at - 1, class::FUNCTION);
            evidence.add(T::Organization, if article { NATIONAL } else { 0 });
        }
        // `published in Cell Letters`: a journal, unless a table knows the place or the newspaper.
        let printed = steps == 1 && at > floor && scene.is(at - 1, class::PUBLISHED);
        if printed && scene.is(at, class::FUNCTION) && scene.names.known_at(scene.document, start, candidate.tokens.end).is_none() {
            evidence.add(T::Work, PUBLISHED);
        }
        if steps == 1 && scene.is(at, class::LOCATION_PREPOSITION) {
            evidence.add(T::Location, 3);
        }
        for (flag, kind) in [
            (class::PERSON_NOUN, T::Person),
            (class::ORGANIZATION_NOUN, T::Organization),
            (class::LOCATION_NOUN, T::Location),
            (class::PRODUCT_NOUN, T::Product),
            (class::EVENT_NOUN, T::Event),
            (class::WORK_NOUN, T::Work),
        ] {
            if scene.is(at, flag) && (steps == 1 || links(scene, at + 1, start)) {
                if flag == class::PERSON_NOUN && steps > 1 {
                    // `PDG de Kerlin`: a title linked to a name says where it is held.
                    evidence.add(T::Organization, 2);
                    continue;
                }
                let full_name = candidate.tokens.len() > 1 && scene.is(start, class::FIRST);
                // `le groupe Nordal`: what stands right behind the noun of an organisation is hardly anything else.
                if flag == class::ORGANIZATION_NOUN && steps == 1 && !full_name && !scene.is(at, class::PERSON_NOUN) {
                    // `die Regierung Sachsens`: a genitive.
                    let genitive =
                        scene.document.language == Some(Language::De) && scene.document.folded(candidate.tokens.end - 1).ends_with('s');
                    if genitive || is_town(candidate) {
                        evidence.add(kind, NOUN)
                    } else {
                        evidence.tell(kind)
                    }
                    continue;
                }
                let points = match flag {
                    // `le modèle Orphée`: what stands right behind the noun of a product is hardly anything else.
                    class::PRODUCT_NOUN if steps == 1 && !full_name => 8,
                    class::PERSON_NOUN => near.min(3),
                    _ if steps == 1 => 4,
                    _ => near.min(3),
                };
                evidence.add(kind, points);
            }
        }
        if !token.capital && steps > 1 && !scene.is(at, class::ORGANIZATION_LINK | class::FUNCTION) {
            break;
        }
    }
}

/// Whether only words that link a noun to the name that follows lie in between (`usage de X`, `géants comme X`).
fn links(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|t| {
        scene.is(t, class::ORGANIZATION_LINK | class::FUNCTION)
            || scene.document.tokens[t].capital
            || scene.document.tokens[t].kind == TokenKind::Punctuation
    })
}

/// How far behind a comma the noun of an apposition is looked for.
const APPOSITION: usize = 5;

/// `Nordal, an energy supplier`, `Léa Brisson, ancienne ministre`: the first noun behind the comma that says what the name is.
fn apposition(scene: &Scene<'_>, start: usize, evidence: &mut Evidence) {
    use EntityType as T;
    let end = (start + APPOSITION).min(scene.document.tokens.len());
    let article = scene.is(start, class::FUNCTION);
    for at in start..end {
        let token = scene.document.tokens[at];
        // `Lea Roe, the union's general secretary`: a title further on, where the phrase ends with it.
        let next = scene.document.tokens.get(at + 1).map_or("", |_| scene.document.folded(at + 1));
        let ends = matches!(next, "," | "." | "of" | "at" | "for");
        let titled = article && ends && scene.is(at, class::TITLE) && !token.capital;
        if scene.is(at, class::PERSON_NOUN) && at < start + 3 || titled {
            evidence.add(T::Person, 4);
            return;
        }
        // `Lea Roe, the bank's chairwoman`: what the noun owns says who it is.
        if next == "'s" {
            return;
        }
        // Without an article other nouns are more often a new clause than an apposition.
        if article && at > start && !token.capital {
            for (flag, kind) in
                [(class::ORGANIZATION_NOUN, T::Organization), (class::LOCATION_NOUN, T::Location), (class::PRODUCT_NOUN, T::Product)]
            {
                if scene.is(at, flag) {
                    if closes(scene, at + 1) {
                        evidence.tell(kind)
                    } else {
                        evidence.add(kind, 5)
                    }
                    return;
                }
            }
        }
        let plain = token.kind == TokenKind::Word && (at == start || !scene.is(at, class::FUNCTION));
        if !plain || !article && !scene.is(at, class::FUNCTION | class::ORGANIZATION_LINK) {
            return;
        }
    }
}

/// `l’éditeur de logiciels Nordal`: whether the noun of an organisation and what it deals in stand right before the name.
fn has_trade(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let start = candidate.tokens.start;
    let Some(head) = start.checked_sub(3) else { return false };
    let (link, goods) = (scene.document.tokens[head + 1], scene.document.tokens[head + 2]);
    let full_name = candidate.tokens.len() > 1 && scene.is(start, class::FIRST);
    scene.is(head, class::ORGANIZATION_NOUN)
        && !scene.is(head, class::PERSON_NOUN)
        && scene.is(head + 1, class::ORGANIZATION_LINK)
        && goods.kind == TokenKind::Word
        && !link.capital
        && !goods.capital
        && !scene.is(head + 2, class::FUNCTION | class::PERSON_NOUN | class::LOCATION_NOUN)
        && !full_name
        && !is_town(candidate)
}

/// Whether the noun before token `at` ends its phrase, so that it is no part of a compound (`a bank manager`).
fn closes(scene: &Scene<'_>, at: usize) -> bool {
    let Some(token) = scene.document.tokens.get(at) else { return true };
    token.kind == TokenKind::Punctuation || scene.is(at, class::ORGANIZATION_LINK | class::LOCATION_PREPOSITION)
}

/// `Thaxley (Ohio)`, `in Thaxley, Ohio`: a known place behind an unknown name says that it is one.
fn located(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let document = scene.document;
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    let text = |at: usize| document.tokens.get(at).map_or("", |_| document.token_text(at));
    let place = |at: usize| match document.tokens.get(at).filter(|t| t.capital) {
        Some(_) => {
            scene.names.known_at(document, at, document.tokens.len()).filter(|(_, k)| *k == EntityType::Location).map(|(n, _)| at + n)
        }
        None => None,
    };
    let led = start > 0 && scene.is(start - 1, class::LOCATION_PREPOSITION);
    match text(end) {
        "(" => place(end + 1).is_some_and(|behind| text(behind) == ")"),
        "," if led => place(end + 1).is_some_and(|behind| text(behind) != "'s"),
        _ => false,
    }
}

/// The words after: an apposition that says who or what it is, a possessive, a role.
fn after(scene: &Scene<'_>, candidate: &Candidate, evidence: &mut Evidence) {
    use EntityType as T;
    let end = candidate.tokens.end;
    let text = |at: usize| scene.document.tokens.get(at).map_or("", |_| scene.document.token_text(at));
    if text(end) == "," {
        apposition(scene, end + 1, evidence);
    }
    if text(end) == "(" && scene.document.tokens.get(end + 1).is_some_and(|t| t.upper) {
        evidence.add(T::Organization, 3);
    }
    // `Nordal a annoncé`, `Nordal employs`: as if said by a table of what only organisations do.
    let auxiliary = usize::from(scene.is(end, class::FUNCTION));
    if scene.is(end + auxiliary, class::ORGANIZATION_VERB) && scene.document.tokens.get(end + auxiliary).is_some_and(|t| !t.capital) {
        evidence.add(T::Organization, 4);
    }
    // `Meta CEO Mark Roe`, `Nordal president Lea Roe`: the name before a title is where it is held.
    if scene.is(end, class::PERSON_NOUN) && scene.document.tokens.get(end + 1).is_some_and(|t| t.capital) {
        evidence.add(T::Organization, 3);
        evidence.add(T::Person, -2);
    }
}
