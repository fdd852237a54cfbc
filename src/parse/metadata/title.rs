//! The headline among what a page offers as one: headings, structured data, OpenGraph, the window's title.

use super::marks::Marks;
use super::signals::Signals;
use super::text::{key, likeness, squashed, unescaped};
use crate::parse::structured::Structured;

/// The choice.
#[derive(Debug, Default)]
pub struct Title {
    /// The headline.
    pub text: Option<String>,
    /// The node of the heading that shows it.
    pub place: Option<usize>,
}

struct Candidate {
    text: String,
    weight: f64,
    place: Option<usize>,
    key: String,
}

/// What parts a title from the name of the site.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " // ", " / ", " › ", " > ", ": ", " ~ ", " ⋆ ", "| ", " |"];

/// Chooses the headline. `sites` are the keys of the site's names.
pub fn choose(signals: &Signals<'_>, structured: &Structured, headline: Option<&str>, sites: &[String]) -> Title {
    let mut candidates: Vec<Candidate> = Vec::new();
    let add = |candidates: &mut Vec<Candidate>, text: &str, weight: f64, place: Option<usize>| {
        let text = squashed(&unescaped(text));
        let key = key(&text);
        if !key.is_empty()
            && text.len() < 600
            && !sites.contains(&key)
            && !structured.site.as_deref().is_some_and(|s| super::text::key(s) == key)
        {
            candidates.push(Candidate { text, weight, place, key });
        }
    };
    let shown: Vec<String> = signals.headings.iter().map(|h| key(&h.text)).collect();
    for (name, weight) in [
        ("og:title", 2.2),
        ("twitter:title", 1.6),
        ("dc.title", 1.4),
        ("title", 1.0),
        ("headline", 1.8),
        ("parsely-title", 1.8),
        ("sailthru.title", 1.6),
    ] {
        for content in signals.metas_named(name).take(2) {
            add(&mut candidates, &without_site(&unescaped(content), sites, &shown), weight, None);
        }
    }
    if let Some(headline) = headline {
        add(&mut candidates, &without_site(headline, sites, &shown), 2.4, None);
    }
    for property in signals.properties.iter().filter(|p| p.name == "headline" && !p.marks.has(Marks::BESIDE)).take(2) {
        add(&mut candidates, &property.value, 2.2, Some(property.place));
    }
    if let Some(title) = &signals.page_title {
        add(&mut candidates, &without_site(title, sites, &shown), 1.8, None);
    }
    let claims = candidates.len();
    let first_level = signals.headings.iter().filter(|h| h.level == 1).count();
    for heading in &signals.headings {
        let mut weight = match (heading.level, first_level) {
            (1, 1) => 3.0,
            (1, _) => 2.4,
            // A heading of the second level is the title only where others agree.
            _ => 0.2,
        };
        weight += if heading.marks.has(Marks::TITLE) && heading.level == 1 { 0.4 } else { 0.0 };
        weight -= if heading.marks.has(Marks::BESIDE) { 1.5 } else { 0.0 };
        weight -= if heading.marks.has(Marks::SITE) { 1.5 } else { 0.0 };
        weight -= if heading.marks.has(Marks::HIDDEN) { 0.5 } else { 0.0 };
        weight -= if heading.linked { 0.6 } else { 0.0 };
        add(&mut candidates, &heading.text, weight, Some(heading.place));
    }
    decide(&candidates, claims)
}

/// Each candidate is worth its weight and the agreement of the others with it.
fn decide(candidates: &[Candidate], claims: usize) -> Title {
    let mut best: Option<(usize, f64)> = None;
    for (index, candidate) in candidates.iter().enumerate() {
        let mut score = candidate.weight;
        for (other_index, other) in candidates.iter().enumerate() {
            // Headings do not vouch for each other: a page repeats those of its teasers.
            if other_index == index || other_index >= claims && index >= claims {
                continue;
            }
            let like = if other.key == candidate.key { 1.0 } else { likeness(&other.text, &candidate.text) };
            score += if like >= 0.5 { like * other.weight.max(0.0) * 0.8 } else { 0.0 };
        }
        if best.is_none_or(|(_, top)| score > top) {
            best = Some((index, score));
        }
    }
    let Some(chosen) = best.and_then(|(index, _)| candidates.get(index)) else { return Title::default() };
    let like = |c: &&Candidate| c.place.is_some() && (c.key == chosen.key || likeness(&c.text, &chosen.text) >= 0.6);
    let place = chosen.place.or_else(|| candidates.iter().find(like).and_then(|c| c.place));
    Title { text: Some(chosen.text.clone()), place }
}

/// `title` without the name of the site before or after it: by the site's names, else where a heading says which part is the title.
pub fn without_site(title: &str, sites: &[String], shown: &[String]) -> String {
    let mut rest = title.trim();
    for _ in 0..3 {
        let whole = key(rest);
        if shown.contains(&whole) {
            break;
        }
        let Some(shorter) = cut(rest, sites, shown) else { break };
        rest = shorter;
    }
    rest.to_owned()
}

fn cut<'t>(title: &'t str, sites: &[String], shown: &[String]) -> Option<&'t str> {
    let named = |part: &str| {
        let part = key(part);
        !part.is_empty()
            && sites.iter().any(|site| {
                *site == part || part.len() > 3 && (site.starts_with(&part) || part.starts_with(site.as_str()) && site.len() > 3)
            })
    };
    let is_shown = |part: &str| shown.contains(&key(part));
    let (mut last, mut first): (Option<(usize, usize)>, Option<(usize, usize)>) = (None, None);
    for separator in SEPARATORS {
        if let Some(at) = title.rfind(separator)
            && last.is_none_or(|(best, _)| at > best)
        {
            last = Some((at, separator.len()));
        }
        if let Some(at) = title.find(separator)
            && first.is_none_or(|(best, _)| at < best)
        {
            first = Some((at, separator.len()));
        }
    }
    let (last_at, last_len) = last?;
    let (first_at, first_len) = first?;
    let (before_last, after_last) = (&title[..last_at], &title[last_at + last_len..]);
    let (before_first, after_first) = (&title[..first_at], &title[first_at + first_len..]);
    let enough = |kept: &str| kept.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    if enough(before_last) && (named(after_last) || is_shown(before_last)) {
        return Some(before_last.trim());
    }
    if enough(after_first) && (named(before_first) || is_shown(after_first)) {
        return Some(after_first.trim());
    }
    if enough(before_first) && is_shown(before_first) {
        return Some(before_first.trim());
    }
    None
}
