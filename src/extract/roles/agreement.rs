//! Titles as their holder bears them: of a post that the text tells of somebody else only ("la directrice", of whom a man takes over), by
//! the section `agree` of the titles. What the text tells of somebody stays as it is written.

use super::assemble::{Assembler, RoleDraft};
use super::changes::Post;
use super::titles::{PREPOSITION, Titles};
use crate::document::{fold, folds_alike};
use crate::facts::EntityId;
use crate::language::{Language, PerLanguage, given, per_language, table};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::rc::Rc;

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
    /// Whether the noun of a title stands last ("deputy director").
    last: bool,
    /// Whether that noun may be the last part of a word ("Finanzchefin").
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
    /// `title` as told of a woman or a man: its words up to a preposition.
    fn of_other(&self, title: &str, titles: &Titles, female: bool) -> String {
        let (mut out, mut rest) = (String::with_capacity(title.len() + self.longest), title);
        loop {
            let (word, behind) = rest.split_once(' ').map_or((rest, None), |(word, behind)| (word, Some(behind)));
            let folded = fold(word);
            if folded.contains('\'') || titles.lexis.know(&folded).is(PREPOSITION) {
                out.push_str(rest);
                return out;
            }
            self.push_word(&mut out, word, &folded, female);
            let Some(behind) = behind else { return out };
            out.push(' ');
            rest = behind;
        }
    }

    /// Adds a word, part by part, as told of a woman or a man.
    fn push_word(&self, out: &mut String, word: &str, folded: &str, female: bool) {
        // Folding changed more than capitals.
        if word.len() != folded.len() {
            out.push_str(word);
            return;
        }
        let mut from = 0;
        for part in folded.split('-') {
            if from > 0 {
                out.push('-');
            }
            let written = word.get(from..from + part.len()).unwrap_or(part);
            self.push_part(out, written, part, female);
            from += part.len() + 1;
        }
    }

    fn push_part(&self, out: &mut String, part: &str, folded: &str, female: bool) {
        if part.len() > 1 && part.chars().all(char::is_uppercase) {
            out.push_str(part);
            return;
        }
        if let Some(forms) = self.words.get(folded) {
            push_recased(out, part, forms.of(female));
            return;
        }
        // The stem that an ending leaves has two letters; what is a part of compounds may also stand alone.
        let stem = if self.within { 0 } else { 2 };
        let cuts = folded.char_indices().map(|(at, _)| at).skip(stem).filter(|at| folded.len() - at <= self.longest);
        let found = cuts.into_iter().find_map(|at| self.endings.get(&folded[at..]).map(|forms| (at, forms.of(female))));
        match found {
            Some((0, form)) => push_recased(out, part, form),
            Some((at, form)) => {
                out.push_str(part.get(..at).unwrap_or_default());
                out.push_str(form);
            }
            None => out.push_str(part),
        }
    }
}

/// Adds `form`, with a capital where `word` has one.
fn push_recased(out: &mut String, word: &str, form: &str) {
    let mut rest = form.chars();
    match (word.chars().next(), rest.next()) {
        (Some(first), Some(initial)) if first.is_uppercase() => {
            out.extend(initial.to_uppercase());
            out.push_str(rest.as_str());
        }
        _ => out.push_str(form),
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
        let form = |title: &str| self.form(agreement, title, female == Some(true));
        let mut alike = self
            .roles_of(person)
            .take(ROLES)
            .filter(|r| post.slug.is_some() && r.role.slug == post.slug && r.role.organization == post.organization);
        let whole = OnceCell::new();
        let same = |r: &&RoleDraft| {
            let (own, whole) = (form(&r.role.title), whole.get_or_init(|| form(&post.title)));
            folds_alike(&own, whole) || agreement.last && own.strip_suffix(&**whole).is_some_and(|rest| rest.ends_with(' '))
        };
        if let Some(own) = alike.find(same) {
            return Post { title: own.role.title.clone(), ..post };
        }
        if female.is_none() {
            return post;
        }
        let title = form(&post.title);
        // The name of a post ("la présidence") is the same whoever holds it.
        let nominal = |word: &str| self.titles.word(&fold(word)).is_some_and(|(_, known)| known.nominal);
        if *title == *post.title || post.title.split(' ').any(nominal) { post } else { Post { title: title.to_string(), ..post } }
    }

    /// `title` as told of a woman or a man, found once a document.
    fn form(&self, agreement: &Agreement, title: &str, female: bool) -> Rc<str> {
        let known = &self.forms[usize::from(female)];
        if let Some(form) = known.borrow().get(title) {
            return form.clone();
        }
        let form: Rc<str> = agreement.of_other(title, self.titles, female).into();
        known.borrow_mut().insert(title.to_owned(), form.clone());
        form
    }
}
