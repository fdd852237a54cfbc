use super::*;
use crate::language::Language;
use crate::language::page_words::rows;

fn shown(stamp: Option<Stamp>) -> Option<String> {
    stamp.map(|s| s.to_string())
}

#[test]
fn every_month_name_is_read_in_both_orders() {
    for language in Language::ALL {
        for row in rows(*language, "month") {
            for name in row.alternatives(1) {
                let wanted = format!("2021-{:02}-17", row.cell(0).parse::<u8>().unwrap_or(0));
                for text in [format!("17 {name} 2021"), format!("17. {name} 2021, 8:00"), format!("{} 17, 2021", name.to_uppercase())] {
                    let found = visible(&text, Order::DayFirst).map(|(s, _)| s.date.to_string());
                    assert_eq!(found.as_deref(), Some(wanted.as_str()), "{} line {}: {text}", language.code(), row.line);
                }
            }
        }
    }
}

#[test]
fn machine_dates_keep_what_they_give() {
    let cases = [
        ("2025-10-03", "2025-10-03"),
        ("2025-10-03T08:00:00+02:00", "2025-10-03T08:00:00+02:00"),
        ("2025-10-03T08:00:00.123Z", "2025-10-03T08:00:00Z"),
        ("2025-10-03 08:00", "2025-10-03T08:00"),
        ("2025-10-03T08:00:00+0200", "2025-10-03T08:00:00+02:00"),
        ("20251003", "2025-10-03"),
        ("20251003T081500Z", "2025-10-03T08:15:00Z"),
        ("2025/10/03", "2025-10-03"),
        ("Fri, 03 Oct 2025 08:00:00 GMT", "2025-10-03T08:00:00Z"),
        ("1759478400", "2025-10-03T08:00:00Z"),
        ("1759478400000", "2025-10-03T08:00:00Z"),
        ("October 3, 2025", "2025-10-03"),
    ];
    for (text, wanted) in cases {
        assert_eq!(shown(machine(text)).as_deref(), Some(wanted), "{text}");
    }
    for text in ["", "today", "2025", "2025-13-40", "0000-00-00", "1970-01-01T00:00:00Z", "12345", "99999999999999999999"] {
        assert_eq!(machine(text), None, "{text}");
    }
}

#[test]
fn visible_dates_are_read_with_their_time() {
    let cases = [
        ("Publié le 3 octobre 2025 à 18h05", "2025-10-03T18:05"),
        ("Publié le 1er mars 2025", "2025-03-01"),
        ("03.10.2025, 08:00 Uhr", "2025-10-03T08:00"),
        ("Freitag, 3. Oktober 2025 um 8.05 Uhr", "2025-10-03T08:05"),
        ("Oct. 3, 2025 4:30 p.m. ET", "2025-10-03T16:30"),
        ("3 de octubre de 2025 a las 21:10", "2025-10-03T21:10"),
        ("3 ottobre 2025 alle 9:15", "2025-10-03T09:15"),
        ("3 out 2025 às 07h30", "2025-10-03T07:30"),
        ("vrijdag 3 oktober 2025 om 10:20", "2025-10-03T10:20"),
        ("2025年10月3日", "2025-10-03"),
        ("3rd October 2025", "2025-10-03"),
        ("03 Oct 25", "2025-10-03"),
    ];
    for (text, wanted) in cases {
        assert_eq!(shown(visible(text, Order::DayFirst).map(|(s, _)| s)).as_deref(), Some(wanted), "{text}");
    }
    for text in ["no date", "room 3.10", "12 of 20 members", "version 3.10.25.7", "32 March 2025", "may 2025"] {
        assert_eq!(visible(text, Order::DayFirst), None, "{text}");
    }
}

#[test]
fn number_dates_follow_the_custom_of_language_and_country() {
    let read = |language: Option<&str>, url: Option<&str>| shown(visible("5/6/2020", Order::of(language, url)).map(|(s, _)| s));
    let (june, may) = (Some("2020-06-05".to_owned()), Some("2020-05-06".to_owned()));
    assert_eq!(read(Some("en-US"), None), may);
    assert_eq!(read(Some("en"), Some("https://example.com/a")), may);
    assert_eq!(read(Some("en"), Some("https://example.co.uk/a")), june);
    assert_eq!(read(Some("en-GB"), None), june);
    assert_eq!(read(Some("fr"), None), june);
    // More than twelve is no month, and points are always day first.
    assert_eq!(shown(visible("6/25/2020", Order::DayFirst).map(|(s, _)| s)).as_deref(), Some("2020-06-25"));
    assert_eq!(shown(visible("5.6.2020", Order::MonthFirst).map(|(s, _)| s)).as_deref(), Some("2020-06-05"));
}

#[test]
fn only_dates_of_two_small_numbers_read_two_ways() {
    let other = |text: &str| other_order(text, Order::DayFirst).map(|d| d.to_string());
    assert_eq!(other("5/6/2020").as_deref(), Some("2020-05-06"));
    assert_eq!(other("02-12-2025").as_deref(), Some("2025-02-12"));
    assert_eq!(other("02-12-2025 10:29").as_deref(), Some("2025-02-12"));
    for text in ["2025-12-02T10:29:00Z", "25/6/2020", "5.6.2020", "6/6/2020", "2020-06-05", "5 June 2020"] {
        assert_eq!(other(text), None, "{text}");
    }
}

#[test]
fn addresses_give_whole_days_only() {
    let cases = [
        ("https://a.example/2025/10/03/story", Some("2025-10-03")),
        ("https://a.example/news/2025-10-03-story.html", Some("2025-10-03")),
        ("https://a.example/20251003/story", Some("2025-10-03")),
        ("https://a.example/2025/12/16/story", Some("2025-12-16")),
        ("https://a.example/2025/october/03/story", Some("2025-10-03")),
        ("https://a.example/2025/stories/12-boats", None),
        ("https://a.example/article/A2025100308120004196", Some("2025-10-03")),
        ("https://a.example/web/20251003081200/https://b.example/", None),
        ("https://a.example/2025/10/story", None),
        ("https://a.example/story-2025", None),
        ("https://a.example/p/120251003", None),
        ("https://a.example/?date=2025/10/03", None),
        ("https://a.example/news/23-01-2025-harbour-opens/17.html", Some("2025-01-23")),
        ("https://a.example/news/01-23-2025/harbour-opens", Some("2025-01-23")),
        ("https://a.example/news/03.02.2025", Some("2025-02-03")),
        ("https://a.example/news/03-02_2025", None),
        ("https://a.example/tel/44-20-1999-harbour", None),
    ];
    for (url, wanted) in cases {
        assert_eq!(shown(in_url(url, Order::DayFirst)).as_deref(), wanted, "{url}");
    }
    assert_eq!(shown(in_url("https://a.example/news/03-02-2025", Order::MonthFirst)).as_deref(), Some("2025-03-02"));
}

#[test]
fn one_moment_is_one_moment_in_every_zone() {
    let minutes = |text: &str| machine(text).and_then(|s| s.minutes());
    assert_eq!(minutes("2025-10-03T00:30:00+02:00"), minutes("2025-10-02T22:30:00Z"));
    assert_eq!(minutes("2025-10-03T00:30:00"), None);
}
