//! What the names of an element (class, id, test id) say that it holds: author, date, standfirst, or things beside the article.

use crate::parse::dom::{Dom, Tag};

/// A set of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(pub u32);

impl Marks {
    /// A byline or a part of one.
    pub const AUTHOR: Marks = Marks(1);
    /// A date.
    pub const DATE: Marks = Marks(1 << 1);
    /// A date of change.
    pub const UPDATED: Marks = Marks(1 << 2);
    /// The standfirst.
    pub const SUBTITLE: Marks = Marks(1 << 3);
    /// Not the article's: comments, related articles, navigation, footer, a box about the author.
    pub const BESIDE: Marks = Marks(1 << 4);
    /// A picture's words.
    pub const PICTURE: Marks = Marks(1 << 5);
    /// The line over the title.
    pub const KICKER: Marks = Marks(1 << 6);
    /// Tags or topics.
    pub const TAGS: Marks = Marks(1 << 7);
    /// The fence of a paywall.
    pub const PAYWALL: Marks = Marks(1 << 8);
    /// The article's own header or title.
    pub const TITLE: Marks = Marks(1 << 9);
    /// The name of the site, a logo.
    pub const SITE: Marks = Marks(1 << 10);
    /// Bread crumbs.
    pub const CRUMBS: Marks = Marks(1 << 11);
    /// A person's name.
    pub const NAME: Marks = Marks(1 << 12);
    /// Not shown.
    pub const HIDDEN: Marks = Marks(1 << 13);
    /// A card about the author, with a biography.
    pub const BIOGRAPHY: Marks = Marks(1 << 14);

    /// What is true of everything inside an element, too.
    pub const INHERITED: Marks =
        Marks(Self::BESIDE.0 | Self::PICTURE.0 | Self::CRUMBS.0 | Self::SITE.0 | Self::HIDDEN.0 | Self::BIOGRAPHY.0 | Self::TAGS.0);

    /// These without `other`.
    pub const fn without(self, other: Marks) -> Marks {
        Marks(self.0 & !other.0)
    }
    /// Whether the two have a mark in common.
    pub const fn has(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }
    const fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
    /// These of an element within one marked `parent`.
    pub const fn under(self, parent: Marks) -> Marks {
        Marks(self.0 | parent.0 & Self::INHERITED.0)
    }
}

/// Longer names are lists of layout classes.
const NAME_BYTES: usize = 240;
/// No word of the table is longer.
const WORD_BYTES: usize = 24;

/// The marks of element `node` itself.
pub fn of_element(dom: &Dom, node: usize, tag: Tag) -> Marks {
    let mut marks = match tag {
        Tag::Nav | Tag::Footer | Tag::Aside | Tag::Menu | Tag::Dialog => Marks::BESIDE,
        Tag::Figure | Tag::Figcaption => Marks::PICTURE,
        _ => Marks::default(),
    };
    for (name, value) in dom.attributes(node) {
        match &**name {
            "class" | "id" | "data-testid" | "data-component" | "data-type" | "data-qa" | "data-test" => marks = marks.with(read(value)),
            "rel" if value.split_ascii_whitespace().any(|r| r == "author") => marks = marks.with(Marks::AUTHOR),
            "role" if matches!(value, "navigation" | "complementary" | "contentinfo" | "dialog") => marks = marks.with(Marks::BESIDE),
            "hidden" => marks = marks.with(Marks::HIDDEN),
            _ => {}
        }
    }
    // A whole page is named after what it holds ("single-post author-john").
    if matches!(tag, Tag::Html | Tag::Body | Tag::Main) { Marks(marks.0 & Marks::PAYWALL.0) } else { marks }
}

/// The marks of the words of a name, cut at marks and inner capitals.
pub fn read(name: &str) -> Marks {
    let mut marks = Marks::default();
    let (mut word, mut length) = ([0u8; WORD_BYTES], 0);
    let mut previous_low = false;
    for byte in name.bytes().take(NAME_BYTES).chain(std::iter::once(b' ')) {
        let inner = byte.is_ascii_uppercase() && previous_low;
        if (inner || !byte.is_ascii_alphabetic()) && length > 0 {
            let known = word.get(..length).and_then(|word| std::str::from_utf8(word).ok());
            marks = marks.with(known.map_or(Marks::default(), of_word));
            length = 0;
        }
        if byte.is_ascii_alphabetic() {
            if let Some(letter) = word.get_mut(length) {
                *letter = byte.to_ascii_lowercase();
            }
            length += 1;
        }
        previous_low = byte.is_ascii_lowercase();
    }
    marks
}

fn of_word(word: &str) -> Marks {
    match word {
        "author" | "authors" | "byline" | "bylines" | "autor" | "autoren" | "auteur" | "auteurs" | "autore" | "autores" | "writer"
        | "writers" | "contributor" | "contributors" | "reporter" | "journalist" | "vcard" | "signature" | "writtenby" | "postauthor"
        | "authorname" | "bylinename" | "redakteur" | "verfasser" | "firma" | "creator" => Marks::AUTHOR,
        "date" | "dates" | "datetime" | "time" | "timestamp" | "published" | "pubdate" | "publishdate" | "publish" | "publication"
        | "dateline" | "postdate" | "posted" | "datum" | "fecha" | "data" | "created" | "dt" | "issued" | "release" | "pubtime"
        | "publishtime" | "zeit" | "postmeta" | "meta" | "info" => Marks::DATE,
        "updated" | "modified" | "update" | "lastmod" | "revised" | "aktualisiert" => Marks::UPDATED,
        "subtitle" | "subtitel" | "subheadline" | "standfirst" | "dek" | "deck" | "chapo" | "lede" | "lead" | "intro" | "summary"
        | "sottotitolo" | "bajada" | "entradilla" | "untertitel" | "vorspann" | "teasertext" | "subhead" | "subheading" | "tagline"
        | "strapline" | "lookin" | "abstract" | "excerpt" | "description" => Marks::SUBTITLE,
        "related" | "sidebar" | "comment" | "comments" | "footer" | "nav" | "navbar" | "navigation" | "menu" | "recommended"
        | "recommendations" | "recommendation" | "newsletter" | "cookie" | "consent" | "trending" | "popular" | "carousel" | "promo"
        | "widget" | "disqus" | "respond" | "more" | "recirculation" | "recirc" | "outbrain" | "taboola" | "upnext" | "latest"
        | "similar" | "readnext" | "mostread" | "advert" | "advertisement" | "ad" | "ads" | "sponsored" | "breaking" | "ticker"
        | "weather" | "toolbar" | "modal" | "popup" | "offcanvas" | "overlay" | "search" | "subscribe" => Marks::BESIDE,
        "caption" | "credit" | "credits" | "photo" | "photographer" | "image" | "figure" | "gallery" | "picture" | "copyright"
        | "legende" | "wp-caption" | "photocredit" | "thumbnail" => Marks::PICTURE,
        "kicker" | "overline" | "eyebrow" | "topline" | "surtitle" | "spitzmarke" | "dachzeile" | "category" | "rubric" | "rubrik"
        | "section" => Marks::KICKER,
        "tag" | "tags" | "topics" | "keywords" | "hashtags" => Marks::TAGS,
        "paywall" | "paywalled" | "piano" | "premium" | "regwall" | "metered" => Marks::PAYWALL,
        "title" | "headline" | "titel" | "titre" | "titulo" | "titolo" | "heading" => Marks::TITLE,
        "logo" | "masthead" | "brand" | "branding" | "sitename" | "blogname" => Marks::SITE,
        "breadcrumb" | "breadcrumbs" | "crumbs" => Marks::CRUMBS,
        "name" | "fn" | "fullname" => Marks::NAME,
        "hidden" | "invisible" | "aural" => Marks::HIDDEN,
        "bio" | "biography" | "authorbio" | "authorbox" | "about" | "profile" => Marks::BIOGRAPHY,
        _ => Marks::default(),
    }
}
