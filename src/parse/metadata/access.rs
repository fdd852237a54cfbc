//! How much of the article the page shows.

use super::Access;
use super::signals::Signals;
use crate::document::{BlockKind, RawBlock, fold};
use crate::language::page_words::PAGE_WORDS;
use crate::parse::main_text::measure::ends_sentence;
use crate::parse::phrases::Phrases;
use crate::parse::structured::Article;
use std::sync::LazyLock;

/// `Partial` where the page declares a fence and shows one, `Free` where it declares that there is none, else unknown; and whether
/// it declares a fence.
pub fn choose(signals: &Signals<'_>, article: Option<&Article>) -> (Option<Access>, bool) {
    let declared = article.and_then(|a| a.free).or_else(|| {
        let property = signals.properties.iter().find(|p| p.name == "isAccessibleForFree").map(|p| p.value.to_ascii_lowercase());
        property.map(|value| value.trim() != "false")
    });
    let tier = signals.meta(&["article:content_tier", "og:article:content_tier", "article:opinion_tier"]).map(str::trim);
    let locked = tier.is_some_and(|t| t.eq_ignore_ascii_case("locked"));
    let closed = declared == Some(false) || locked || signals.fenced;
    if closed && asks_for_subscription(signals) {
        return (Some(Access::Partial), true);
    }
    let access = match declared {
        Some(true) => Some(Access::Free),
        None if tier.is_some_and(|t| t.eq_ignore_ascii_case("free")) => Some(Access::Free),
        // Closed by declaration, open by what it shows: a page saved by a subscriber, or a fence drawn by script.
        _ => None,
    };
    (access, closed && access.is_none())
}

/// Whether the text of a page that declares a fence breaks off: within a sentence, or with an ellipsis.
pub fn breaks_off(blocks: &[RawBlock]) -> bool {
    let last = blocks.last().filter(|b| b.kind == BlockKind::Paragraph).map(|b| b.text.trim_end());
    let words = |text: &str| text.split_whitespace().count() >= 4;
    last.is_some_and(|text| {
        words(text) && (text.ends_with(['…', ',']) || text.ends_with("...") || text.ends_with("[…]") || !ends_sentence(text))
    })
}

static PAYWALL: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(PAGE_WORDS.paywall.iter().copied()));

/// Whether a short text asks to subscribe in order to read on.
fn asks_for_subscription(signals: &Signals<'_>) -> bool {
    signals.texts.iter().any(|(_, text)| {
        if !(8..=160).contains(&text.len()) {
            return false;
        }
        PAYWALL.any_in(&fold(text))
    })
}
