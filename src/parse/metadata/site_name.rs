//! The name of the site in a title: before or after it, behind a mark that sets it off.

use super::text::key;

/// What parts a title from the name of the site.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " // ", " / ", " › ", " > ", ": ", " ~ ", " ⋆ ", "| ", " |"];

/// `title` without the name of the site before or after it: by the site's names, else where a heading says which part is the title.
pub fn without(title: &str, sites: &[String], shown: &[String]) -> String {
    let mut rest = title.trim();
    for _ in 0..3 {
        let whole = key(rest);
        if shown.contains(&whole) {
            break;
        }
        let Some(shorter) = cut(rest, sites, shown).or_else(|| without_signature(rest)) else { break };
        rest = shorter;
    }
    rest.to_owned()
}

/// What stands beside the part of `title` whose key is `name`, at the title's other end.
pub fn beside<'t>(title: &'t str, name: &str) -> Option<&'t str> {
    marks(title).find_map(|(before, _, after)| {
        let enough = |rest: &str| key(rest).len() >= 3;
        if key(after) == name && enough(before) {
            Some(last_part(before))
        } else {
            (key(before) == name && enough(after)).then_some(last_part(after))
        }
    })
}

/// "Name » Archive » Title": the last part.
fn last_part(text: &str) -> &str {
    text.rsplit(" » ").next().unwrap_or(text).trim()
}

/// How many marks of a title are looked at.
const MARKS: usize = 12;

/// Every mark that may part the title from a name, with what stands before and after it, in order.
fn marks(title: &str) -> impl Iterator<Item = (&str, &'static str, &str)> {
    let mut found: Vec<(usize, &'static str)> = Vec::new();
    // Few titles have any.
    let any = title.contains(['|', '-', '–', '—', '·', '•', ':', '»', '«', '/', '›', '>', '~', '⋆']);
    for separator in SEPARATORS.iter().filter(|_| any) {
        found.extend(title.match_indices(separator).take(MARKS).map(|(at, _)| (at, *separator)));
    }
    found.sort_unstable();
    found.into_iter().filter_map(|(at, mark)| Some((title.get(..at)?, mark, title.get(at + mark.len()..)?)))
}

fn cut<'t>(title: &'t str, sites: &[String], shown: &[String]) -> Option<&'t str> {
    let enough = |kept: &str| kept.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let is_shown = |part: &str| shown.contains(&key(part));
    let all: Vec<(&str, &str, &str)> = marks(title).collect();
    let (&(before_first, first_mark, after_first), &(before_last, last_mark, after_last)) = (all.first()?, all.last()?);
    // A name that has marks in it itself.
    let whole_name = all.iter().find(|(before, _, after)| enough(before) && sites.contains(&key(after)));
    if let Some((before, ..)) = whole_name {
        return Some(before.trim());
    }
    if enough(before_last) && (names_site(after_last, last_mark, sites) || is_shown(before_last)) {
        return Some(before_last.trim());
    }
    if enough(after_first) && (names_site(before_first, first_mark, sites) || is_shown(after_first)) {
        return Some(after_first.trim());
    }
    (enough(before_first) && is_shown(before_first)).then(|| before_first.trim())
}

/// Whether a part of a title is the site's name, in full or (behind marks that only set off such names) as its host has it.
fn names_site(part: &str, mark: &str, sites: &[String]) -> bool {
    let part = key(part);
    let loose = mark != ": " && part.chars().count() > 3;
    let long = |site: &str| site.chars().count() > 3;
    !part.is_empty()
        && sites.iter().any(|site| {
            *site == part
                || loose
                    && (site.starts_with(&part)
                        || long(site) && (part.ends_with(site.as_str()) || mark.contains('|') && part.starts_with(site.as_str())))
        })
}

/// A signature is shorter than this, and than a third of the title.
const SIGNATURE_CHARS: usize = 10;

/// Titles in scripts without spaces sign with a bare hyphen or bar: "題名-報社", "제목-정치ㅣ신문".
fn without_signature(title: &str) -> Option<&str> {
    let (at, mark) = title.char_indices().rev().find(|(_, c)| matches!(c, '-' | '_' | '|' | '｜' | 'ㅣ' | '—'))?;
    let (before, after) = (title.get(..at)?.trim_end(), title.get(at + mark.len_utf8()..)?.trim_start());
    let east_asian = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    let count = after.chars().count();
    (after.chars().all(|c| east_asian(c) || c.is_ascii_alphabetic())
        && after.chars().any(east_asian)
        && (2..=SIGNATURE_CHARS).contains(&count)
        && before.chars().filter(|c| east_asian(*c)).count() >= count.max(3) * 2)
        .then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_goes_and_the_title_stays() {
        let sites = vec!["harbourpost".to_owned(), "talesoldandnew".to_owned()];
        for (title, wanted) in [
            ("Quay opens – Harbour Post", "Quay opens"),
            ("Harbour Post: Quay opens", "Quay opens"),
            ("Quay opens - Tales - Old and New", "Quay opens"),
            ("Quay opens | News | Harbour Post", "Quay opens | News"),
            ("Quay - a new one opens", "Quay - a new one opens"),
            ("港湾道路が三年ぶりに再開へ-港町新聞", "港湾道路が三年ぶりに再開へ"),
            ("항구 도로 3년 만에 다시 열린다-사회ㅣ항구일보", "항구 도로 3년 만에 다시 열린다"),
            ("港町-新聞", "港町-新聞"),
        ] {
            assert_eq!(without(title, &sites, &[]), wanted, "{title}");
        }
    }

    #[test]
    fn what_stands_beside_a_name_is_found() {
        assert_eq!(beside("Quay opens – Tales - Old and New", "talesoldandnew"), Some("Quay opens"));
        assert_eq!(beside("Tales » Archive » Quay opens", "tales"), Some("Quay opens"));
        assert_eq!(beside("Quay opens", "tales"), None);
    }
}
