//! What a page says of itself: title, authors, dates, site and the rest, each chosen among candidates.
//!
//! [`signals`] gathers in one pass what may tell something; one module for each field weighs the candidates.

mod access;
mod authors;
pub mod credit;
pub mod dates;
mod marks;
mod names;
mod published;
mod signals;
mod site;
mod site_name;
pub mod text;
mod title;

use super::dom::Dom;
use super::structured::Structured;
use crate::document::RawBlock;
use published::Place;
use schemars::JsonSchema;
use serde::Serialize;

/// How much of the article the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// All of it.
    Free,
    /// A part; the rest is behind a paywall.
    Partial,
}

/// The page's own data.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata {
    /// The headline, without the site's name.
    pub title: Option<String>,
    /// The standfirst.
    pub subtitle: Option<String>,
    /// People, in order; where the page names none, the desk, agency or house that it names as author.
    pub authors: Vec<String>,
    /// Whether the authors are no people.
    pub collective: bool,
    /// The publication.
    pub site: Option<String>,
    /// The source that the article credits at its end.
    pub credit: Option<String>,
    /// First publication, ISO 8601 as the page gives it, local day first.
    pub published: Option<String>,
    /// Last change, likewise.
    pub modified: Option<String>,
    /// The section of the publication.
    pub section: Option<String>,
    /// Keywords.
    pub tags: Vec<String>,
    /// The canonical address.
    pub canonical_url: Option<String>,
    /// The lead picture's address.
    pub image: Option<String>,
    /// How much the page shows.
    pub access: Option<Access>,
    /// Whether the page declares a fence that it does not show.
    pub fenced: bool,
    /// The declared language tag.
    pub language: Option<String>,
}

impl Metadata {
    /// Takes from the article's last lines what the rest of the page does not say: the source, a person as author, and that the
    /// text breaks off.
    pub fn close(&mut self, blocks: &[RawBlock]) {
        self.credit = credit::closing(blocks).or(self.credit.take());
        if self.fenced && access::breaks_off(blocks) {
            self.access = Some(Access::Partial);
        }
        if self.authors.is_empty() || self.collective {
            let people = authors::closing(blocks);
            if !people.is_empty() {
                self.authors = people;
                self.collective = false;
            }
        }
    }

    /// The authors who are people.
    pub fn people(&self) -> &[String] {
        if self.collective { &[] } else { &self.authors }
    }
}

/// Reads the metadata of `dom`; `url` is the page's address where it is known.
pub fn read(dom: &Dom, structured: &Structured, url: Option<&str>) -> Metadata {
    let signals = signals::collect(dom);
    let canonical = site::canonical(&signals, url);
    let address = url.or(canonical.as_deref());
    let titles: Vec<&str> = signals.meta(&["og:title"]).into_iter().chain(signals.page_title.as_deref()).collect();
    let article = structured.article(canonical.as_deref().or(url), &titles);
    let site = site::name(&signals, structured, article);
    let sites = site::keys(&signals, structured, article, address);
    let title = title::choose(&signals, article.and_then(|a| a.headline.as_deref()), &sites, address);
    let place = Place { title: title.place, body: title.place.and_then(|t| body_after(&signals.paragraphs, t)) };
    let language = site::language(&signals, article);
    let (published, modified) = published::choose(&signals, article, address, language.as_deref(), place);
    let (access, fenced) = access::choose(&signals, article);
    let names = authors::choose(&signals, article, &sites, place);
    Metadata {
        subtitle: site::subtitle(&signals, article, place, title.text.as_deref()),
        title: title.text,
        authors: names.names,
        collective: names.collective,
        credit: Some(names.agencies.join(", ")).filter(|c| !c.is_empty()),
        site,
        published: published.map(|s| s.to_string()),
        modified: modified.map(|s| s.to_string()),
        section: site::section(&signals, structured, article),
        tags: site::tags(&signals, article),
        image: site::image(&signals, article, address),
        canonical_url: canonical,
        access,
        fenced,
        language,
    }
}

/// Where running text begins after the title: the first paragraph that another one follows closely, as a standfirst does not.
fn body_after(paragraphs: &[usize], title: usize) -> Option<usize> {
    let after = paragraphs.get(paragraphs.partition_point(|&p| p <= title)..)?;
    let run = after.windows(2).find(|pair| matches!(pair, [one, two] if two - one <= 20)).and_then(|pair| pair.first());
    run.or(after.first()).copied()
}
