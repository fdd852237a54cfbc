//! Who wrote the article: people, and the agencies that a byline names beside or instead of them.

use super::marks::Marks;
use super::names::{self, Names, Trust};
use super::published::Place;
use super::signals::{Byline, Signals};
use super::text::key;
use crate::document::{RawBlock, fold_into};
use crate::parse::structured::Article;

/// Names of `meta` elements that give authors.
const METAS: &[&str] = &[
    "author",
    "article:author_name",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "cxenseparse:author",
    "byl",
    "citation_author",
    "article:author",
    "authors",
    "og:author",
    "og:article:author",
    "byline",
    "article.author",
    "dc.contributor",
    "twitter:data1",
    "rbauthors",
    "creator",
];

/// How many of [`METAS`] are surely about the author.
const SURE_METAS: usize = 8;

/// One source's answer.
#[derive(Default)]
struct Candidate {
    names: Names,
    weight: i32,
    /// What the source says where it names no person: a desk, an agency, the house, a pen name.
    collective: Vec<String>,
}

impl Candidate {
    /// Whether it names anybody.
    fn says(&self) -> bool {
        !(self.names.people.is_empty() && self.names.agencies.is_empty() && self.collective.is_empty())
    }
}

/// Sources from here on are data about the author.
const DATA: i32 = 75;
/// Bylines from here on stand in the article's head and are marked as such.
const HEAD: i32 = 74;
/// How far from the title a line in plain words signs the article.
const HEAD_NODES: usize = 120;
/// A byline that names no person counts from here on.
const NEAR: i32 = 68;

/// Who wrote the article.
#[derive(Debug, Default)]
pub struct Authors {
    /// People; where the page names none, what stands in their place.
    pub names: Vec<String>,
    /// Whether the names are those of a desk, an agency, the house or pen names.
    pub collective: bool,
    /// Agencies named in any byline.
    pub agencies: Vec<String>,
}

/// The authors and the agencies.
pub fn choose(signals: &Signals<'_>, article: Option<&Article>, sites: &[String], place: Place) -> Authors {
    let mut candidates: Vec<Candidate> = Vec::new();
    candidates.extend(article.map(|article| from_data(article, sites)));
    let is_article = article.is_some() || signals.meta(&["og:type"]).is_some_and(|t| t.eq_ignore_ascii_case("article"));
    for (index, name) in METAS.iter().enumerate() {
        let mut found = Candidate { weight: 89 - i32::try_from(index).unwrap_or(0), ..Candidate::default() };
        for content in signals.metas_named(name) {
            if *name == "twitter:data1" && signals.meta(&["twitter:label1"]).is_none_or(|l| !is_author_label(l)) {
                continue;
            }
            merge(&mut found.names, names::read(content, sites, if index < SURE_METAS { Trust::Data } else { Trust::Words }));
            // Pages of every kind name their owner there; articles, who wrote them.
            let own = is_article || !sites.contains(&key(content));
            found.collective.extend(names::collective(content).filter(|_| own));
        }
        candidates.extend(Some(found).filter(Candidate::says));
    }
    candidates.extend(Some(from_properties(signals, sites)).filter(Candidate::says));
    candidates.extend(from_bylines(signals, sites, place));
    candidates.extend(from_texts(signals, sites, place));
    pick(candidates)
}

/// JSON-LD: people by their names, and organisations.
fn from_data(article: &Article, sites: &[String]) -> Candidate {
    let mut found = Candidate { weight: 100, ..Candidate::default() };
    for author in &article.authors {
        if !author.organization || names::is_agency(&author.name) {
            // A person may have given the site its name; a house may call itself a person.
            let personal = author.person && author.name.trim().contains(' ') && !names::holds_agency(&author.name);
            merge(&mut found.names, names::read(&author.name, if personal { &[] } else { sites }, Trust::Data));
        }
        found.collective.extend(names::collective(&author.name));
    }
    // Beside a person, "Leitende Redakteurin" is what she is.
    if found.names.people.iter().any(|p| !names::is_post(p)) {
        found.names.people.retain(|p| !names::is_post(p));
    }
    found
}

fn is_author_label(label: &str) -> bool {
    let words = super::text::words(label);
    words.iter().any(|w| {
        matches!(
            w.as_str(),
            "by" | "author"
                | "verfasst"
                | "autor"
                | "auteur"
                | "escrito"
                | "scritto"
                | "por"
                | "par"
                | "von"
                | "geschrieben"
                | "geschreven"
                | "written"
                | "écrit"
        )
    })
}

fn merge(all: &mut Names, more: Names) {
    for person in more.people {
        if !all.people.iter().any(|p| key(p) == key(&person)) {
            all.people.push(person);
        }
    }
    for agency in more.agencies {
        if !all.agencies.contains(&agency) {
            all.agencies.push(agency);
        }
    }
}

/// People whom the page's data or a byline in the article's head names; else the desk or agency that the data names; else
/// people of any other byline; else what a byline says instead. Agencies from any.
fn pick(mut candidates: Vec<Candidate>) -> Authors {
    candidates.sort_by_key(|c| std::cmp::Reverse(c.weight));
    let mut chosen = Authors::default();
    for agency in candidates.iter().filter(|c| c.weight > 60).flat_map(|c| &c.names.agencies) {
        if !chosen.agencies.iter().any(|a| key(a) == key(agency)) {
            chosen.agencies.push(agency.clone());
        }
    }
    let people = |least: i32| candidates.iter().find(|c| c.weight >= least && !c.names.people.is_empty());
    let collective = |least: i32| candidates.iter().find(|c| c.weight >= least && !c.collective.is_empty());
    let best = people(DATA).map(|best| fullest(best, &candidates)).or_else(|| people(HEAD));
    if let Some(best) = best.or_else(|| if collective(DATA).is_none() { people(i32::MIN) } else { None }) {
        chosen.names = best.names.people.iter().map(|person| well_written(person, &candidates)).collect();
        return chosen;
    }
    if let Some(best) = collective(i32::MIN) {
        chosen.collective = true;
        for name in &best.collective {
            if !chosen.names.iter().any(|n| key(n) == key(name)) {
                chosen.names.push(name.clone());
            }
        }
    }
    chosen
}

/// Of the sources of data that name all the people of `best`, the one that names most.
fn fullest<'c>(best: &'c Candidate, candidates: &'c [Candidate]) -> &'c Candidate {
    let names = |c: &Candidate, person: &String| c.names.people.iter().any(|p| key(p) == key(person));
    let fuller = |c: &&Candidate| {
        c.weight >= DATA && c.names.people.len() > best.names.people.len() && best.names.people.iter().all(|person| names(c, person))
    };
    candidates.iter().find(fuller).unwrap_or(best)
}

/// A name in small letters is written better elsewhere on the page.
fn well_written(person: &str, candidates: &[Candidate]) -> String {
    let same = |p: &&String| p.chars().any(char::is_uppercase) && key(p) == key(person);
    let better = || candidates.iter().flat_map(|c| &c.names.people).find(same);
    if person.chars().any(char::is_uppercase) { person.to_owned() } else { better().map_or(person, String::as_str).to_owned() }
}

/// Microdata: the names within `author` items, else the words of the property itself.
fn from_properties(signals: &Signals<'_>, sites: &[String]) -> Candidate {
    let mut found = Candidate { weight: 92, ..Candidate::default() };
    for property in signals.properties.iter().filter(|p| matches!(p.name, "author" | "creator") && !p.marks.has(Marks::BESIDE)) {
        let inner: Vec<_> =
            signals.properties.iter().filter(|p| p.name == "name" && property.place < p.place && p.place < property.end).collect();
        if property.scope && !inner.is_empty() {
            for name in inner.iter().take(4) {
                merge(&mut found.names, names::read(&name.value, sites, Trust::Data));
                found.collective.extend(names::collective(&name.value));
            }
        } else {
            merge(&mut found.names, names::read(&property.value, sites, Trust::Marked));
            found.collective.extend(names::collective(&property.value));
        }
    }
    found
}

/// Elements named after authors, near the article's head; neighbours of the same kind together.
fn from_bylines(signals: &Signals<'_>, sites: &[String], place: Place) -> Vec<Candidate> {
    let mut groups: Vec<(Candidate, usize)> = Vec::new();
    for byline in &signals.bylines {
        let names = of_byline(byline, sites);
        let weight = weight(byline, &names, place);
        let marked = byline.link || byline.marks.has(Marks::NAME) || names.prefixed;
        let collective: Vec<String> = names::collective(&byline.text).filter(|_| marked && weight >= NEAR).into_iter().collect();
        if names.people.is_empty() && names.agencies.is_empty() && collective.is_empty() {
            continue;
        }
        match groups.last_mut() {
            Some((group, end)) if byline.place <= *end + 24 && (group.weight - weight).abs() <= 12 => {
                merge(&mut group.names, names);
                group.weight = group.weight.max(weight);
                if group.collective.is_empty() {
                    group.collective = collective;
                }
                *end = byline.end.max(*end);
            }
            _ => groups.push((Candidate { names, weight, collective }, byline.end)),
        }
    }
    groups.into_iter().map(|(candidate, _)| candidate).filter(|c| c.weight > 30).collect()
}

fn of_byline(byline: &Byline, sites: &[String]) -> Names {
    let mut all = Names::default();
    for link in &byline.links {
        merge(&mut all, names::read(link, sites, Trust::Marked));
    }
    let marked = byline.link || byline.marks.has(Marks::NAME);
    let mut whole = names::read(&byline.text, sites, if marked { Trust::Marked } else { Trust::Words });
    if whole.people.is_empty() {
        // Given name and surname in elements of their own.
        whole = names::read(&byline.text.replace(" | ", " "), sites, Trust::Words);
    }
    if whole.people.is_empty() && whole.prefixed {
        whole = names::read(&byline.text, sites, Trust::Marked);
    }
    if all.people.is_empty() {
        // Words of an element that is only called after authors need more than capitals to be a name.
        let sure = byline.link || whole.prefixed || byline.marks.has(Marks::NAME);
        // So does a name with nothing beside it.
        let alone = |p: &String| key(p) == key(&byline.text) && (2..=3).contains(&p.split_whitespace().count());
        whole.people.retain(|p| sure || names::has_given_name(p) || alone(p));
        return whole;
    }
    all.prefixed = whole.prefixed;
    all.agencies = whole.agencies;
    all
}

fn weight(byline: &Byline, names: &Names, place: Place) -> i32 {
    let mut weight = if byline.link { 64 } else { 60 };
    let marked = |marks| byline.marks.has(marks);
    weight += if marked(Marks::NAME) { 4 } else { 0 };
    weight += if names.prefixed { 8 } else { 0 };
    weight -= if marked(Marks::BESIDE) { 25 } else { 0 };
    weight -= if marked(Marks::PICTURE) { 40 } else { 0 };
    weight -= if marked(Marks::BIOGRAPHY) { 8 } else { 0 };
    let Some(title) = place.title else { return weight };
    let body = place.body.unwrap_or(title + 200).max(title);
    weight
        + if (title..=body).contains(&byline.place) {
            14
        } else if byline.place < title && title - byline.place < 80 {
            4
        } else if byline.place > body {
            -2
        } else {
            -12
        }
}

/// "By Jane Doe" in plain words between the title and the body, or a label such as "Written by" before a name anywhere.
fn from_texts(signals: &Signals<'_>, sites: &[String], place: Place) -> Option<Candidate> {
    let title = place.title?;
    let body = place.body.unwrap_or(title + 200).max(title);
    let mut far: Option<Candidate> = None;
    let mut folded = String::with_capacity(128);
    let candidate = |names: Names, weight: i32| Candidate { names, weight, ..Candidate::default() };
    for (index, &(at, text)) in signals.texts.iter().enumerate() {
        let near = at + 30 >= title && at < body + 20;
        if text.len() > 120 || !near && text.len() > 24 {
            continue;
        }
        folded.clear();
        fold_into(text, &mut folded);
        if near && names::may_be_signed(&folded) {
            let found = names::read(text, sites, Trust::Words);
            if found.prefixed && !found.people.is_empty() {
                // A line that says nothing else signs the article.
                let letters: usize = found.people.iter().map(|p| key(p).len()).sum();
                let alone = key(text).len() <= letters + 12;
                return Some(candidate(found, if alone && at >= title { HEAD } else { 62 }));
            }
        }
        // The word and the name in pieces, as where each name is a link.
        if text.len() > 24 || !names::is_label(&folded) {
            continue;
        }
        let found = names::read(&pieces_after(signals, index), sites, Trust::Words);
        if found.people.is_empty() {
            continue;
        }
        if near {
            // Far from the title stand the bylines of teasers.
            let head = (title..=(body + 4).min(title + HEAD_NODES)).contains(&at);
            let signed = head && found.people.iter().any(|p| names::has_given_name(p));
            return Some(candidate(found, if signed { HEAD } else { 60 }));
        }
        if far.is_none() && names::has_given_name(&found.people[0]) {
            far = Some(candidate(found, 46));
        }
    }
    far
}

/// The text after a label, and what follows it as long as "and" or a comma joins it on.
fn pieces_after(signals: &Signals<'_>, label: usize) -> String {
    let mut line = String::new();
    let mut last = signals.texts.get(label).map_or(0, |(at, _)| *at);
    for &(at, text) in signals.texts.iter().skip(label + 1).take(8) {
        let joined = line.is_empty() || names::is_joint(&line) || names::is_joint(text);
        if at >= last + 12 || !joined || line.len() + text.len() > 200 {
            break;
        }
        line.push_str(if line.is_empty() { "" } else { " " });
        line.push_str(text);
        last = at;
    }
    line
}

/// The authors whom the last lines of an article name, as where it closes with "By Jane Doe".
pub fn closing(blocks: &[RawBlock]) -> Vec<String> {
    let last = blocks.iter().rev().take(2).filter(|b| b.text.len() <= 80);
    let found = last.map(|b| names::read(b.text.trim_matches(['(', ')', ' ']), &[], Trust::Words));
    found.filter(|names| names.prefixed).map(|names| names.people).find(|people| !people.is_empty()).unwrap_or_default()
}
