//! What a role change says: the posts left and taken, who follows whom, when, how sure, and the roles that follow from it.

use super::anaphors::Succession;
use super::assemble::{Assembler, Sentence};
use super::later::Later;
use super::moved::Moved;
use super::rules::{ChangeStatement, Vacancy};
use super::sequence::Content;
use super::slugs::{self, Field};
use super::title_reader::{Title, TitlePhrase};
use super::vacancies::PENDING;
use crate::extract::pattern::{Match, Weight};
use crate::facts::{Certainty, EntityId, Role, RoleStatus};

/// For how many sentences one departure lets others be told.
const WAKE: usize = 5;

/// A post as a change names it.
#[derive(Debug, Clone)]
pub(super) struct Post {
    pub(super) title: String,
    pub(super) slug: Option<&'static str>,
    pub(super) organization: Option<EntityId>,
}

impl Assembler<'_> {
    /// The post that a slot names; `named` is the organisation that the pattern finds for it.
    pub(super) fn post(&self, sentence: &Sentence<'_>, found: &Match, slot: Option<u8>, named: Option<EntityId>) -> Option<Post> {
        self.post_at(sentence, found.item(slot?)?, named)
    }

    /// The post that the title at `item` names.
    pub(super) fn post_at(&self, sentence: &Sentence<'_>, item: usize, named: Option<EntityId>) -> Option<Post> {
        let Content::Titles(index) = sentence.sequence.contents.get(item)? else { return None };
        let phrase = sentence.phrases.get(*index)?;
        // "succeeds founder and chief executive Roe": the one of them that is handed on.
        let handed = |title: &&Title| !title.slug.is_some_and(slugs::is_kept);
        let title = phrase.titles.iter().find(handed).or(phrase.titles.first())?;
        self.post_of(sentence, (phrase, item), title, named)
    }

    /// "Roe and Doe were named chair and treasurer": the post of the person with a number, where each of several takes one.
    fn own_post(
        &self,
        sentence: &Sentence<'_>,
        found: &Match,
        slot: Option<u8>,
        (nth, persons): (usize, usize),
        named: Option<EntityId>,
    ) -> Option<Post> {
        let (phrase, item) = self.phrase(sentence, found, slot?)?;
        let title = phrase.titles.get(nth).filter(|_| persons > 1 && phrase.titles.len() == persons)?;
        self.post_of(sentence, (phrase, item), title, named)
    }

    /// One of the posts that the titles at an item name.
    pub(super) fn post_of(
        &self,
        sentence: &Sentence<'_>,
        (phrase, item): (&TitlePhrase, usize),
        title: &Title,
        named: Option<EntityId>,
    ) -> Option<Post> {
        // "President Roe resigns" may be told of a state, "Roe was elected president" is told of what was named before.
        let person =
            |at: Option<usize>| at.and_then(|at| sentence.sequence.contents.get(at)).is_some_and(|c| matches!(c, Content::Persons(_)));
        let apposed = !person(Some(item + 1)) && !person(item.checked_sub(1));
        // A minister is of no house that names one.
        let named = named.filter(|_| !title.slug.is_some_and(slugs::is_of_state));
        let organization = title.organization.or(named).or_else(|| self.elliptic(sentence, title, apposed));
        // "nommée à la tête du musée", "quitte la direction": no title, unless it leads to a name; "deja la presidencia" is one, and so is
        // "la direzione del museo".
        let loose = |slug| slugs::is_vague(slug) || !title.elliptic && slugs::is_loose(slug);
        let vague = title.nominal && !title.closed && title.slug.is_none_or(loose);
        if title.organization.is_none() && self.is_nameless(phrase) || vague && organization.is_none() {
            return None;
        }
        Some(Post { title: self.title_text(title, organization), slug: title.slug, organization })
    }

    /// What the words around the title in a slot say of its time.
    fn phrase_status(&self, sentence: &Sentence<'_>, found: &Match, slot: Option<u8>) -> Option<RoleStatus> {
        self.phrase(sentence, found, slot?).and_then(|(phrase, _)| phrase.titles.first()).and_then(|title| title.status)
    }

    /// "deja el Ayuntamiento": whether the house in a slot is told by what it is alone.
    fn is_plain_house(&self, sentence: &Sentence<'_>, found: &Match, slot: Option<u8>) -> bool {
        let Some(tokens) = slot.and_then(|slot| found.item(slot)).and_then(|item| sentence.sequence.tokens.get(item)) else { return false };
        let [.., company] = self.rules.named.posts;
        let class = self.rules.classes.starting(&self.rule_words, tokens.start, tokens.end).filter(|&(length, _)| length == tokens.len());
        class.is_some_and(|(_, index)| self.rules.class_symbols[usize::from(index)].iter().any(|&symbol| company == Some(symbol)))
    }

    /// "à la tête": whether a title only leads to where it is held.
    fn is_nameless(&self, phrase: &TitlePhrase) -> bool {
        phrase.titles.first().is_some_and(|title| self.is_preposition(self.document.tokens_in(title.span).start))
    }

    /// Who fills a slot; for a pronoun the one who is told to leave, apart from the person in slot `other`.
    fn person(&self, sentence: &Sentence<'_>, found: &Match, slot: u8, other: u8) -> Option<EntityId> {
        let item = found.item(slot)?;
        if sentence.sequence.contents[item] != Content::Pronoun {
            return self.persons(sentence, found, slot).0.first().copied();
        }
        let other = *self.persons(sentence, found, other).0.first()?;
        self.leaver(sentence, other).or_else(|| {
            // "Roe, an aide to Doe, succeeds him"
            let before = sentence.sequence.contents[..item].iter();
            let mut named =
                before.filter_map(|c| if let Content::Persons(persons) = c { Some(persons) } else { None }).flat_map(|p| p.iter());
            let first = *named.find(|&&id| id != other)?;
            named.all(|&id| id == first || id == other).then_some(first)
        })
    }

    /// Who moves; for a pronoun the one whom the sentences before were about.
    fn meant(&self, sentence: &Sentence<'_>, found: &Match, slot: u8) -> Vec<EntityId> {
        if found.item(slot).is_some_and(|item| sentence.sequence.contents[item] == Content::Pronoun) {
            // "Roe left after the court removed her": of the same sentence, but for the subject of the verb.
            let subject = found.start.checked_sub(1).is_some_and(|at| matches!(sentence.sequence.contents[at], Content::Persons(_)));
            let here =
                sentence.sequence.contents[..found.start].iter().filter_map(|c| if let Content::Persons(p) = c { Some(p) } else { None });
            let named: Vec<EntityId> = here.flat_map(|persons| persons.iter()).copied().collect();
            if let Some(&first) = named.first()
                && !subject
                && named.iter().all(|&id| id == first)
            {
                return vec![first];
            }
            return self.topics.iter().rev().filter(|(_, told)| *told < sentence.index).map(|&(id, _)| id).take(1).collect();
        }
        self.persons(sentence, found, slot).0.to_vec()
    }

    /// Whether what a match tells of the person in a slot is told in a relative clause.
    fn is_relative(&self, sentence: &Sentence<'_>, found: &Match, slot: u8) -> bool {
        let sequence = sentence.sequence;
        let Some((person, who)) = found.item(slot).zip(self.rules.named.who) else { return false };
        let before_verb = (person + 1..found.end).take_while(|&at| !matches!(sequence.contents[at], Content::Verb(_)));
        before_verb.into_iter().any(|at| sequence.items[at].has(who))
    }

    pub(super) fn change(&mut self, sentence: &Sentence<'_>, found: &Match, statement: &ChangeStatement, chosen: &[Match]) {
        let certainty = self.certainty(sentence, found, statement);
        // "the chair, Roe, does not want to be re-elected": nothing changed.
        if (statement.held || statement.to_again) && certainty == Certainty::Denied {
            return;
        }
        if statement.ahead && !matches!(certainty, Certainty::Announced | Certainty::Planned) {
            return;
        }
        // "Roe fez apresentar os pêsames a Doe, falecido há uma semana": the participle is about the one named last.
        let sequence = sentence.sequence;
        let apart = |verb: usize| {
            sequence.bare_verbs.contains(&verb)
                && (found.start + 1..verb).any(|item| matches!(sequence.contents[item], Content::Persons(_)))
        };
        if statement.from_ended && found.matched().any(apart) {
            return;
        }
        let mut meant = self.meant(sentence, found, statement.person);
        if let Some((phrase, at)) = statement.from.or(statement.to).and_then(|slot| self.phrase(sentence, found, slot))
            && found.item(statement.person) == Some(at + 1)
        {
            // "leaves the chair to Roe": the name of a post is no title of the one behind it.
            // "the return of General Roe": nor is it a rank that is taken.
            let rank = statement.from.is_none() && phrase.titles.iter().all(|title| title.slug.is_some_and(slugs::is_rank));
            if phrase.titles.iter().all(|title| title.nominal) || rank {
                return;
            }
            // "Minister Roe and Doe go": the title is that of the one next to it.
            if self.has_number() && !self.is_plural(phrase) {
                meant.truncate(1);
            }
        }
        if statement.from_known && found.item(statement.person) == Some(found.start) {
            meant.extend(sentence.sequence.joined(found.start, self.rules.markers));
        }
        let persons = meant.as_slice();
        let one = |slot: Option<u8>| slot.and_then(|slot| self.person(sentence, found, slot, statement.person));
        let told = || persons.first().filter(|_| statement.predecessor_told).and_then(|&id| self.leaver(sentence, id));
        let before = || persons.first().filter(|_| statement.predecessor_before);
        let holder = || before().and_then(|&id| self.sole_holder(sentence, id));
        // "takes the chair": the post by a bare name is the one that somebody was told to leave.
        let nominal = statement.predecessor.is_none() && self.is_nominal(sentence, found, statement.to);
        let leaves_nominal = self.is_nominal(sentence, found, statement.from);
        // What names the post taken needs nobody for it.
        let named = self
            .entity(sentence, found, statement.organization)
            .filter(|_| !statement.from_known || !self.is_plain_house(sentence, found, statement.organization));
        let named = named.or_else(|| self.house_before(sentence, found).filter(|_| statement.organization_before));
        // "The parliament has ousted the president": not its own.
        let ousted = statement.from.and_then(|slot| self.phrase(sentence, found, slot));
        let named = named.filter(|&id| !ousted.is_some_and(|(phrase, _)| self.is_judge_of(id, phrase)));
        let beside = self.beside(sentence, found, statement, chosen);
        let open = beside.is_none() && self.post(sentence, found, statement.to, named).is_none();
        let left = || {
            persons
                .first()
                .filter(|_| open && (nominal || statement.predecessor_left || statement.predecessor_before))
                .and_then(|&id| self.left(sentence, id))
        };
        let owner = || {
            let &id = persons.first().filter(|_| statement.predecessor_owner)?;
            let &(owner, _) = self.topics.iter().rev().find(|&&(other, _)| other != id)?;
            self.known(owner, named).map(|_| owner)
        };
        let next = persons.first().filter(|_| statement.successor_told).and_then(|&id| self.taker(sentence, id));
        // "her predecessor, Roe": the post is the one that she was told to take.
        if statement.successor_told && next.is_none() {
            return;
        }
        let (successor, predecessor) =
            (one(statement.successor).or(next), one(statement.predecessor).or_else(told).or_else(owner).or_else(left).or_else(holder));
        let tokens = if sentence.sequence.moved {
            sentence.sequence.extent(found.start..found.end)
        } else {
            sentence.sequence.tokens[found.start].start..last_token(sentence, found)
        };
        let end = tokens.end;
        let span = self.document.span_of(tokens);
        // "The transport minister, Roe, moves to defence", not "to the back benches".
        let moves =
            if statement.to_portfolio { self.portfolio_behind(end, self.document.sentences[sentence.index].tokens.end) } else { None };
        if statement.to_portfolio && moves.is_none() {
            return;
        }
        let date = self.date(sentence, span);
        if statement.from_ended
            && (certainty != Certainty::Done || self.is_long_ago(date) || !self.is_named(sentence, found, statement.person))
        {
            return;
        }
        for (nth, &person) in persons.iter().enumerate() {
            // Nobody follows himself.
            let (successor, predecessor) = (successor.filter(|&id| id != person), predecessor.filter(|&id| id != person));
            let handed = |post| self.handed(person, post);
            let mut from = self.post(sentence, found, statement.from, named);
            // "becomes Olympic champion": what somebody achieved, not a post.
            let feat = |post: &Post| {
                let bare = matches!(post.slug, Some("player" | "athlete" | "champion" | "official"));
                bare || post.organization.is_none() && post.slug.is_some_and(slugs::is_feat)
            };
            // "hires former Foo executive Roe": what somebody was is not what is taken.
            let was = self.phrase_status(sentence, found, statement.to) == Some(RoleStatus::Former);
            let taken = |post: &Post| predecessor.is_some() || !was && !feat(post);
            let own = self.own_post(sentence, found, statement.to, (nth, persons.len()), named);
            let mut to = own.or_else(|| self.post(sentence, found, statement.to, named)).filter(taken);
            if let Some(post) = to.as_mut().filter(|_| statement.there) {
                post.organization = named;
            }
            if let Some((post, _)) = &moves {
                to = Some(handed(post.clone()));
            }
            // "succeeds the chairman, Doe": so far the title is that of the other one.
            if self.is_lent(found, statement) {
                to = to.map(handed);
            }
            // "takes its head": rather the post that is known to be open.
            let vague = |post: &Post| statement.organization_before && post.slug.is_none_or(slugs::is_vague);
            let bare = to.take_if(|post| vague(post));
            // "follows Doe at the head of the firm": what names no post leaves it to be the one known.
            let nameless = |slot| self.phrase(sentence, found, slot).is_some_and(|(phrase, _)| self.is_nameless(phrase));
            let known_left = statement.from_known || from.is_none() && statement.from.is_some_and(nameless);
            let unnamed = nominal || to.is_none() && statement.to.is_some_and(nameless);
            let known_taken = statement.to_known || unnamed && predecessor.is_some();
            if known_left || from.is_some() && leaves_nominal {
                from = self.known(person, named).or(from);
            }
            // "gives up her seat as mayor": the post that the clause names.
            if let Some(post) = &beside {
                let slot = if statement.from_known { &mut from } else { &mut to };
                *slot = Some(post.clone());
            }
            if let Some(next) = next {
                from = self.taken(next).map(handed).or(from);
            }
            // What was told to be filled is not what somebody leaves.
            let filled = matches!(self.vacancy, Some((Vacancy::Filled, told)) if self.pending.as_ref().is_some_and(|p| p.1 == told));
            // "Officer Roe died": one of many; "the singer Roe died": no post at all.
            if statement.from_ended && from.as_ref().is_none_or(|post| post.slug.is_some_and(slugs::is_of_many)) {
                continue;
            }
            if from.is_none() && (known_left || leaves_nominal) && !filled && !self.has_post(person) {
                from = self.pending(sentence, named).map(handed);
            }
            if from.is_none() && statement.from_pending {
                // "will leave in June" says so of a post by itself, "left at six" only of one that was told to be left.
                let to_come = matches!(certainty, Certainty::Announced | Certainty::Planned);
                let known = if to_come { self.known(person, named) } else { None };
                from = known.or_else(|| self.pending(sentence, named).map(handed));
            }
            // "Roe was editor for ten years. He left that post in May."
            if from.is_none() && known_left && self.names_post(sentence, found) {
                from = self.held_before(sentence, person);
            }
            let after = |told: usize| sentence.index - told <= WAKE;
            if from.is_none() && statement.from_wake && !self.is_long_ago(date) && self.wake.is_some_and(after) {
                from = self.known(person, named);
            }
            // "At health, Roe replaces Doe", "Finance: Roe is replaced by Doe"
            if known_left && from.is_none() && statement.to.is_none() {
                from = self.portfolio(sentence, end).map(handed);
            }
            if to.is_none() && known_taken {
                to = self.portfolio(sentence, end).map(handed);
            }
            if to.is_none() && known_taken {
                to = predecessor.and_then(|p| self.known_left(sentence, p, named)).map(handed).or_else(|| self.taken(person));
            }
            if to.is_none() && (statement.to_pending || known_taken && predecessor.is_some()) {
                // "Roe will join in May", of whom the sentence before told as what.
                let told = if statement.to_pending { self.taken(person) } else { None };
                // "Foo sacks Roe … Roe had signed a new deal": not by whom the post was told to be left.
                let leaves = || self.later.iter().any(|later| later.leaves && later.moved.person == person);
                to = told.or_else(|| self.pending(sentence, named).filter(|_| !leaves()).map(handed));
            }
            to = to.or(bare);
            // "Roe, the chair, took over in 2021 from Doe": the post held since then.
            if to.is_none() && known_taken && self.is_past(&Moved { certainty, date, ..Moved::of(person, span) }) {
                to = self.known(person, named);
            }
            // "Roe resigned. She had succeeded Doe.": in the post that she leaves.
            let once =
                to.is_none() && known_taken && statement.predecessor.is_some() && predecessor.is_some() && certainty == Certainty::Done;
            if once {
                to = self.post_left(person);
            }
            let once = once && to.is_some();
            // "the chair, Roe, who succeeded Doe": the post held now.
            let held = to.is_none() && known_taken && certainty == Certainty::Done && self.is_relative(sentence, found, statement.person);
            if held {
                to = self.held(person);
            }
            if to.is_none() && statement.to_own {
                to = self.taken(person);
            }
            // "President Roe was re-elected"
            if to.is_none() && statement.to_again {
                to = self.known(person, named);
            }
            // "General Roe replaces General Doe", "succeeds the former champion Doe": neither a rank nor what somebody was is handed on.
            let past = self.phrase_status(sentence, found, statement.to) == Some(RoleStatus::Former);
            if let Some(predecessor) = predecessor
                && let Some(other) = to.take_if(|post| past || is_rank(post))
            {
                let status = if past { RoleStatus::Former } else { RoleStatus::Current };
                let role = Role { person: predecessor, title: other.title, slug: other.slug, organization: None, status, span };
                self.push_role(role, false);
                let known = self.known(predecessor, named).filter(|post| !post.slug.is_some_and(slugs::is_rank));
                to = known.map(|post| self.handed(person, post)).or_else(|| self.taken(person));
            }
            // "Roe will be a candidate": who stands for a post has not got one.
            let stands = |post: &Post| statement.certainty == Some(Certainty::Announced) && post.slug == Some("candidate");
            let past = self.is_past(&Moved { certainty, date, ..Moved::of(person, span) });
            // "Roe, who came in 2021, goes": when what is left was taken.
            let date = date.filter(|_| to.is_some() || from.is_none() || !self.is_long_ago(date));
            if certainty != Certainty::Denied && !past && (from.is_some() || statement.from_known || statement.from_pending) {
                self.leavers.push((person, sentence.index));
            }
            if certainty != Certainty::Denied
                && let Some(predecessor) = predecessor
            {
                self.leavers.push((predecessor, sentence.index));
            }
            if from.is_none() && to.as_ref().is_none_or(stands) {
                let moved =
                    Moved { from: None, to: None, successor, predecessor, organization: named, certainty, date, ..Moved::of(person, span) };
                self.postpone(sentence, moved, known_left, known_taken && to.is_none());
                continue;
            }
            let state = to.as_ref().or(from.as_ref()).is_some_and(|p| p.slug.is_some_and(slugs::is_of_state));
            // "the board names Roe director of Foo": where the title says so itself, rather than who acts.
            let acts = statement.organization.is_some_and(|slot| found.item(slot) == Some(found.start));
            let title = || self.stated(sentence, found, statement.to).or_else(|| self.stated(sentence, found, statement.from));
            // Not where somebody was before ("Foo named former Bar executive Roe chairman").
            let was = |slot| self.phrase_status(sentence, found, Some(slot)) == Some(RoleStatus::Former);
            let slots = || self.rules.title_slots.iter().filter(|&&slot| !was(slot));
            let other = || slots().find_map(|&slot| self.stated(sentence, found, Some(slot)));
            let stated = if acts { title().or_else(other) } else { None };
            let told = || to.as_ref().and_then(|p| p.organization).or(from.as_ref().and_then(|p| p.organization));
            let pending = (statement.to_pending || known_taken) && statement.to.is_none_or(|slot| found.item(slot).is_none());
            let organization = stated.or(named.filter(|_| !state && !pending)).or_else(told).or(named.filter(|_| !state));
            let organization = organization.or_else(|| self.organization_of(person, from.as_ref().or(to.as_ref()), from.is_none()));
            let held = held || once;
            let moved = Moved { person, from, to, successor, predecessor, organization, certainty, date, span, held };
            // "Roe and Poe succeed Doe and Moe": the others go as well.
            if let Some(post) = moved.to.as_ref().filter(|_| persons.first() == Some(&person)) {
                let others = statement.predecessor.map_or(&[][..], |slot| self.persons(sentence, found, slot).0);
                for &other in others.iter().skip(1).filter(|id| !persons.contains(id)) {
                    let last = Moved { from: Some(self.handed(other, self.permanent(post))), ..moved.alone(other) };
                    self.push_change(sentence.index, &last);
                    self.leavers.push((other, sentence.index));
                }
            }
            // "the chair, Roe, who was appointed in 2020": the post is told as held, nothing follows from the change.
            if statement.held || statement.to_again {
                self.push_change(sentence.index, &moved);
            } else {
                self.add_change(sentence.index, moved);
            }
        }
    }

    /// Keeps a change for the end of the document, where the post may have got a name.
    fn postpone(&mut self, sentence: &Sentence<'_>, moved: Moved, leaves: bool, takes: bool) {
        if !(leaves || takes) || moved.certainty == Certainty::Denied {
            return;
        }
        let pair = if takes { (Some(moved.person), moved.predecessor) } else { (moved.successor, Some(moved.person)) };
        if let (Some(successor), Some(predecessor)) = pair {
            let ahead = matches!(moved.certainty, Certainty::Announced | Certainty::Planned);
            self.open = Some(Succession { successor, predecessor, sentence: sentence.index, ahead });
        }
        let new = || {
            let first = self.entities.get(moved.person).mentions.first();
            first.is_some_and(|m| m.start >= self.document.sentences[sentence.index].span.start)
        };
        let block = |index: usize| self.document.sentences[index].block;
        let near = |told: usize| {
            told < sentence.index && sentence.index - told <= PENDING && (block(told) == block(sentence.index) || block(told) == 0)
        };
        let mentioned = self.mentioned.as_ref().filter(|(_, told)| near(*told) && new()).map(|(post, _)| post.clone());
        self.later.push(Later { sentence: sentence.index, moved, leaves, takes, mentioned });
    }

    /// The organisation that `person` is known to belong to, for posts within organisations.
    fn organization_of(&self, person: EntityId, post: Option<&Post>, taken: bool) -> Option<EntityId> {
        let field = post?.slug.and_then(slugs::find).map(|(_, field)| field);
        if field == Some(Field::Office) {
            return None;
        }
        // Who takes a post does not take it where another was left.
        let gone = |status| status == RoleStatus::Former || taken && status == RoleStatus::Outgoing;
        self.roles_of(person).filter(|r| !gone(r.role.status)).find_map(|r| r.role.organization)
    }

    /// The organisation that the title in a slot is told with.
    fn stated(&self, sentence: &Sentence<'_>, found: &Match, slot: Option<u8>) -> Option<EntityId> {
        let (phrase, _) = self.phrase(sentence, found, slot?)?;
        phrase.titles.first()?.organization
    }

    /// Whether the person in a slot is named there, not only meant.
    fn is_named(&self, sentence: &Sentence<'_>, found: &Match, slot: u8) -> bool {
        let start = found.item(slot).map(|item| self.document.tokens[sentence.sequence.tokens[item].start].span.start);
        start.is_some_and(|start| self.entities.at(start).is_some())
    }

    /// Whether the post taken is told as the title of the predecessor, right before the name.
    fn is_lent(&self, found: &Match, statement: &ChangeStatement) -> bool {
        let item = |slot: Option<u8>| slot.and_then(|slot| found.item(slot));
        item(statement.to).zip(item(statement.predecessor)).is_some_and(|(title, name)| title < name && name - title <= 2)
    }

    /// Whether a slot holds the name of a post, not that of who holds it.
    fn is_nominal(&self, sentence: &Sentence<'_>, found: &Match, slot: Option<u8>) -> bool {
        slot.and_then(|slot| self.phrase(sentence, found, slot)).is_some_and(|(phrase, _)| phrase.titles.iter().all(|t| t.nominal))
    }
}

/// Whether a post is a rank, which nobody hands on, not a command ("commander of the northern army").
fn is_rank(post: &Post) -> bool {
    post.slug.is_some_and(slugs::is_rank) && post.title.split(' ').count() <= 2
}

/// Whether a title is somebody's calling rather than a post that is left to another: it is told without a place.
pub(super) fn is_calling(role: &Role) -> bool {
    role.organization.is_none() && role.slug.is_some_and(slugs::is_calling)
}

/// One past the last token of a match, leaving out marks that only close it.
fn last_token(sentence: &Sentence<'_>, found: &Match) -> usize {
    let mut end = found.end;
    while end > found.start + 1
        && sentence.sequence.contents[end - 1] == Content::Nothing
        && sentence.sequence.items[end - 1].weight != Weight::Light
    {
        end -= 1;
    }
    sentence.sequence.tokens[end - 1].end
}
