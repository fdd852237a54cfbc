//! Every row of every table is read and can be reached; no edge of the calendar is a fault.

use super::*;
use crate::document::{BlockKind, RawBlock};
use crate::language::Language;

fn dates(text: &str, language: Language, reference: Option<Date>) -> Vec<(String, Option<String>)> {
    let block = RawBlock { kind: BlockKind::Paragraph, text: text.to_owned() };
    let document = Document::new(vec![block], Some(language), reference);
    find(&document).into_iter().map(|d| (document.slice(d.span).to_owned(), d.value)).collect()
}

#[test]
fn every_row_is_read() {
    for &language in Language::ALL {
        assert_eq!(GRAMMARS.get(language).faults, Vec::<usize>::new(), "lines of {}/dates.tsv", language.code());
    }
}

#[test]
fn no_edge_of_the_calendar_is_a_fault() {
    let texts = [
        "in 9999 years",
        "9999 years ago",
        "two weeks before 0001-01-01",
        "on 29 February 2023",
        "31 June 2024",
        "29 February",
        "by the end of 9999",
        "9999-12-31",
        "the week of 31 December 9999",
        "from 31 December to 1 January",
        "next week",
        "last century",
        "9999 centuries ago",
        "in 9999 decades",
        "first Monday of December 9999",
        "40 May 2024",
        "at 25:61",
        "2/29",
        "Friday 13 February",
    ];
    for day in [(1, 1, 1), (9999, 12, 31), (2024, 2, 29), (-9999, 1, 1), (0, 3, 1)] {
        let reference = Date::new(day.0, day.1, day.2).ok();
        for text in texts {
            let _ = dates(&format!("It ended {text}, they said."), Language::En, reference);
        }
    }
    assert!(dates("It ended on 31 June 2024.", Language::En, None).iter().all(|(_, v)| v.as_deref() != Some("2024-06-31")));
}
