//! Titles as their holder bears them: of a post that the text tells of somebody else only ("la directrice", of whom a man takes over), by
//! the section `agree` of the titles. What the text tells of somebody stays as it is written.

use super::assemble::{Assembler, RoleDraft};
use super::changes::Post;
use super::titles::{PREPOSITION, Titles};
use crate::document::fold;
use crate::facts::EntityId;
use crate::language::{Language, PerLanguage, given, per_language, table};
use rustc_hash::FxHashMap;

/// How many of the roles told last are searched for what somebody was called.
const ROLES: usize = 48;

/// What the tables of one language say of it.
#[derive(Debug, Default)]
struct Agreement {
    /// The forms of whole words, by each of them.
    words: FxHashMap<String, Forms>,
    /// The forms of endings, by each of them.
    endings: FxHashMap<String, Forms>,
    /// The length of the longest ending, in bytes.
    longest: usize,
    /// Whether the noun of a title stands last ("deputy chairmanship").
    last: bool,
    /// Whether that noun may be the last part of a word ("Vorstandsvorsitz").
    within: bool,
}

/// What a man and a woman are called.
#[derive(Debug, Clone)]
struct Forms {
    man: Box<str>,
    woman: Box<str>,
}

impl Forms {
    fn of(&self, female: bool) -> &str {
        if female { &self.woman } else { &self.man }
    }
}

static AGREEMENT: PerLanguage<Agreement> = per_language!(build);

fn build(language: Language) -> Agreement {
    let mut agreement = Agreement {
        last: matches!(language, Language::En | Language::De | Language::Nl),
        within: matches!(language, Language::De | Language::Nl),
        ..Agreement::default()
    };
    for row in table::rows(language.tables().titles) {
        if row.section != "agree" {
            continue;
        }
        let bare = |cell: usize| row.cell(cell).trim_start_matches('-').into();
        let forms = || Forms { man: bare(0), woman: bare(1) };
        let ending = row.cell(0).starts_with('-');
        for form in row.alternatives(0).chain(row.alternatives(1)).chain(row.alternatives(2)) {
            let form = fold(form.trim_start_matches('-'));
            if ending {
                agreement.longest = agreement.longest.max(form.len());
                agreement.endings.entry(form).or_insert_with(forms);
            } else {
                agreement.words.entry(form).or_insert_with(forms);
            }
        }
    }
    agreement
}

impl Agreement {
    /// A word of a title, as told of a woman or a man.
    fn word(&self, word: &str, female: bool) -> String {
        let parts: Vec<String> = word.split('-').map(|part| self.part(part, female)).collect();
        parts.join("-")
    }

    fn part(&self, part: &str, female: bool) -> String {
        let folded = fold(part);
        if folded.len() != part.len() || part.len() > 1 && part.chars().all(char::is_uppercase) {
            return part.to_owned();
        }
        if let Some(forms) = self.words.get(&folded) {
            return recased(part, forms.of(female));
        }
        // The stem that an ending leaves has two letters; what is a part of compounds may also stand alone.
        let stem = if self.within { 0 } else { 2 };
        let cuts = part.char_indices().map(|(at, _)| at).skip(stem).filter(|at| part.len() - at <= self.longest);
        for at in cuts {
            if let Some(forms) = folded.get(at..).and_then(|ending| self.endings.get(ending)) {
                let form = forms.of(female);
                return if at == 0 { recased(part, form) } else { [&part[..at], form].concat() };
            }
        }
        part.to_owned()
    }

    /// The words of a title up to a preposition, as told of a woman or a man.
    fn words(&self, words: &[&str], titles: &Titles, female: bool) -> Vec<String> {
        let stop = |word: &str| word.contains(['\'', '’']) || titles.lexis.know(&fold(word)).is(PREPOSITION);
        let inner = words.iter().position(|word| stop(word)).unwrap_or(words.len());
        let agreed = |(at, word): (usize, &&str)| if at < inner { self.word(word, female) } else { (*word).to_owned() };
        words.iter().enumerate().map(agreed).collect()
    }

    /// `title` as told of a woman or a man.
    fn of_other(&self, title: &str, titles: &Titles, female: bool) -> String {
        let words: Vec<&str> = title.split(' ').collect();
        self.words(&words, titles, female).join(" ")
    }
}

/// `form` with a capital where `word` has one.
fn recased(word: &str, form: &str) -> String {
    let mut rest = form.chars();
    match (word.chars().next(), rest.next()) {
        (Some(first), Some(initial)) if first.is_uppercase() => initial.to_uppercase().chain(rest).collect(),
        _ => form.to_owned(),
    }
}

impl Assembler<'_> {
    /// Whether `person` is a woman, as far as the text or the given name tells.
    fn is_female(&self, person: EntityId) -> Option<bool> {
        let known = self.genders.get(&person).copied();
        known.or_else(|| given::is_female(self.document.language?, &self.entities.get(person).name))
    }

    /// A title that the tables have as men bear it, as `person` does.
    pub(super) fn called(&self, person: EntityId, title: &str) -> String {
        match (self.document.language, self.is_female(person)) {
            (Some(language), Some(true)) => AGREEMENT.get(language).of_other(title, self.titles, true),
            _ => title.to_owned(),
        }
    }

    /// A post that was told of somebody else, as `person` bears it.
    pub(super) fn handed(&self, person: EntityId, post: Post) -> Post {
        let (Some(language), female) = (self.document.language, self.is_female(person)) else { return post };
        let agreement = AGREEMENT.get(language);
        // What the person was called in that post before.
        let form = |title: &str| fold(&agreement.of_other(title, self.titles, female == Some(true)));
        let whole = form(&post.title);
        let same = |r: &&RoleDraft| {
            let post =
                r.role.person == person && post.slug.is_some() && r.role.slug == post.slug && r.role.organization == post.organization;
            post && {
                let own = form(&r.role.title);
                own == whole || agreement.last && own.strip_suffix(&*whole).is_some_and(|rest| rest.ends_with(' '))
            }
        };
        if let Some(own) = self.roles_of(person).take(ROLES).find(same) {
            return Post { title: own.role.title.clone(), ..post };
        }
        // The name of a post ("la présidence") is the same whoever holds it.
        let nominal = |word: &str| self.titles.word(&fold(word)).is_some_and(|(_, known)| known.nominal);
        match female {
            Some(female) if !post.title.split(' ').any(nominal) => {
                Post { title: agreement.of_other(&post.title, self.titles, female), ..post }
            }
            _ => post,
        }
    }
}
