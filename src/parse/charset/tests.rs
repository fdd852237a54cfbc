use super::*;
use MediaType::{Html, Markdown, Text};

fn read(bytes: &[u8], outside: Option<&str>, media_type: MediaType) -> (String, String, Vec<String>) {
    let mut warnings = Vec::new();
    let Decoded { text, charset } = decode(bytes, outside, media_type, &mut warnings);
    (text, charset, warnings.into_iter().map(|w| w.message).collect())
}

fn encoded(text: &str, label: &str) -> Vec<u8> {
    Encoding::for_label(label.as_bytes()).unwrap_or(UTF_8).encode(text).0.into_owned()
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn byte_order_marks_come_first_and_do_not_stay() {
    assert_eq!(read(b"\xEF\xBB\xBFcaf\xC3\xA9", Some("iso-8859-1"), Text), ("café".to_owned(), "utf-8".to_owned(), vec![]));
    let bytes = [b"\xFF\xFE".as_slice(), &utf16("Ein Satz über Öl", false)].concat();
    assert_eq!(read(&bytes, Some("utf-8"), Text).0, "Ein Satz über Öl");
    let bytes = [b"\xFE\xFF".as_slice(), &utf16("Ein Satz", true)].concat();
    assert_eq!(read(&bytes, None, Text).1, "utf-16be");
}

#[test]
fn utf_16_without_mark_is_seen_by_its_nuls() {
    for (big, name) in [(false, "utf-16le"), (true, "utf-16be")] {
        let bytes = utf16("<html><body><p>Der Zug fährt nach Köln.</p>", big);
        assert_eq!(sniff(&bytes, ""), Html);
        assert_eq!(foreign_type(&bytes), None);
        let (text, charset, warnings) = read(&bytes, None, Html);
        assert_eq!((text.as_str(), charset.as_str()), ("<html><body><p>Der Zug fährt nach Köln.</p>", name));
        assert!(warnings.is_empty());
    }
}

#[test]
fn what_came_with_the_bytes_beats_what_the_page_says() {
    let page = encoded("<meta charset=\"windows-1252\"><p>Привет, мир, как дела сегодня</p>", "windows-1251");
    let (text, charset, _) = read(&page, Some("windows-1251"), Html);
    assert!(text.contains("Привет"));
    assert_eq!(charset, "windows-1251");
}

#[test]
fn declarations_within_the_page_are_read() {
    for head in [
        "<meta charset=iso-8859-2>",
        "<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-2'>",
        "<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><html>",
        "<!-- a comment --><title>x</title><meta name=a content=b><META CHARSET=\"ISO-8859-2\" />",
    ] {
        let (text, charset, _) = read(&encoded(&format!("{head}<p>Zażółć gęślą jaźń</p>"), "iso-8859-2"), None, Html);
        assert!(text.contains("Zażółć"), "{head}");
        assert_eq!(charset, "iso-8859-2");
    }
    // Text has no such declarations: the words of one are its words.
    assert_eq!(read("Write <meta charset=iso-8859-2> for Łódź.".as_bytes(), None, Text).1, "utf-8");
}

#[test]
fn text_that_is_utf_8_is_utf_8_whatever_it_is_called() {
    let page = "<meta charset=iso-8859-1><p>Fünf Mädchen aßen Äpfel</p>".as_bytes();
    assert_eq!(read(page, None, Html).0.matches("Mädchen").count(), 1);
    assert_eq!(read(page, Some("iso-8859-1"), Html).1, "utf-8");
    // And what is called UTF-8 but has hardly a valid sequence is not.
    let page = encoded("<meta charset=utf-8><p>Fünf Mädchen aßen Äpfel, während Jürgen über Öl und Grünkohl grübelte.</p>", "windows-1252");
    let (text, charset, warnings) = read(&page, None, Html);
    assert!(text.contains("Mädchen aßen Äpfel"), "{text}");
    assert_eq!(charset, "windows-1252");
    assert!(warnings.is_empty());
}

#[test]
fn undecodable_bytes_are_replaced_and_counted_once() {
    let (text, charset, warnings) = read("Zwölf ‹ä› Übungen über Öl \u{e9}\u{e8}\u{ea}".replace('‹', "\u{1}").as_bytes(), None, Text);
    assert!(!text.contains('\u{fffd}') && charset == "utf-8" && warnings.is_empty());
    let mut bytes = "Zwölf schöne Übungen für Köche, die Öl mögen: ".as_bytes().to_vec();
    bytes.extend_from_slice(b"a\xFFb\xFEc\xE2\x82d");
    let (text, charset, warnings) = read(&bytes, Some("utf-8"), Text);
    assert!(text.ends_with("a\u{fffd}b\u{fffd}c\u{fffd}d"), "{text}");
    assert_eq!(charset, "utf-8");
    assert_eq!(warnings, ["4 bytes are not utf-8 and became U+FFFD"]);
}

#[test]
fn detection_reads_old_western_eastern_and_asian_pages() {
    let samples = [
        ("windows-1252", "Les élèves français étaient très déçus : l’été s’achève déjà à Besançon, où le marché a fermé."),
        ("windows-1251", "Правительство сообщило в понедельник, что новые правила вступят в силу в следующем году."),
        ("shift_jis", "東京都は月曜日、新しい規則を来年から実施すると発表した。記者会見で説明した。"),
        ("gbk", "北京市政府星期一宣布，新规定将从明年开始实施。发言人在记者会上作了说明。"),
    ];
    for (label, sentence) in samples {
        let (text, charset, _) = read(&encoded(sentence, label), None, Text);
        assert_eq!(text, sentence, "{charset}");
    }
}

#[test]
fn nuls_are_left_out_with_a_warning() {
    let (text, _, warnings) = read(b"one\0two\0", Some("utf-8"), Text);
    assert_eq!(text, "onetwo");
    assert_eq!(warnings, ["2 NUL characters were left out"]);
}

#[test]
fn kinds_are_told_by_content_first_then_by_name() {
    let cases: [(&str, &str, MediaType); 14] = [
        ("<!DOCTYPE html><p>x", "a.txt", Html),
        ("  \n<!-- saved --> <html lang=fr>", "", Html),
        ("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'><html xmlns='y'>", "page.xhtml", Html),
        ("<p>A fragment.</p>", "", Html),
        ("<article><h1>x</h1></article>", "story", Html),
        ("Intro without a tag.<p>One.</p><p>Two.</p>", "", Html),
        ("A text about a < b and x <y> z.", "", Text),
        ("He typed </p> once.", "notes", Text),
        ("# Title\n\nText with **force** and a [link](https://example.org).", "", Markdown),
        ("# Title\n\nText with **force** and a [link](https://example.org).", "a.txt", Text),
        ("Plain words.", "README.md", Markdown),
        ("<div align=center>Logo</div>\n\n# Title", "README.md", Markdown),
        ("Plain words.", "https://example.org/story.html", Html),
        ("", "", Text),
    ];
    for (text, name, wanted) in cases {
        assert_eq!(sniff(text.as_bytes(), name), wanted, "{text:?} named {name:?}");
    }
}

#[test]
fn what_is_no_article_is_named() {
    let cases: [(&[u8], &str); 9] = [
        (b"%PDF-1.7\n%\xE2\xE3", "application/pdf"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "image/png"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "image/jpeg"),
        (b"PK\x03\x04\x14\0\x06\0", "application/zip"),
        (b"\x1F\x8B\x08\0", "application/gzip"),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
        (b"<?xml version=\"1.0\"?><rss version=\"2.0\">", "application/rss+xml"),
        (b"{\"a\": [1, 2]}", "application/json"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08random\x0E\x0F", "application/octet-stream"),
    ];
    for (bytes, wanted) in cases {
        assert_eq!(foreign_type(bytes), Some(wanted));
    }
    for text in ["Plain words.", "<html><p>x</p>", "MZ is short for Mainz.", "BMW baut Autos.", "[1] A note.", "{not json}", "\u{1b}$B", ""]
    {
        assert_eq!(foreign_type(text.as_bytes()), None, "{text:?}");
    }
}
