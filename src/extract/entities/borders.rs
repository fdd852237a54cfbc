//! Where the names of the labeller begin and end: without titles and common nouns in front, without what it ran on into, with the
//! article that belongs to them.

use super::candidates::{Candidate, NOUNS, Scene};
use super::class;
use super::compounds;
use super::merge::{LONGEST, field_of_office};
use super::names::COMMON_LENGTH;
use crate::document::TokenKind;
use crate::facts::EntityType;
use crate::language::Language;
use crate::model::lexicon::List;
use crate::model::{Kind, Mention};
use std::ops::Range;

/// A label that is more probable than this keeps plain words at its end.
const SURE_END: f32 = 0.8;

/// The labeller's name without titles, elided articles and common nouns in front, with the capitalised article that belongs to it;
/// none where no capital is left, or where it is a common acronym or a people.
pub(super) fn name_within(scene: &Scene<'_>, mention: &Mention) -> Option<Range<usize>> {
    let document = scene.document;
    let mut tokens = mention.tokens.clone();
    without_front(scene, mention, &mut tokens);
    without_tail(scene, mention, &mut tokens);
    // `dalla Nuova Zelanda Lea Roe`: a known name that the labeller cut in two.
    let front = tokens.start.checked_sub(1).filter(|&t| mention.kind == Kind::Person && document.tokens[t].capital);
    if let Some(front) = front
        && let Some((length, EntityType::Location)) = scene.names.known_at(document, front, tokens.end)
        && length > 1
        && front + length < tokens.end
    {
        tokens.start = front + length;
    }
    let named =
        tokens.clone().any(|t| document.tokens[t].kind != TokenKind::Number && document.token_text(t).chars().any(char::is_uppercase));
    // `Interim manager Lea Roe`: what opens a title is no name by itself.
    let opens_title = scene.is(tokens.start, class::HONORIFIC)
        && !document.tokens[tokens.start].upper
        && scene.is(tokens.end, class::TITLE | class::PERSON_NOUN);
    let common = tokens.len() == 1
        && (scene.is(tokens.start, class::COMMON_ACRONYM | class::DEMONYM)
            || opens_title
            || compounds::is_noun(scene, mention.kind, tokens.start));
    let dated = scene.is(tokens.start, class::FUNCTION) && tokens.clone().skip(1).all(|t| document.tokens[t].kind == TokenKind::Number);
    let common = common || scene.names.is_common(document, &tokens);
    if !named || common || dated || !matches!(mention.kind, Kind::Person | Kind::Location) && field_of_office(scene, &tokens) {
        return None;
    }
    while document.tokens.get(tokens.end).is_some_and(|t| t.spaced) && compounds::is_arabic(document.token_text(tokens.end)) {
        tokens.end += 1;
    }
    if let Some(start) = titled_start(scene, &tokens).filter(|_| mention.kind != Kind::Person) {
        tokens.start = start;
    }
    // `dans Le Phare`, `à La Dépêche`: an article with a capital inside a sentence is a part of the name.
    let noun = tokens.start > 1 && scene.is(tokens.start - 2, NOUNS);
    // `her novel, The Salt Ledger`.
    let titles = tokens.start > 2 && document.token_text(tokens.start - 2) == "," && scene.is(tokens.start - 3, class::WORK_NOUN);
    // `deja La Campana de la Ribera`
    let one = || !tokens.clone().any(|t| document.tokens[t].upper || scene.is(t, class::CONJUNCTION));
    let long =
        mention.kind == Kind::Location && tokens.len() > 2 && scene.names.known_at(document, tokens.start, tokens.end).is_none() && one();
    // `« Les Grandes Orgues »`
    let marks = is_marked(scene, &tokens);
    if (mention.kind == Kind::Organization || noun || titles || long || marks) && tokens.start > 0 {
        let before = tokens.start - 1;
        let sentence = document.sentence_of(before);
        let article =
            scene.is(before, class::FUNCTION) && document.tokens[before].capital && document.token_text(before).chars().count() <= 3;
        let inside = before > sentence.tokens.start && document.tokens[before - 1].kind == TokenKind::Word;
        let inside = inside || titles || marks;
        // `par L’Écho`, and never `L’Écho` where the sentence begins.
        let elided = document.folded(before).ends_with('\'') && !is_inside_article(scene, before);
        if article && inside && !elided {
            tokens.start = before;
        }
    }
    Some(tokens)
}

/// `Mainzer Ministerium`, `Rotterdamse bussen`: what comes from a town and is no name, before the noun that it belongs to.
pub(super) fn is_town_adjective(scene: &Scene<'_>, mention: &Mention) -> bool {
    const LISTED: u16 = 1 << List::City as u16 | 1 << List::Region as u16 | 1 << List::Surname as u16 | 1 << List::First as u16;
    let (document, at) = (scene.document, mention.tokens.end);
    let noun = document.tokens.get(at).filter(|t| mention.tokens.len() == 1 && t.kind == TokenKind::Word && t.spaced && !t.upper);
    let Some(noun) = noun else { return false };
    let word = document.folded(at - 1);
    // `US-Außenminister Lea Roe`
    if scene.is(at - 1, class::HONORIFIC | class::PERSON_NOUN | class::TITLE) {
        return false;
    }
    let fits = match document.language {
        Some(Language::De) => word.ends_with("er") && !word.ends_with("eer") && noun.capital,
        Some(Language::Nl) => word.ends_with("se") && !noun.capital && !scene.is(at, class::FUNCTION),
        _ => false,
    };
    let dutch = document.language == Some(Language::Nl);
    let headed =
        mention.kind == Kind::Organization && (dutch || scene.is(at, class::THINGS | class::PERSON_NOUN | class::TITLE | class::HONORIFIC));
    fits && (headed || matches!(mention.kind, Kind::Location | Kind::Miscellaneous))
        && mention.lists & LISTED == 0
        && scene.names.known_at(document, at - 1, at).is_none()
}

/// Whether a name and the article before it are all that stands in quotation marks.
fn is_marked(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let text = |t: usize| scene.document.tokens.get(t).map_or("", |_| scene.document.token_text(t));
    let opens = tokens.start > 1 && matches!(text(tokens.start - 2), "«" | "“" | "„" | "‘");
    opens && matches!(text(tokens.end), "»" | "”" | "“" | "’")
}

/// Whether the article at `at` has a capital inside a sentence, where only a name gives it one.
fn is_inside_article(scene: &Scene<'_>, at: usize) -> bool {
    let document = scene.document;
    let token = document.tokens[at];
    let before = at.checked_sub(1).map(|t| document.tokens[t]);
    let plain = before.is_some_and(|t| t.kind == TokenKind::Word && (!t.capital || scene.is(at - 1, class::FUNCTION)));
    let sentence = document.sentences[document.sentence_at(token.span.start)].tokens.start;
    // `Sa Majesté` is no name.
    let article = scene.is(at, class::DETERMINER) && !document.folded(at).starts_with('s');
    article && token.capital && !document.tokens[at + 1].upper && at > sentence && plain && !scene.is_loud(at)
}

/// A name of the rules with the capitalised article that belongs to it (`par L’Écho`).
pub(super) fn with_article(scene: &Scene<'_>, candidate: Candidate) -> Candidate {
    let start = candidate.tokens.start;
    let romance = matches!(scene.document.language, Some(Language::Fr | Language::Es | Language::It | Language::Pt));
    if !romance || candidate.known.is_some() || start == 0 || !is_inside_article(scene, start - 1) {
        return candidate;
    }
    Candidate { tokens: start - 1..candidate.tokens.end, ..candidate }
}

/// What leads from one part of a name to whose it is.
pub(super) const GENITIVES: &[&str] =
    &["d'", "da", "das", "de", "degli", "dei", "del", "dell'", "della", "delle", "des", "di", "do", "dos", "du", "of", "van", "von"];

/// Where a name begins that goes on behind a noun with an article, both with capitals inside the sentence (`deja El Faro de la Sierra`).
fn titled_start(scene: &Scene<'_>, tokens: &Range<usize>) -> Option<usize> {
    let document = scene.document;
    let capital = |t: usize| document.tokens[t].capital && document.tokens[t].kind == TokenKind::Word && !document.tokens[t].upper;
    let link = |t: &usize| scene.is(*t, class::ORGANIZATION_LINK) && !document.tokens[*t].capital;
    let links = (0..tokens.start).rev().take(2).take_while(link).count();
    // Only a genitive goes on with a name: `La Palma y Tenerife` are two.
    if !GENITIVES.contains(&document.folded(tokens.start - links)) {
        return None;
    }
    let noun = tokens.start.checked_sub(links + 1).filter(|&t| links > 0 && capital(t) && !scene.is(t, class::FUNCTION))?;
    let article = noun.checked_sub(1).filter(|&t| scene.is(t, class::FUNCTION) && document.tokens[t].capital)?;
    let before = article.checked_sub(1).filter(|&t| document.tokens[t].kind == TokenKind::Word && !document.tokens[t].capital)?;
    let sentence = document.sentence_of(article);
    let known = scene.names.known_at(document, article, tokens.start).is_some();
    let short = document.token_text(article).chars().count() <= 3;
    (short && !known && before >= sentence.tokens.start && !scene.is_loud(article)).then_some(article)
}

/// Whether an English name seems to begin with the article that opens the sentence (`The Unite union`); a table knows `The Hague`.
fn opens_with_article(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let document = scene.document;
    let sentence = document.sentence_of(tokens.start).tokens.start;
    let known = scene.names.known_at(document, tokens.start, tokens.end).is_some();
    let english = document.language == Some(Language::En) && document.folded(tokens.start) == "the";
    english && !known && tokens.len() > 1 && scene.opens(tokens.start, sentence)
}

/// The shortest common noun that is told apart from a name by its table (`Bank Austria` is one name).
const NOUN: usize = 5;

/// A name without the capitalised common nouns in front of it, and without their article (`Die Werkschefin Lea Roth`, `Konzern Nordal`).
fn without_nouns(scene: &Scene<'_>, tokens: Range<usize>) -> Range<usize> {
    let noun = |t: usize| {
        let long = scene.document.folded(t).chars().count() >= NOUN;
        long && scene.is(t, class::HONORIFIC | class::PERSON_NOUN | class::ORGANIZATION_NOUN) && !scene.is(t, class::ORGANIZATION_HEAD)
    };
    let whole = scene.names.known_at(scene.document, tokens.start, tokens.end).is_some_and(|(length, _)| length == tokens.len());
    let mut start = tokens.start;
    if scene.is(start, class::FUNCTION) && start + 1 < tokens.end && noun(start + 1) {
        start += 1;
    }
    // `Remscheider Autozulieferer Brandt`.
    if start + 2 < tokens.end && scene.document.folded(start).ends_with("er") && noun(start + 1) && scene.document.tokens[start + 2].capital
    {
        start += 1;
    }
    while start + 1 < tokens.end && noun(start) && scene.document.tokens[start + 1].capital {
        start += 1;
    }
    if whole || scene.is(start, class::FUNCTION) { tokens } else { start..tokens.end }
}

/// `Ms Vale`, `Dr. Vale`: a short form of address, behind which only a person's name stands.
fn is_form_of_address(scene: &Scene<'_>, mention: &Mention, tokens: &Range<usize>) -> bool {
    let text = scene.document.token_text(tokens.start);
    let academic = matches!(text.trim_end_matches('.'), "Dr" | "Prof" | "Dra" | "Dott" | "Pr");
    let short = academic || text.chars().count() <= 3 && text.starts_with(['M', 'm']);
    // `Mr Nobody Against All` is a title.
    let work = mention.kind == Kind::Miscellaneous && tokens.len() > 2;
    short && !work && tokens.len() > 1 && scene.is(tokens.start, class::HONORIFIC) && scene.document.tokens[tokens.start + 1].capital
}

/// The name in a phrase for a body that has none of its own (`conseil d’administration de Nordal`).
fn without_body(scene: &Scene<'_>, tokens: Range<usize>) -> Range<usize> {
    let document = scene.document;
    let small = |t: &usize| !document.tokens[*t].capital && scene.is(*t, class::ORGANIZATION_LINK | class::FUNCTION);
    if scene.names.known_at(document, tokens.start, tokens.end).is_some() {
        return tokens;
    }
    let last = tokens.end.min(tokens.start + COMMON_LENGTH);
    let ends = (tokens.start + 1..last).rev().filter(|&end| scene.names.is_common(document, &(tokens.start..end)));
    let name = |end: usize| end + (end..tokens.end).take_while(small).count();
    let starts = ends.map(|end| (end, name(end))).filter(|&(end, start)| start > end && start < tokens.end);
    starts.map(|(_, start)| start).find(|&start| document.tokens[start].capital).map_or(tokens.clone(), |start| start..tokens.end)
}

/// Takes the article that opens the sentence, titles, elided articles and common nouns from the front of a name.
fn without_front(scene: &Scene<'_>, mention: &Mention, tokens: &mut Range<usize>) {
    let document = scene.document;
    let mut stripped = false;
    if document.language.is_some_and(Language::capitalises_nouns) {
        *tokens = without_nouns(scene, tokens.clone());
    }
    if opens_with_article(scene, tokens) {
        tokens.start += 1;
    }
    if mention.kind == Kind::Organization {
        *tokens = without_body(scene, tokens.clone());
    }
    while tokens.start < tokens.end {
        let first = tokens.start;
        let capital = document.tokens[first].capital || document.token_text(first).chars().any(char::is_uppercase);
        // `Dean Roe` is nobody's dean, `Dean Lea Roe` is one.
        let name = scene.is(first, class::FIRST) && !scene.is(first + 1, class::FIRST);
        let bears = scene.is(first, class::TITLE) && !scene.is(first, class::FIRST) && tokens.len() > 1;
        // `Det Sgt Paul Roe` has two ranks; a second noun is more often a part of the name.
        let rank = scene.is(first, class::HONORIFIC) && tokens.len() > 2;
        let title = (bears || scene.is(first, class::HONORIFIC | class::PERSON_NOUN))
            && (!stripped || !capital || rank)
            && !name
            && (mention.kind == Kind::Person || is_form_of_address(scene, mention, tokens));
        let article = document.folded(first).ends_with('\'');
        let common = !capital && !scene.is(first, class::ORGANIZATION_HEAD);
        // `Archbishop of Wexcombe`: who governs a place is no part of its name.
        let office = tokens.len() > 2
            && scene.is(first, class::PLACE_TITLE)
            && scene.is(first + 1, class::ORGANIZATION_LINK)
            && !document.tokens[first + 1].capital;
        // `Harbour Press Secretary Lea Roe`: what stands before a title inside is no part of the person's name.
        if mention.kind == Kind::Person && !scene.is(first, class::FIRST) {
            let title =
                |t: &usize| document.tokens[*t].capital && scene.is(*t, class::TITLE | class::PERSON_NOUN) && !scene.is(*t, class::FIRST);
            if let Some(title) = (first + 1..tokens.end.saturating_sub(2).min(first + LONGEST)).rev().find(title) {
                tokens.start = title + 1;
                stripped = true;
                continue;
            }
        }
        // `segretario di Stato da Trump`, `PDG de Nordal`: a common noun with a capital and what joins it to a name.
        let joined = tokens.len() > 2 && scene.is(first + 1, class::FUNCTION) && !document.tokens[first + 1].capital;
        let common = common || joined && scene.is(first, class::COMMON_ACRONYM);
        // `procureur de Lyon Yves Tanguy`, `ambassador to Peru Lea Roe`: two names.
        let titled = first > 1 && scene.is(first - 2, class::TITLE | class::PERSON_NOUN | class::PLACE_TITLE);
        let sent = titled && matches!(document.folded(first - 1), "to" | "for");
        let seat = mention.kind == Kind::Person && first > 0 && (sent || scene.is(first - 1, class::ORGANIZATION_LINK));
        if let Some((length, EntityType::Location)) = scene.names.known_at(document, first, tokens.end)
            && seat
            && (titled && matches!(document.language, Some(Language::En | Language::De)) || scene.is(first + length, class::FIRST))
            && first + length + 1 < tokens.end
        {
            tokens.start += length;
            break;
        }
        // `Paris-based Nordal`: two names.
        let compound = tokens.len() > 1 && compounds::split(scene, first).is_some();
        if !(title || article || common || compound || office) {
            break;
        }
        stripped |= title;
        tokens.start += 1;
    }
}

/// Whether a word with a capital stands at `at`, perhaps behind a point.
fn follows_name(scene: &Scene<'_>, at: usize) -> bool {
    let tokens = &scene.document.tokens;
    let point = tokens.get(at).is_some_and(|_| scene.document.token_text(at) == ".");
    tokens.get(at + usize::from(point)).is_some_and(|token| token.capital && token.kind == TokenKind::Word)
}

/// Whether a table knows the tokens from `from` to `to` as the name of a place.
fn is_known_place(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    scene.names.known_at(scene.document, from, to) == Some((to - from, EntityType::Location))
}

/// Takes what the labeller ran on into from the end of a name.
fn without_tail(scene: &Scene<'_>, mention: &Mention, tokens: &mut Range<usize>) {
    let document = scene.document;
    let upper_start = |t: usize| document.token_text(t).starts_with(char::is_uppercase);
    // Nothing but a title goes on behind a colon or a dash with a space before it.
    let breaks = |t: &usize| match document.token_text(*t) {
        ":" => mention.kind != Kind::Miscellaneous,
        "–" | "—" => document.tokens[*t].spaced,
        _ => false,
    };
    if let Some(mark) = tokens.clone().find(breaks) {
        tokens.end = mark;
    }
    // `Banque Vernier et ancienne conseillère de Bercy`: what somebody is besides.
    let besides = |t: &usize| {
        let small = |t: usize| document.tokens.get(t).is_some_and(|token| !token.capital);
        scene.is(*t, class::CONJUNCTION) && small(*t) && small(*t + 1) && scene.is(*t + 1, class::PERSON_NOUN)
    };
    if mention.kind == Kind::Organization
        && let Some(and) = tokens.clone().skip(1).take(tokens.len().saturating_sub(2)).find(besides)
    {
        tokens.end = and;
    }
    // `en Méditerranée 20 ans plus tard`: the number counts what follows it.
    let counts = |t: usize| {
        let next = document.tokens.get(t + 1).filter(|next| next.kind == TokenKind::Word && !next.capital);
        document.tokens[t].kind == TokenKind::Number && next.is_some()
    };
    if matches!(mention.kind, Kind::Person | Kind::Location) && tokens.len() > 1 && counts(tokens.end - 1) {
        tokens.end -= 1;
    }
    // A person's name ends with a capital, any name with a word: the labeller may run on into what follows where that is new to it.
    let unsure = match mention.kind {
        Kind::Person => true,
        Kind::Organization => mention.score < SURE_END,
        Kind::Location => document.language.is_some_and(crate::model::borrowed) && mention.score < SURE_END,
        Kind::Miscellaneous => false,
    };
    let runs_on = |t: usize| {
        let token = document.tokens[t];
        token.kind == TokenKind::Word
            && !document.token_text(t).chars().any(char::is_uppercase)
            && !scene.is(t, class::ORGANIZATION_COMPLEMENT | class::ORGANIZATION_NOUN)
    };
    while unsure && tokens.len() > 1 && runs_on(tokens.end - 1) {
        tokens.end -= 1;
    }
    // `US Defence Secretary`: the field of an office behind a place.
    if document.language == Some(Language::En)
        && mention.kind != Kind::Person
        && scene.is(tokens.end, class::OFFICE)
        && let Some((length, EntityType::Location)) = scene.names.known_at(document, tokens.start, tokens.end)
    {
        tokens.end = tokens.start + length;
    }
    // `South Carolina Sen. Lea Roe`, `Republican Rep. Lea Roe`: the short title of who follows.
    let last = tokens.end - 1;
    let titled = scene.is(last, class::HONORIFIC) && document.language == Some(Language::En);
    let owner = || is_known_place(scene, tokens.start, last) || tokens.len() == 2 && scene.is(tokens.start, class::COMMON_ACRONYM);
    if tokens.len() > 1 && titled && follows_name(scene, tokens.end) && owner() {
        tokens.end = last;
    }
    // `ministère de la Santé indique`: what it does.
    while mention.kind == Kind::Organization && tokens.len() > 2 && scene.is(tokens.end - 1, class::DEED) && !upper_start(tokens.end - 1) {
        tokens.end -= 1;
    }
    // `ministère de la Santé aussi`: no name ends with a plain function word.
    while tokens.len() > 1
        && scene.is(tokens.end - 1, class::FUNCTION)
        && !document.token_text(tokens.end - 1).chars().any(char::is_uppercase)
    {
        tokens.end -= 1;
    }
    // `Lea Roe KC`: letters for what somebody is.
    while mention.kind == Kind::Person && tokens.len() > 2 && scene.is(tokens.end - 1, class::POSTNOMINAL) && upper_start(tokens.end - 1) {
        tokens.end -= 1;
    }
    // `Nordal CEO`: the title behind the name of an organisation is no part of it.
    while mention.kind == Kind::Organization && tokens.len() > 1 && scene.is(tokens.end - 1, class::PERSON_NOUN) {
        tokens.end -= 1;
    }
    // A name ends with a word: the labeller may run on into the mark behind it (`Orphée ?`).
    let marks = |t: usize| document.tokens[t].kind == TokenKind::Punctuation || document.folded(t) == "'s";
    while tokens.start < tokens.end && marks(tokens.end - 1) {
        tokens.end -= 1;
    }
}
