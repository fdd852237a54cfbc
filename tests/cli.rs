//! The command line: inputs of every kind, faces, exit codes.
#![allow(clippy::unwrap_used)]

mod support;

use serde_json::Value;
use std::process::Stdio;
use support::{article, command, run, run_with, write};

fn names(lines: &[Value]) -> Vec<String> {
    lines.iter().map(|l| l["source"]["input"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()).collect()
}

#[test]
fn one_file_gives_one_indented_report() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.html", article("Brakel"));
    let run = run([&path]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("{\n  \"schema_version\""));
    let report = run.json();
    assert_eq!(report["source"]["kind"], "file");
    assert_eq!(report["source"]["media_type"], "text/html");
    assert!(report["text"].as_str().unwrap().contains("garden tools Brakel"));
}

#[test]
fn standard_input_is_an_input() {
    let run = run_with(["-"], article("Brakel").as_bytes());
    assert_eq!(run.code, 0);
    assert_eq!(run.json()["source"]["kind"], "stdin");
    assert_eq!(run.json()["source"]["input"], "-");
}

#[test]
fn inputs_of_all_kinds_mix_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in ["z.html", "in/b.html", "in/a.html", "in/sub/c.txt", "listed.html"] {
        write(folder.path(), name, article(name));
    }
    let list = write(folder.path(), "list", format!("# a comment\n\n{}\r\n{}\n", at("listed.html").display(), at("gone.html").display()));
    let run = run_with(
        [
            at("z.html").as_os_str(),
            "-".as_ref(),
            at("in").as_os_str(),
            "ftp://news.example/x".as_ref(),
            "--files-from".as_ref(),
            list.as_os_str(),
        ],
        article("stdin").as_bytes(),
    );
    assert_eq!(names(&run.lines()), ["z.html", "-", "a.html", "b.html", "c.txt", "x", "listed.html", "gone.html"]);
    let kinds: Vec<_> = run.lines().iter().map(|l| l["error"]["kind"].as_str().map(str::to_owned)).collect();
    assert_eq!(kinds[5].as_deref(), Some("unsupported_scheme"));
    assert_eq!(kinds[7].as_deref(), Some("not_found"));
    assert_eq!(kinds.iter().flatten().count(), 2);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("6 analysed, 2 failed (1 not_found, 1 unsupported_scheme)"), "{}", run.err);
}

#[test]
fn folders_are_searched_with_globs() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.html", "a.txt", "style.css", ".hidden.html", ".git/c.html", "deep/er/d.html", "deep/e.md", "deep/x.json"] {
        write(folder.path(), name, article(name));
    }
    let found = |arguments: &[&str]| {
        let run = run(arguments.iter().copied().chain([folder.path().to_str().unwrap()]));
        names(&run.lines())
    };
    assert_eq!(found(&[]), ["a.txt", "b.html", "e.md", "d.html"]);
    assert_eq!(found(&["--include", "*.html"]), ["b.html", "d.html"]);
    assert_eq!(found(&["--include", "*.html", "--include", "*.json"]), ["b.html", "d.html", "x.json"]);
    assert_eq!(found(&["--exclude", "deep/**"]), ["a.txt", "b.html"]);
    assert_eq!(found(&["--exclude", "*.html", "--exclude", "a.*"]), ["e.md"]);
}

#[test]
fn records_come_back_in_order_with_their_ids() {
    let lines = "{\"id\": \"one\", \"text\": \"Hello there. Who is it?\", \"published\": \"2025-10-03\"}\n\nnot json\n{\"id\": 7, \"html\": \"<p>x\", \"language\": \"fr\"}\n{\"url\": \"https://news.example/a\"}\n";
    let run = run_with(["--records"], lines.as_bytes());
    let inputs: Vec<_> = run.lines().iter().map(|l| l["source"]["input"].as_str().unwrap().to_owned()).collect();
    assert_eq!(inputs, ["one", "line 3", "7", "line 5"]);
    assert_eq!(run.lines()[0]["article"]["published"], "2025-10-03");
    assert_eq!(run.lines()[2]["article"]["language"]["code"], "fr");
    assert_eq!(run.lines()[1]["error"]["kind"], "bad_record");
    assert_eq!(run.lines()[3]["error"]["kind"], "bad_record");
    assert_eq!(run.code, 1);
}

#[test]
fn a_pipeline_gets_each_answer_before_it_asks_the_next() {
    use std::io::{BufRead, BufReader, Write};
    let mut child = command(["--records", "-q"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
    for number in 0..5 {
        writeln!(stdin, "{{\"id\": \"r{number}\", \"text\": \"Some words.\"}}").unwrap();
        let report: Value = serde_json::from_str(&out.next().unwrap().unwrap()).unwrap();
        assert_eq!(report["source"]["input"], format!("r{number}"));
    }
    drop(stdin);
    assert!(out.next().is_none());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn exit_codes_tell_failure_from_wrong_usage() {
    let gone = run(["/no/such/file"]);
    assert_eq!((gone.code, gone.out.as_str()), (1, ""));
    assert_eq!(gone.err, "analyze: /no/such/file: no such file or folder\n");
    for address in ["www.news.example", "news.example/a"] {
        assert!(run([address]).err.contains("a web address begins with https://"), "{address}");
    }
    for wrong in [
        &[][..],
        &["--no-such-flag"],
        &["--format", "csv", "x"],
        &["--layer", "figures", "--format", "json", "x"],
        &["--lang", "français", "x"],
        &["--published", "yesterday", "x"],
        &["--published", "2025-02-30", "x"],
        &["--max-bytes", "lots", "x"],
        &["--timeout", "0", "x"],
        &["--header", "no colon", "x"],
        &["--cacert", "/no/such/file.pem", "x"],
        &["--proxy", ":::", "x"],
        &["--include", "a[", "x"],
        &["-", "--records"],
    ] {
        let run = run(wrong);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{wrong:?}");
        assert!(!run.err.is_empty(), "{wrong:?}");
    }
    assert_eq!(run(["--help"]).code, 0);
    assert_eq!(run(["--version"]).out, format!("analyze {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn help_shows_worked_examples() {
    let help = run(["--help"]).out;
    for words in ["jq ", "--records", "--files-from", "Exit status"] {
        assert!(help.contains(words), "{words}");
    }
}

#[test]
fn quiet_is_quiet_and_verbose_tells_warnings() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.html", "<html><body></body></html>");
    write(folder.path(), "b.html", b"%PDF-1.4 ...");
    let folder = folder.path().to_str().unwrap();
    assert_eq!(run(["-q", folder]).err, "");
    let normal = run([folder]).err;
    assert!(normal.contains("application/pdf") && !normal.contains("warning"), "{normal}");
    assert!(run(["-v", folder]).err.contains("warning: "));
}

#[test]
fn formats_are_faces_of_the_same_report() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.html", article("Brakel"));
    let path = path.to_str().unwrap();
    let json = run([path]).json();
    let line = run(["--format", "jsonl", path]);
    assert_eq!(line.lines(), [json]);
    let text = run(["--format", "text", path]).out;
    assert!(text.starts_with("Brakel opens a second plant\n"), "{text}");
    assert!(!text.contains('\u{1b}'));
    assert!(run(["--format", "text", "--color", "always", path]).out.starts_with("\u{1b}[1mBrakel"));
    for layer in ["entities", "roles", "role_changes", "figures", "dates", "quotations", "questions"] {
        let csv = run(["--format", "csv", "--layer", layer, path]);
        let mut reader = csv::Reader::from_reader(csv.out.as_bytes());
        let columns = reader.headers().unwrap().clone();
        assert_eq!(columns.get(0), Some("input"), "{layer}");
        let report = run([path]).json();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), report[layer].as_array().unwrap().len(), "{layer}");
        assert!(rows.iter().all(|r| r.len() == columns.len() && &r[0] == path), "{layer}");
    }
}

#[test]
fn output_goes_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.html", article("Brakel"));
    let out = folder.path().join("out.json");
    let run_to = |input: &str| run([input, "--output", out.to_str().unwrap()]);
    let run_ = run_to(path.to_str().unwrap());
    assert_eq!((run_.code, run_.out.as_str()), (0, ""));
    let kept = std::fs::read_to_string(&out).unwrap();
    assert_eq!(kept, run([&path]).out);
    // A run that fails leaves the last good report alone, and no scraps.
    assert_eq!(run_to("/no/such/file").code, 1);
    assert_eq!(std::fs::read_to_string(&out).unwrap(), kept);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_a_closed_pipe_is_not() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..50 {
        write(folder.path(), &format!("{number}.html"), article("Brakel"));
    }
    let full = run([folder.path().to_str().unwrap(), "--output", "/dev/full"]);
    assert_eq!(full.code, 1);
    assert!(full.err.contains("cannot write") && full.err.contains("No space left"), "{}", full.err);

    let mut child = command([folder.path()]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
}

#[test]
fn every_report_and_every_error_follows_the_schema() {
    let schema = run(["--schema"]).json();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.html", article("Brakel"));
    write(folder.path(), "b.html", "%PDF-1.4");
    write(folder.path(), "c.txt", "Un texte. Vraiment ? Oui, 40 %.");
    let mut lines = run([folder.path()]).lines();
    lines.extend(run(["/no/such/file", "ftp://x.example"]).lines());
    for fixtures in ["fixtures/pages", "fixtures/text"] {
        let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(fixtures);
        if fixtures.is_dir() {
            lines.extend(run([fixtures]).lines());
        }
    }
    assert!(lines.len() >= 5);
    for line in lines {
        let errors: Vec<String> = validator.iter_errors(&line).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", line["source"]["input"]);
    }
    // The test can fail: a report with a key of another type is refused.
    let mut broken = run(["-q", folder.path().join("c.txt").to_str().unwrap()]).json();
    broken["figures"] = Value::Null;
    assert!(!validator.is_valid(&broken));
}

#[test]
fn a_day_of_publication_can_be_given_for_pages_that_name_none() {
    let folder = tempfile::tempdir().unwrap();
    let silent = write(folder.path(), "a.html", article("Brakel"));
    let dated = article("Brakel").replace("<title>", "<meta property=\"article:published_time\" content=\"2024-05-02\"><title>");
    let dated = write(folder.path(), "b.html", dated);
    let day = |report: &Value| report["dates"][0]["value"].clone();
    let (silent, dated) = (silent.to_str().unwrap(), dated.to_str().unwrap());
    let without = run([silent]).json();
    assert_eq!((&without["article"]["published"], day(&without)), (&Value::Null, Value::Null), "nothing is guessed");
    // 3 October 2025 is a Friday; the plant opened "on Monday".
    let with = run([silent, "--published", "2025-10-03"]).json();
    assert_eq!((&with["article"]["published"], day(&with)), (&"2025-10-03".into(), "2025-09-29".into()));
    assert_eq!(with["dates"][0]["resolved"], true);
    // What the page says of itself comes first; 2 May 2024 is a Thursday.
    let own = run([dated, "--published", "2025-10-03"]).json();
    assert_eq!((&own["article"]["published"], day(&own)), (&"2024-05-02".into(), "2024-04-29".into()));
    // A record's own day comes before the one of the command line.
    let records = "{\"text\": \"It opened on Monday.\", \"published\": \"2024-05-02\"}\n{\"text\": \"It opened on Monday.\"}\n";
    let lines = run_with(["--records", "--lang", "en", "--published", "2025-10-03"], records.as_bytes()).lines();
    assert_eq!(lines.iter().map(day).collect::<Vec<_>>(), ["2024-04-29", "2025-09-29"]);
}

#[test]
fn a_model_file_replaces_the_built_in_one_or_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let page = write(folder.path(), "a.html", article("Brakel"));
    let weights = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("models/fr.bin");
    let with = |value: &str| run([page.as_os_str(), "--model".as_ref(), value.as_ref()]);
    let good = with(&format!("en={}", weights.display()));
    assert_eq!(good.code, 0, "{}", good.err);
    for (value, told) in
        [(format!("en={}", page.display()), "not a weight file"), ("en".to_owned(), "as fr=FILE"), ("xx=a".to_owned(), "xx is not one")]
    {
        let bad = with(&value);
        assert_eq!(bad.code, 2, "{}", bad.err);
        assert!(bad.err.contains(told), "{}", bad.err);
    }
}
