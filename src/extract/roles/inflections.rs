//! How the words of titles inflect, from the endings and forms that the table of a language lists.

use crate::document::fold;
use crate::language::table;
use rustc_hash::FxHashMap;

/// How the words of a language inflect.
#[derive(Debug, Default)]
pub(super) struct Inflections {
    /// Groups of endings that go into one another.
    groups: Vec<Vec<String>>,
    /// The first group that holds an ending.
    by_ending: FxHashMap<String, usize>,
    /// The length of the longest ending, in bytes.
    longest: usize,
    /// Words whose forms are listed.
    listed: FxHashMap<String, Vec<Box<str>>>,
}

impl Inflections {
    /// Hands `each` all forms of `word`, itself first unless its forms are listed.
    pub(super) fn forms(&self, word: &str, mut each: impl FnMut(&str)) {
        if let Some(forms) = self.listed.get(word) {
            return forms.iter().for_each(|form| each(form));
        }
        each(word);
        let mut form = String::new();
        if let Some((head, tail)) = word.split_once('-').filter(|(head, tail)| head.len() > 3 && tail.len() > 3) {
            let (mut heads, mut tails) = (Vec::new(), Vec::new());
            self.forms_within(head, &mut |form| heads.push(form.to_owned()));
            self.forms_within(tail, &mut |form| tails.push(form.to_owned()));
            for (head, tail) in heads.iter().flat_map(|head| tails.iter().map(move |tail| (head, tail))) {
                form.clear();
                form.extend([head, "-", tail]);
                each(&form);
            }
            return;
        }
        // The longest ending that leaves a stem of three letters.
        let cuts = word.char_indices().map(|(at, _)| at).chain([word.len()]).skip(3).filter(|at| word.len() - at <= self.longest);
        let found = cuts.map(|at| word.split_at(at)).find_map(|(stem, ending)| Some((stem, ending, *self.by_ending.get(ending)?)));
        if let Some((stem, own, group)) = found {
            form.push_str(stem);
            for ending in self.groups[group].iter().filter(|ending| *ending != own) {
                form.truncate(stem.len());
                form.push_str(ending);
                each(&form);
            }
        }
    }

    /// The same for a part of a word.
    fn forms_within(&self, part: &str, each: &mut dyn FnMut(&str)) {
        self.forms(part, each);
    }

    fn add_group(&mut self, endings: Vec<String>) {
        for ending in &endings {
            self.longest = self.longest.max(ending.len());
            self.by_ending.entry(ending.clone()).or_insert(self.groups.len());
        }
        self.groups.push(endings);
    }
}

pub(super) fn read_inflections(rows: &str) -> Inflections {
    let mut inflections = Inflections::default();
    for row in table::rows(rows) {
        match row.section {
            "ending" => inflections.add_group(row.alternatives(0).map(|e| if e == "-" { String::new() } else { fold(e) }).collect()),
            "same" | "fold" => {
                let forms: Vec<Box<str>> = row.alternatives(0).map(|f| fold(f).into()).collect();
                for form in &forms {
                    inflections.listed.insert(form.to_string(), forms.clone());
                }
            }
            _ => {}
        }
    }
    inflections
}
