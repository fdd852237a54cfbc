//! Hostile pages and texts: time grows no faster than they do, memory stays bounded, and what they say stays harmless.
//!
//! Times are processor time of the test's own thread, so that a busy machine changes little; a shape counts as linear where
//! four times as much costs less than 2.5 × 2.5 times as much, or sixteen times as much less than that squared, where no cap makes the
//! longest cheaper than it would be: a machine that is slow for a while distorts the one or the other, growth shows in both. A
//! suspicious shape is measured again. What takes times runs alone.
#![allow(clippy::unwrap_used)]

mod support;

use analyze::limits::MAX_TEXT;
use analyze::source::page::{MediaType, Page, SourceKind};
use analyze::{Options, Report};
use std::sync::{Mutex, MutexGuard, PoisonError};
use support::{run, run_with, write};

/// What doubling may cost.
const RATIO: f64 = 2.5;
/// Below this there is nothing to measure, in seconds.
const NOISE: f64 = 0.02;
/// How often a suspicious shape is measured: half of it at once, half when all others have been, as whatever else the machine does for a
/// second would distort all rounds in a row.
const ROUNDS: usize = 6;

/// Processor time of this thread, in seconds.
#[cfg(target_os = "linux")]
fn now() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

#[cfg(not(target_os = "linux"))]
fn now() -> f64 {
    static BEGUN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    BEGUN.elapsed().as_secs_f64()
}

fn analyse(text: String, media_type: MediaType, language: Option<&str>) -> Report {
    let mut page = Page::new("shape", SourceKind::Record, text.into_bytes());
    page.media_type = Some(media_type);
    page.charset = Some("utf-8".to_owned());
    page.language = language.map(str::to_owned);
    page.published = Some("2025-10-03".to_owned());
    analyze::analyze(&page, &Options::default())
}

/// Something that can be made as long as one likes.
struct Shape {
    name: String,
    media_type: MediaType,
    language: Option<&'static str>,
    make: Box<dyn Fn(usize) -> String>,
}

impl Shape {
    fn cost(&self, bytes: usize) -> f64 {
        let text = (self.make)(bytes);
        let begun = now();
        std::hint::black_box(analyse(text, self.media_type, self.language));
        now() - begun
    }

    /// Half of the rounds on top of those `before`, at `bytes`, four times and sixteen times that; nothing where its cost grows no
    /// faster than it may. Sixteen times as much is left out where it is more than what is read of a text.
    fn suspicion(&self, bytes: usize, before: Costs) -> Option<Costs> {
        if std::env::var_os("SHAPE_TELL").is_some() {
            eprintln!("{}", self.name);
        }
        let Costs { mut small, mut large, mut largest } = before;
        for _ in 0..ROUNDS / 2 {
            large = large.min(self.cost(bytes * 4));
            if large < NOISE {
                return None;
            }
            small = small.min(self.cost(bytes));
            if large < RATIO.powi(2) * small {
                return None;
            }
            if bytes * 16 <= MAX_TEXT {
                largest = largest.min(self.cost(bytes * 16));
                if largest < RATIO.powi(4) * small {
                    return None;
                }
            }
        }
        Some(Costs { small, large, largest })
    }
}

/// The least that a shape has cost so far, one of four times its length, and one of sixteen times, in seconds.
#[derive(Clone, Copy)]
struct Costs {
    small: f64,
    large: f64,
    largest: f64,
}

/// Lets what takes times run alone: tests beside it would slow it down.
fn alone() -> MutexGuard<'static, ()> {
    static TIMED: Mutex<()> = Mutex::new(());
    TIMED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Checks all `shapes`, from `bytes` bytes each, and tells of all that grow too fast.
fn check(shapes: &[Shape], bytes: usize) {
    let _alone = alone();
    // What is built on first use is not the shape's cost.
    for shape in shapes {
        shape.cost(200);
    }
    let only = std::env::var("SHAPE").ok();
    let from = std::env::var("SHAPE_BYTES").ok().and_then(|b| b.parse().ok()).unwrap_or(bytes);
    let chosen = shapes.iter().filter(|s| only.as_ref().is_none_or(|o| s.name.contains(o.as_str())));
    let none = Costs { small: f64::INFINITY, large: f64::INFINITY, largest: f64::INFINITY };
    let suspects: Vec<(&Shape, Costs)> = chosen.filter_map(|s| Some((s, s.suspicion(from, none)?))).collect();
    let complaint = |(s, before): &(&Shape, Costs)| {
        let Costs { small, large, largest } = s.suspicion(from, *before)?;
        let [small, large] = [small, large].map(|seconds| seconds * 1000.0);
        let sixteen = if largest.is_finite() { format!(", sixteen times {:.1} ms", largest * 1000.0) } else { String::new() };
        Some(format!("{}: {from} bytes {small:.1} ms, four times {large:.1} ms{sixteen}", s.name))
    };
    let complaints: Vec<String> = suspects.iter().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{} of {} shapes:\n{}", complaints.len(), shapes.len(), complaints.join("\n"));
}

/// `unit` over and over, between `before` and `after`.
fn repeated(before: &str, unit: &str, after: &str) -> Box<dyn Fn(usize) -> String> {
    let (before, unit, after) = (before.to_owned(), unit.to_owned(), after.to_owned());
    Box::new(move |bytes| format!("{before}{}{after}", unit.repeat(bytes / unit.len() + 1)))
}

/// `unit` over and over, `#` replaced by a number and `@` by a made-up capitalised word, so that no two are the same.
fn counted(before: &str, unit: &str) -> Box<dyn Fn(usize) -> String> {
    let (before, unit) = (before.to_owned(), unit.to_owned());
    Box::new(move |bytes| {
        let mut text = before.clone();
        let mut number = 0usize;
        while text.len() < bytes {
            let word: String = (0..4).map(|i| ["ba", "ko", "ri", "ne", "lu", "sta", "vo", "mi"][(number >> (3 * i)) & 7]).collect();
            let word = word[..1].to_uppercase() + &word[1..];
            text.push_str(&unit.replace('#', &number.to_string()).replace('@', &word));
            number += 1;
        }
        text
    })
}

/// The same with numbers that begin again every 200 kB, which is quicker to make.
#[cfg(target_os = "linux")]
fn tiled(before: &str, unit: &str) -> Box<dyn Fn(usize) -> String> {
    repeated(before, &counted("", unit)(200_000), "")
}

fn html(name: &str, make: Box<dyn Fn(usize) -> String>) -> Shape {
    Shape { name: name.to_owned(), media_type: MediaType::Html, language: None, make }
}

#[test]
fn pages_cost_no_more_than_their_length() {
    let body = "<!doctype html><html><body><article><p>Some words of an article that goes on for a while.</p>";
    let shapes = [
        html("nested div", repeated(body, "<div>", "x")),
        html("nested span", repeated(body, "<span>", "x")),
        html("nested inline", repeated(body, "<b><i><u>", "x")),
        html("formatting storm", repeated(body, "<b id=i><p>", "x")),
        html("distinct formatting storm", counted(body, "<b id=#><p>x")),
        html("misnested anchors", repeated(body, "<a href=x><div>", "x")),
        html("misnested tables", repeated(body, "<table><tr><td><b>", "x")),
        html("text in tables", repeated(body, "<table>x<td>", "x")),
        html("nested lists", repeated(body, "<ul><li>x", "x")),
        html("nested quotes", repeated(body, "<blockquote><p>x", "x")),
        html("nested svg", repeated(body, "<svg><g><foreignObject>", "x")),
        html("nested templates", repeated(body, "<template>", "x")),
        html("nested forms", repeated(body, "<form><select><option>", "x")),
        html("nested math", repeated(body, "<math><mi>", "x")),
        html("nobr", repeated(body, "<nobr>x", "x")),
        html("closing tags", repeated(body, "</b></p></div>", "x")),
        html("one tag of attributes", counted(&format!("{body}<p "), "a#=b ")),
        html("tags of attributes", counted(body, "<p a# b# c# d# e# f# g# h#>x")),
        html("equal attributes", repeated(&format!("{body}<p "), "a=b ", ">x")),
        html("comments", repeated(body, "<!---->", "x")),
        html("open comment", repeated(&format!("{body}<!--"), "-- x ", "")),
        html("open script", repeated(&format!("{body}<script>"), "</scrip <!-- ", "")),
        html("open title", repeated("<title>", "words ", "")),
        html("open attribute", repeated(&format!("{body}<p title=\""), "words ", "")),
        html("less-than signs", repeated(body, "<", "")),
        html("ampersands", repeated(body, "&am", "")),
        html("character references", repeated(body, "&eacute;&#x1F600;", "")),
        html("paragraphs", repeated(body, "<p>Words of a paragraph, with a comma.</p>", "")),
        html("distinct paragraphs", counted(body, "<p>Paragraph number # says that @ agrees.</p>")),
        html("line breaks", repeated(body, "word<br>", "")),
        html("empty paragraphs", repeated(body, "<p></p>", "")),
        html("one long line", repeated(&format!("{body}<p>"), "Words of a line without an end, ", "")),
        html("list items", repeated(body, "<li>item</li>", "")),
        html("table rows", repeated(&format!("{body}<table>"), "<tr><td>1<td>a</tr>", "")),
        html("table cells", repeated(&format!("{body}<table><tr>"), "<td>1", "")),
        html("headings", repeated(body, "<h2>Heading</h2>", "")),
        html("titles", repeated("", "<h1>A title of a page</h1>", "")),
        html("articles", repeated("", "<article><h1>A title</h1><p>Words of one of many articles, and a few more.</p></article>", "")),
        html("figures", repeated(body, "<figure><img src=x><figcaption>A caption</figcaption></figure>", "")),
        html("links", repeated(body, "<a href=/x>a link</a> ", "")),
        html("times", repeated(body, "<time datetime=2025-10-03>3 October</time>", "")),
        html("bylines", repeated(body, "<p class=author>By Some Body</p>", "")),
        html("meta elements", repeated("<head>", "<meta property=og:title content='A title'>", "</head><p>x")),
        html("authors", counted("<head>", "<meta name=author content='@ @'>")),
        html("tags", counted("<head>", "<meta property=article:tag content='@ #'>")),
        html(
            "many JSON-LD blocks",
            repeated("", "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"x\"}</script>", ""),
        ),
        html(
            "one long JSON-LD list",
            repeated("<script type=application/ld+json>[", "{\"@type\":\"Person\",\"name\":\"x\"},", "{}]</script><p>x"),
        ),
        html("deep JSON-LD", repeated("<script type=application/ld+json>", "[{\"a\":", "</script><p>x")),
        html("quotes of JSON-LD", repeated("<script type=application/ld+json>{\"a\":\"", "\\\"", "\"}</script><p>x")),
        html("microdata", repeated("", "<div itemscope itemtype=https://schema.org/NewsArticle><p itemprop=articleBody>x", "")),
        html("NULs", repeated(body, "\0", "x")),
        html("no HTML at all", repeated("", "<>", "")),
    ];
    check(&shapes, 80_000);
}

#[test]
fn french_texts_cost_no_more_than_their_length() {
    texts("fr");
}

#[test]
fn english_texts_cost_no_more_than_their_length() {
    texts("en");
}

fn texts(language: &'static str) {
    let units = [
        "\"",
        "'",
        "«",
        "»",
        "« ",
        "“",
        "”x",
        "„",
        "‘",
        "’",
        "l'",
        "l’",
        "\"a\" ",
        "« a » ",
        "\"a, ",
        "(",
        ")",
        "()",
        "[",
        "{",
        "1",
        "1,",
        "1.",
        "1 ",
        "1 000 ",
        "1\u{202f}",
        "12-",
        "2025-10-",
        "3/4/",
        "$",
        "$1 ",
        "1 % ",
        "10 M€ ",
        "€",
        "A",
        "A ",
        "Ab ",
        "AB",
        "A. ",
        "A.B.",
        "M. ",
        "Mr. ",
        "Dr A ",
        "a",
        "é",
        "e\u{301}",
        "\u{301}",
        "\u{200d}",
        "\u{200b}",
        "👩\u{200d}🔬",
        "漢",
        "ا",
        "\u{202e}",
        "-",
        "- ",
        "— ",
        "–",
        "_",
        "*",
        "#",
        "> ",
        "`",
        "|",
        "~",
        "?",
        "? ",
        "Qui ? ",
        "Who? ",
        "!",
        "...",
        "…",
        ".",
        ". ",
        ",",
        ", ",
        ";",
        ": ",
        ":",
        "\n",
        "\n\n",
        "a\n",
        "A\n\n",
        "\t",
        "\u{a0}",
        "\r",
        "\u{2028}",
        "http://a.",
        "www.",
        "a@",
        "a@b.c ",
        "@",
        "/",
        "\\",
        "%",
        "&",
        "+",
        "=",
        "\0",
        "\u{fffd}",
        "million ",
        "cent mille ",
        "vingt-",
        "twenty-",
        "hundert",
        "de la ",
        "of the ",
        "und ",
        "que ",
        "dit ",
        "said ",
        "selon ",
        "according to ",
        "le directeur de ",
        "the chief executive of ",
        "ancien ",
        "former ",
        "directeur, ",
        "en 2025 ",
        "in 2025 ",
        "lundi ",
        "Monday ",
        "depuis ",
        "since ",
        "entre 1 et ",
        "from 1 to ",
        "plus de ",
        "more than ",
        "par an ",
        "Why ",
        "est-ce que ",
        "si ",
        "remplace ",
        "succeeds ",
        "Judge Roe of the court said the dean, who succeeded Doe, named ",
        "le maire Roe, qui a succédé à Doe, le juge de Foo, nomme ",
        "Aux Finances, le ministre Roe remplace Doe. ",
        "Roe, secrétaire général ; Doe, trésorier ; ",
        "nommé ",
        "appointed ",
        "Jean Dupont, ",
        "Jean Dupont dit : « ",
        "he said. ",
        "-t-il ",
        "ne ",
        "1er ",
        "third ",
        "XIXe ",
    ];
    let shape = |unit: &&str| text(language, &format!("{unit:?}"), repeated("Un début. ", unit, " fin."));
    check(&units.iter().map(shape).collect::<Vec<_>>(), 6_000);
}

fn text(language: &'static str, name: &str, make: Box<dyn Fn(usize) -> String>) -> Shape {
    Shape { name: format!("{language} {name}"), media_type: MediaType::Text, language: Some(language), make }
}

#[test]
fn articles_cost_no_more_than_their_length() {
    let mut shapes = Vec::new();
    for (language, sentences) in [
        (
            "fr",
            [
                "« Nous tenons # projets », affirme @ @. ",
                "@ @, directeur général de @ depuis 20#, investit # millions d’euros d’ici 2030. ",
                "@ @ remplace @ @ à la tête de @. ",
                "Pourquoi @ a-t-il dit « # » ? ",
                "Selon @, # % des habitants de @ partent avant le # mars 2025, soit # heures par semaine. ",
                "« @ # ",
            ],
        ),
        (
            "en",
            [
                "“We keep # projects,” said @ @. ",
                "@ @, chief executive of @ since 20#, invests $# million by 2030. ",
                "@ @ replaces @ @ as head of @. ",
                "Why did @ say “#”? ",
                "According to @, #% of the people of @ leave before March #, 2025, or # hours a week. ",
                "“@ # ",
            ],
        ),
    ] {
        for sentence in sentences {
            shapes.push(text(language, sentence, counted("", sentence)));
            shapes.push(text(language, &format!("{sentence} in paragraphs"), counted("", &format!("{sentence}\n\n"))));
            shapes.push(text(
                language,
                &format!("{sentence} repeated"),
                repeated("", &sentence.replace('@', "Bakorine").replace('#', "12"), ""),
            ));
        }
    }
    for language in ["de", "es", "it", "pt", "nl"] {
        shapes.push(text(language, "distinct names", counted("", "@ @ # @. ")));
        shapes.push(text(language, "quotes", counted("", "„@ #“, @ @. ")));
        shapes.push(text(language, "one sentence", counted("", "@ # la @ de ")));
    }
    shapes.push(text("en", "quotations of one sentence", counted("", "@ met @, saying “# more,” and ")));
    shapes.push(text("de", "marks within marks", counted("", "„@ „# so ")));
    shapes.push(text("de", "parties in brackets", counted("", "@ (SPD) kam. „@ # ist weg“, sagte der SPD-Chef. ")));
    shapes.push(text("en", "letters", counted("", "@ wrote a letter. “We # it,” the letter of the letter said. ")));
    for (name, unit) in [
        ("list", "- item\n"),
        ("nested list", "  - item\n    "),
        ("quotes", "> "),
        ("headings", "# A\n"),
        ("links", "[a](b) "),
        ("open links", "[a]("),
        ("code", "```\n"),
        ("emphasis", "**a*_"),
        ("table", "|a|b|\n"),
    ] {
        shapes.push(Shape {
            name: format!("Markdown {name}"),
            media_type: MediaType::Markdown,
            language: None,
            make: repeated("", unit, ""),
        });
    }
    check(&shapes, 15_000);
}

/// What the program took for `path` with `arguments`: peak memory in MB, processor time in seconds, and how it ended.
#[cfg(target_os = "linux")]
fn taken(arguments: &[&str], path: &std::path::Path) -> (u64, f64, Option<i32>) {
    let mut child = support::command(arguments.iter().map(std::ffi::OsStr::new).chain([path.as_os_str()]))
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let process = format!("/proc/{}", child.id());
    let tell = |name: &str| std::fs::read_to_string(format!("{process}/{name}"));
    let (mut peak, mut ticks) = (0, 0);
    loop {
        let status = tell("status").unwrap_or_default();
        let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        peak = peak.max(line.and_then(|l| l.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0));
        // User and system time, the 14th and 15th field, counted after the name in brackets; a tick is 10 ms.
        let stat = tell("stat").unwrap_or_default();
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
        ticks = ticks.max(fields.filter_map(|f| f.parse::<u64>().ok()).sum());
        let ended = tell("cmdline").is_ok_and(|c| c.is_empty());
        if ended && let Some(status) = child.try_wait().unwrap() {
            return (peak / 1000, ticks as f64 / 100.0, status.code());
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

/// Inputs of the largest size that is read, of shapes that cost most: with the names of their files.
#[cfg(target_os = "linux")]
fn huge() -> Vec<(&'static str, Box<dyn Fn(usize) -> String>)> {
    let body = "<!doctype html><html><body><article><h1>A title</h1><p>Some words of an article that goes on for a while.</p>";
    vec![
        ("divs.html", repeated("", "<div>", "x")),
        ("storm.html", tiled("", "<b id=i#><p>")),
        ("attributes.html", tiled("<p ", "a#=b ")),
        ("tags of attributes.html", repeated(body, "<p a b c d e f g h>x", "")),
        ("comments.html", repeated("", "<!---->", "x")),
        ("zeros.html", repeated("<p>", "\0", "x")),
        ("brackets.html", repeated("<script type=application/ld+json>", "[", "</script><p>x")),
        ("references.html", repeated(body, "&eacute;", "")),
        ("title.html", repeated("<title>", "words ", "")),
        ("paragraphs.html", counted(body, "<p>Paragraph # says that @ agrees with # people, “a place of note,” said @ @ on Monday.</p>")),
        ("one line.html", repeated(&format!("{body}<p>"), "Words of a line without an end, ", "")),
        ("words.txt", tiled("", "@ @ says that # people, “all of note,” agree with @ on Monday. ")),
        ("lines.txt", repeated("", "a\n\n", "")),
        ("list.md", repeated("", "- a\n", "")),
        ("numbers.txt", repeated("", "1 ", "")),
        ("ordinals.txt", repeated("", "1er ", "")),
        ("initials.txt", repeated("", "A.B.", "")),
        ("marks.txt", repeated("", "\"&", "")),
    ]
}

/// The promise is 300 MB, and 2 s for a release build on an idle core; tests run unoptimised builds beside others.
#[cfg(target_os = "linux")]
#[test]
fn the_largest_inputs_stay_within_time_and_memory() {
    let _alone = alone();
    let (megabytes, seconds) = (300, if cfg!(debug_assertions) { 10.0 } else { 4.0 });
    let folder = tempfile::tempdir().unwrap();
    let mut complaints = Vec::new();
    for (name, make) in huge() {
        let mut text = make(19_999_000);
        text.truncate((0..=20_000_000.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap());
        let path = write(folder.path(), name, text);
        let (peak, time, code) = taken(&["--lang", "fr", "--published", "2025-10-03"], &path);
        if std::env::var_os("SHAPE_TELL").is_some() {
            eprintln!("{name}: {time:.2} s, {peak} MB");
        }
        if code != Some(0) || peak >= megabytes || time >= seconds {
            complaints.push(format!("{name} took {peak} MB and {time:.1} s and ended with {code:?}"));
        }
        std::fs::remove_file(path).unwrap();
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_text_longer_than_any_article_is_cut_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let sentence = "Brakel hired 120 people on Monday, said Mary Holt. ";
    for (name, text) in [
        ("a.txt", sentence.repeat(400)),
        ("b.md", format!("# A title\n\n{}", sentence.repeat(400))),
        ("c.html", format!("<article><h1>A title</h1><p>{}</p></article>", sentence.repeat(400))),
    ] {
        let path = write(folder.path(), name, &text);
        let path = path.to_str().unwrap();
        let whole = run([path]).json();
        assert_eq!(whole["warnings"], serde_json::json!([]), "{name}");
        let run_ = run(["-v", "--max-text", "10k", path]);
        assert!(run_.err.contains("raise the limit with --max-text"), "{name}: {}", run_.err);
        let cut = run_.json();
        let (all, kept) = (whole["text"].as_str().unwrap(), cut["text"].as_str().unwrap());
        assert!(
            (8_000..=10_000).contains(&kept.len()) && all.starts_with(kept) && kept.ends_with("said Mary Holt."),
            "{name}: {}",
            kept.len()
        );
        assert_eq!(cut["warnings"][0]["code"], "text_capped", "{name}");
        // What was analysed is analysed as in the whole.
        let count = kept.matches("120 people").count();
        assert_eq!(cut["figures"].as_array().unwrap().len(), count, "{name}");
        assert!(whole["figures"].as_array().unwrap().starts_with(cut["figures"].as_array().unwrap()), "{name}");
    }
    assert_eq!(run(["--max-text", "lots", "x"]).code, 2);
}

#[test]
fn charsets_that_lie_give_a_report_with_a_counted_warning() {
    let text = "Le café de la gare a été repris par deux frères, dit la mairie. Pourquoi là ? Nul ne le sait encore, et c’est dommage.";
    let html = |charset: &str| {
        format!("<html><head><meta charset={charset}></head><body><article><h1>Le café</h1><p>{text}</p></article></body></html>")
    };
    let folder = tempfile::tempdir().unwrap();
    let utf16 = |bytes: &mut dyn Iterator<Item = u16>, little: bool| -> Vec<u8> {
        bytes.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    };
    let page = html("utf-8");
    let marked = format!("\u{feff}{page}");
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode(&page);
    let clean = [
        ("utf-8.html", page.clone().into_bytes()),
        ("bom.html", marked.clone().into_bytes()),
        ("utf-16le.html", utf16(&mut marked.encode_utf16(), true)),
        ("utf-16be.html", utf16(&mut marked.encode_utf16(), false)),
        ("latin.html", encoding_rs::WINDOWS_1252.encode(&html("iso-8859-1")).0.into_owned()),
        ("bom-over-meta.html", format!("\u{feff}{}", html("iso-8859-1")).into_bytes()),
        ("plain.txt", format!("{text}\n\n{text}\n").into_bytes()),
        ("plain-latin.txt", encoding_rs::WINDOWS_1252.encode(text).0.into_owned()),
    ];
    for (name, bytes) in clean {
        let report = run([write(folder.path(), name, bytes)]).json();
        assert!(report["text"].as_str().unwrap().contains("deux frères, dit la mairie"), "{name}: {}", report["text"]);
        assert!(!report["warnings"].to_string().contains("undecodable"), "{name}");
    }
    // A page whose declaration lies: its words come out, or the loss is counted.
    let lie = run([write(folder.path(), "lie.html", latin)]).json();
    let seen_through = lie["text"].as_str().unwrap().contains("deux frères, dit la mairie");
    assert!(seen_through || lie["warnings"].to_string().contains("undecodable_bytes"), "{lie}");
    let mut broken = page.clone().into_bytes();
    let at = page.find("frères").unwrap();
    broken[at] = 0xff;
    broken[at + 1] = 0xfe;
    let report = run([write(folder.path(), "broken.html", broken)]).json();
    let warnings = report["warnings"].as_array().unwrap();
    let warning = warnings.iter().find(|w| w["code"] == "undecodable_bytes").unwrap_or_else(|| panic!("no warning: {warnings:?}"));
    assert!(warning["message"].as_str().unwrap().starts_with('2'), "two bytes are counted: {warning}");
    assert!(report["text"].as_str().unwrap().contains('\u{fffd}'));
    let nul = run([write(folder.path(), "nul.html", page.replace(" été ", " é\0té "))]);
    assert_eq!(nul.code, 0);
    assert!(nul.json()["text"].as_str().unwrap().contains("repris par deux frères"));
}

#[test]
fn a_page_that_hits_a_cap_says_so() {
    let lead = "<article><h1>A title that stays</h1><p>Words of an article that stay readable in front of all that follows here.</p>";
    let folder = tempfile::tempdir().unwrap();
    for (name, page) in [
        ("deep.html", format!("{lead}{}", "<div>".repeat(100_000))),
        ("storm.html", format!("{lead}{}", (0..20_000).map(|n| format!("<b id=i{n}><p>")).collect::<String>())),
        ("deep-json.html", format!("<script type=application/ld+json>{}</script>{lead}", "[".repeat(10_000))),
    ] {
        let report = run([write(folder.path(), name, page)]).json();
        assert!(!report["warnings"].as_array().unwrap().is_empty(), "{name} has no warning");
        assert!(report["text"].as_str().unwrap().contains("stay readable"), "{name} lost its text");
    }
}

#[test]
fn what_a_page_says_cannot_steer_the_terminal() {
    let evil = "Bilan\u{1b}]52;c;bWFs\u{7} \u{1b}[2J \u{9b}31m\u{202e}gnp.exe\u{202c} \u{2066}x\u{2069} \r\u{8}fin";
    let record = serde_json::json!({"id": evil, "html": format!("<html><head><title>{evil}</title><meta name=author content='{evil}'></head><body><article><h1>{evil}</h1>\
        <p>« Nous sommes là {evil} », affirme Jeanne {evil} Petit, directrice de Brumel {evil}. Qui a {evil} gagné 40 % {evil} ?</p></article></body></html>")});
    let steers =
        |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
    let line = format!("{record}\nno record {evil}\n");
    for format in ["text", "json", "jsonl"] {
        let shown = run_with(["--records", "-v", "--format", format], line.as_bytes());
        assert!(!shown.out.contains(steers), "{format}: {:?}", shown.out);
        assert!(!shown.err.contains(steers), "{format}: {:?}", shown.err);
    }
    let report = &run_with(["--records"], line.as_bytes()).lines()[0];
    assert_eq!(report["source"]["input"], evil, "what JSON gives back is exact");
    // File names on standard error are as harmless.
    let err = run(["/no/such/\u{1b}[31mfile\u{202e}"]).err;
    assert!(!err.contains(steers), "{err:?}");
}

#[test]
fn spreadsheets_get_no_formulas() {
    let html = "<html><head><title>=HYPERLINK(\"http://evil.example\")</title></head><body><article><h1>=HYPERLINK(\"http://evil.example\")</h1>\
        <p>“=1+1 is what we say,” said Mary Holt. “@SUM(A1) too,” she said. Does -2+3 count? Jean Petit asked. The firm Brakel paid $30 million.</p></article></body></html>";
    let record = serde_json::json!({"id": "=cmd|' /C calc'!A0", "html": html, "url": "+1"}).to_string() + "\n";
    let mut cells = 0;
    for layer in ["entities", "roles", "role_changes", "figures", "dates", "quotations", "questions"] {
        let csv = run_with(["--records", "--layer", layer], record.as_bytes()).out;
        for row in csv::Reader::from_reader(csv.as_bytes()).records() {
            for cell in &row.unwrap() {
                cells += 1;
                assert!(!cell.starts_with(['=', '+', '@', '\t', '\r']), "{layer}: {cell}");
                assert!(!cell.starts_with('-') || cell.parse::<f64>().is_ok(), "{layer}: {cell}");
            }
        }
    }
    assert!(cells > 0, "no row to check");
}
