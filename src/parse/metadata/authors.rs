//! Who wrote the article: people, and the agencies that a byline names beside or instead of them.

use super::marks::Marks;
use super::names::{self, Names, Trust};
use super::published::Place;
use super::signals::{Byline, Signals};
use super::text::key;
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

/// One source's answer.
struct Candidate {
    names: Names,
    weight: i32,
}

/// The authors and the agencies.
pub fn choose(signals: &Signals<'_>, article: Option<&Article>, sites: &[String], place: Place) -> Names {
    let mut candidates: Vec<Candidate> = Vec::new();
    if let Some(article) = article {
        let mut all = Names::default();
        for author in article.authors.iter().filter(|a| !a.organization || names::is_agency(&a.name)) {
            merge(&mut all, names::read(&author.name, sites, Trust::Data));
        }
        candidates.push(Candidate { names: all, weight: 100 });
    }
    for (index, name) in METAS.iter().enumerate() {
        let mut all = Names::default();
        for content in signals.metas_named(name) {
            if *name == "twitter:data1" && signals.meta(&["twitter:label1"]).is_none_or(|l| !is_author_label(l)) {
                continue;
            }
            merge(&mut all, names::read(content, sites, if index < 8 { Trust::Data } else { Trust::Words }));
        }
        candidates.push(Candidate { names: all, weight: 85 - i32::try_from(index).unwrap_or(0) });
    }
    candidates.push(Candidate { names: from_properties(signals, sites), weight: 88 });
    candidates.extend(from_bylines(signals, sites, place));
    if let Some(found) = from_texts(signals, sites, place) {
        candidates.push(found);
    }
    pick(candidates)
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

/// The heaviest source that names people; agencies from any.
fn pick(mut candidates: Vec<Candidate>) -> Names {
    candidates.sort_by_key(|c| std::cmp::Reverse(c.weight));
    let mut chosen = Names::default();
    for candidate in &candidates {
        for agency in &candidate.names.agencies {
            if !chosen.agencies.iter().any(|a| key(a) == key(agency)) && candidate.weight > 60 {
                chosen.agencies.push(agency.clone());
            }
        }
    }
    if let Some(best) = candidates.iter().find(|c| !c.names.people.is_empty()) {
        chosen.people.clone_from(&best.names.people);
        // A name in small letters or of one word is written better elsewhere on the page.
        for person in &mut chosen.people {
            let better =
                candidates.iter().flat_map(|c| &c.names.people).find(|p| key(p) == key(person) && p.chars().any(char::is_uppercase));
            if let Some(better) = better.filter(|_| !person.chars().any(char::is_uppercase)) {
                person.clone_from(better);
            }
        }
    }
    chosen
}

/// Microdata: the names within `author` items, else the words of the property itself.
fn from_properties(signals: &Signals<'_>, sites: &[String]) -> Names {
    let mut all = Names::default();
    for property in signals.properties.iter().filter(|p| matches!(p.name, "author" | "creator") && !p.marks.has(Marks::BESIDE)) {
        let inner: Vec<_> =
            signals.properties.iter().filter(|p| p.name == "name" && property.place < p.place && p.place < property.end).collect();
        if property.scope && !inner.is_empty() {
            for name in inner.iter().take(4) {
                merge(&mut all, names::read(&name.value, sites, Trust::Data));
            }
        } else {
            merge(&mut all, names::read(&property.value, sites, Trust::Marked));
        }
    }
    all
}

/// Elements named after authors, near the article's head; neighbours of the same kind together.
fn from_bylines(signals: &Signals<'_>, sites: &[String], place: Place) -> Vec<Candidate> {
    let mut groups: Vec<(Candidate, usize)> = Vec::new();
    for byline in &signals.bylines {
        let names = of_byline(byline, sites);
        if names.people.is_empty() && names.agencies.is_empty() {
            continue;
        }
        let weight = weight(byline, &names, place);
        match groups.last_mut() {
            Some((group, end)) if byline.place <= *end + 24 && (group.weight - weight).abs() <= 12 => {
                merge(&mut group.names, names);
                group.weight = group.weight.max(weight);
                *end = byline.end.max(*end);
            }
            _ => groups.push((Candidate { names, weight }, byline.end)),
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
        whole.people.retain(|p| sure || names::has_given_name(p));
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
    for (index, &(at, text)) in signals.texts.iter().enumerate() {
        let near = at + 30 >= title && at < body + 20;
        if text.len() > 120 || !near && text.len() > 24 {
            continue;
        }
        if near {
            let found = names::read(text, sites, Trust::Words);
            if found.prefixed && !found.people.is_empty() {
                return Some(Candidate { names: found, weight: 62 });
            }
        }
        // The word and the name in two pieces, as where the name is a link.
        let label = text.len() <= 24 && names::is_label(text);
        let next = signals.texts.get(index + 1).filter(|(next, _)| label && *next < at + 12);
        if let Some((_, next)) = next {
            let found = names::read(next, sites, Trust::Words);
            if !found.people.is_empty() && near {
                return Some(Candidate { names: found, weight: 60 });
            }
            if !found.people.is_empty() && far.is_none() && names::has_given_name(&found.people[0]) {
                far = Some(Candidate { names: found, weight: 46 });
            }
        }
    }
    far
}
