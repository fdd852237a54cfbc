//! What the names that a page gives its elements (class, id, role …) say about their content.
//!
//! Names are chosen by people for people, mostly in English, in every country: `related-posts`, `articleBody`. They are only a
//! hint: [`super::zones`] believes one only where the content does not speak against it.

use crate::language::table;
use crate::parse::dom::{Dom, Tag};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::{BitOr, BitOrAssign};
use std::sync::LazyLock;

/// A set of hints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hints(u32);

macro_rules! hints {
    ($($name:ident $section:literal $bit:literal $doc:literal;)*) => {
        impl Hints {
            $(#[doc = $doc] pub const $name: Hints = Hints(1 << $bit);)*

            /// The hint of a section of the table.
            fn of_section(section: &str) -> Option<Hints> {
                match section {
                    $($section => Some(Hints::$name),)*
                    _ => None,
                }
            }
        }
    };
}

hints! {
    BODY "body" 0 "The article's own text.";
    COMMENTS "comments" 1 "What readers say.";
    RELATED "related" 2 "Other articles.";
    TEASER "teaser" 3 "A pointer to another article, or a list of such.";
    SHARE "share" 4 "Buttons to share, save, print.";
    NEWSLETTER "newsletter" 5 "An offer to subscribe.";
    AD "ad" 6 "Advertising.";
    NAVIGATION "navigation" 7 "Ways through the site.";
    FOOTER "footer" 8 "The foot of the page.";
    SIDEBAR "sidebar" 9 "A column beside the article.";
    AUTHOR "author" 10 "About the author.";
    META "meta" 11 "Date, byline, tags.";
    COOKIE "cookie" 12 "Consent.";
    POPUP "popup" 13 "Shown on demand.";
    LOGIN "login" 14 "Accounts and payment.";
    HIDDEN "hidden" 15 "Not shown.";
    CAPTION "caption" 16 "Words to a picture.";
    SUBTITLE "subtitle" 17 "The standfirst.";
    CARD "card" 19 "One of several boxes of one make.";
    WIDGET "widget" 18 "A thing of its own within the page.";
}

impl Hints {
    /// No hint.
    pub const NONE: Hints = Hints(0);
    /// Every hint that speaks against an element's being part of the article, whatever it holds.
    pub const UNWANTED: Hints = Hints(
        Self::COMMENTS.0
            | Self::RELATED.0
            | Self::SHARE.0
            | Self::NEWSLETTER.0
            | Self::AD.0
            | Self::NAVIGATION.0
            | Self::FOOTER.0
            | Self::SIDEBAR.0
            | Self::AUTHOR.0
            | Self::COOKIE.0
            | Self::POPUP.0
            | Self::LOGIN.0
            | Self::HIDDEN.0,
    );

    /// Whether the two have a hint in common.
    pub const fn any(self, other: Hints) -> bool {
        self.0 & other.0 != 0
    }
    /// What either holds.
    pub const fn or(self, other: Hints) -> Hints {
        Hints(self.0 | other.0)
    }
    /// These without `other`.
    pub const fn without(self, other: Hints) -> Hints {
        Hints(self.0 & !other.0)
    }
    /// What the two have in common.
    pub const fn and(self, other: Hints) -> Hints {
        Hints(self.0 & other.0)
    }
}

impl BitOr for Hints {
    type Output = Hints;
    fn bitor(self, other: Hints) -> Hints {
        Hints(self.0 | other.0)
    }
}

impl BitOrAssign for Hints {
    fn bitor_assign(&mut self, other: Hints) {
        self.0 |= other.0;
    }
}

struct Table {
    /// Whole classes.
    whole: FxHashMap<&'static str, Hints>,
    exact: FxHashMap<&'static str, Hints>,
    /// Pairs of words that say how a whole page is laid out and nothing of an element's content.
    layout: FxHashSet<&'static str>,
    /// Starts of words, by their first four letters.
    stems: FxHashMap<&'static str, Vec<(&'static str, Hints)>>,
}

const STEM_KEY: usize = 4;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut built =
        Table { whole: FxHashMap::default(), exact: FxHashMap::default(), layout: FxHashSet::default(), stems: FxHashMap::default() };
    for row in table::rows(include_str!("hints.tsv")) {
        if row.section == "layout" {
            built.layout.extend(row.alternatives(0));
            continue;
        }
        let Some(hint) = Hints::of_section(row.section) else { continue };
        for name in row.alternatives(0) {
            if let Some(whole) = name.strip_prefix('=') {
                *built.whole.entry(whole).or_default() |= hint;
                continue;
            }
            match name.strip_suffix('*') {
                Some(stem) => {
                    if let Some(key) = stem.get(..STEM_KEY) {
                        built.stems.entry(key).or_default().push((stem, hint));
                    }
                }
                None => *built.exact.entry(name).or_default() |= hint,
            }
        }
    }
    built
});

fn word_hints(word: &str) -> Hints {
    if let Some(&hints) = TABLE.exact.get(word) {
        return hints;
    }
    let stems = word.get(..STEM_KEY).and_then(|key| TABLE.stems.get(key));
    stems.into_iter().flatten().filter(|(stem, _)| word.starts_with(stem)).fold(Hints::NONE, |all, &(_, hint)| all | hint)
}

/// Names longer than this are machine-made lists of layout classes; their tail says nothing new.
const NAME_BYTES: usize = 300;
const NAME_WORDS: usize = 30;

/// The hints in `name`: those of its words and of each two that follow each other.
pub fn read(name: &str) -> Hints {
    let mut found = Hints::NONE;
    for class in name.split_ascii_whitespace().take(NAME_WORDS) {
        found |= TABLE.whole.get(class).copied().unwrap_or_default();
    }
    let mut pair = String::new();
    let mut word_start = 0;
    let mut previous = ' ';
    // What the last word said, held back until the next one cannot belong to it.
    let mut held = Hints::NONE;
    for c in name.chars().take(NAME_BYTES).chain(std::iter::once(' ')) {
        let boundary = !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && previous.is_ascii_lowercase());
        if boundary && pair.len() > word_start {
            let own = word_hints(&pair[word_start..]);
            if word_start > 0 && TABLE.layout.contains(pair.as_str()) {
                held = Hints::NONE;
            } else {
                found |= held;
                held = own;
            }
            if word_start > 0 {
                found |= TABLE.exact.get(pair.as_str()).copied().unwrap_or_default();
                pair.drain(..word_start);
            }
            // A space ends a class: words of two classes make no pair.
            if c.is_ascii_whitespace() {
                pair.clear();
            } else {
                pair.push(' ');
            }
            word_start = pair.len();
        }
        if c.is_ascii_alphanumeric() {
            pair.push(c.to_ascii_lowercase());
        }
        previous = c;
    }
    found | held
}

/// The hints that element `node` carries.
pub fn of_element(dom: &Dom, node: usize, tag: Tag) -> Hints {
    let mut found = match tag {
        Tag::Nav | Tag::Menu => Hints::NAVIGATION,
        Tag::Footer => Hints::FOOTER,
        Tag::Aside => Hints::SIDEBAR,
        Tag::Dialog => Hints::POPUP,
        Tag::Figcaption | Tag::Caption => Hints::CAPTION,
        _ => Hints::NONE,
    };
    for (name, value) in dom.attributes(node) {
        match &**name {
            "class" | "id" | "data-component" | "data-testid" | "data-type" | "data-module" => found |= read(value),
            "role" => found |= of_role(value),
            "itemprop" => found |= of_property(value),
            "hidden" => found |= Hints::HIDDEN,
            // Paragraphs are kept from screen readers while they are shown, behind a fence that only asks for an address.
            "aria-hidden" if value == "true" && tag != Tag::P => found |= Hints::HIDDEN,
            "style" if hides(value) => found |= Hints::HIDDEN,
            _ => {}
        }
    }
    found
}

fn of_role(role: &str) -> Hints {
    match role.trim() {
        "navigation" | "menu" | "menubar" | "menuitem" | "search" | "toolbar" | "tablist" => Hints::NAVIGATION,
        "complementary" => Hints::SIDEBAR,
        "contentinfo" => Hints::FOOTER,
        "dialog" | "alertdialog" | "tooltip" => Hints::POPUP,
        _ => Hints::NONE,
    }
}

fn of_property(property: &str) -> Hints {
    match property.trim() {
        "articleBody" | "text" => Hints::BODY,
        "comment" => Hints::COMMENTS,
        "author" | "datePublished" | "dateModified" | "keywords" => Hints::META,
        "caption" => Hints::CAPTION,
        "alternativeHeadline" => Hints::SUBTITLE,
        _ => Hints::NONE,
    }
}

fn hides(style: &str) -> bool {
    let plain: String = style.chars().take(NAME_BYTES).filter(|c| !c.is_whitespace()).collect();
    let plain = plain.to_ascii_lowercase();
    plain.contains("display:none") || plain.contains("visibility:hidden")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_reachable() {
        for row in table::rows(include_str!("hints.tsv")) {
            if row.section == "layout" {
                for name in row.alternatives(0) {
                    assert_eq!(read(&name.replace(' ', "-")), Hints::NONE, "line {}: {name}", row.line);
                    assert_ne!(read(&name.replace(' ', " x ")), Hints::NONE, "line {}: {name} says nothing by itself", row.line);
                }
                continue;
            }
            let hint = Hints::of_section(row.section).unwrap_or_else(|| panic!("line {}: unknown section", row.line));
            for name in row.alternatives(0) {
                assert!(read(&name.replace(' ', "-").replace('*', "xyz").replace('=', "")).any(hint), "line {}: {name}", row.line);
            }
        }
    }

    #[test]
    fn words_are_cut_at_marks_and_inner_capitals() {
        assert!(read("c-articleBody__x").any(Hints::BODY));
        assert!(read("RELATED-links").any(Hints::RELATED));
        assert_eq!(read("article wrapper body"), Hints::NONE, "words of two classes make no pair");
        assert_eq!(read("shadow breadth admin"), Hints::NONE);
    }
}
