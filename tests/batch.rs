//! Long batches: order, nothing lost when cut off, one bad input never more than one bad line.
#![allow(clippy::unwrap_used)]

mod support;

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use support::{article, command, run, run_with, write};

/// A folder of `count` small articles.
fn folder(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..count {
        write(folder.path(), &format!("{:02}/{number:04}.html", number % 7), article(&format!("Firm {number}")));
    }
    folder
}

#[test]
fn a_bad_file_in_the_middle_is_one_line() {
    let folder = folder(299);
    write(folder.path(), "03/0100-bad.html", "%PDF-1.7");
    let run = run([folder.path()]);
    assert_eq!(run.code, 1);
    let lines = run.lines();
    assert_eq!(lines.len(), 300);
    let names: Vec<&str> = lines.iter().map(|l| l["source"]["input"].as_str().unwrap()).collect();
    assert!(names.is_sorted());
    let bad: Vec<usize> = (0..300).filter(|&i| lines[i]["error"]["kind"] == "media_type").collect();
    assert_eq!(bad.len(), 1);
    assert!(names[bad[0]].ends_with("0100-bad.html"));
    assert!(run.err.contains("299 analysed, 1 failed (1 media_type)"), "{}", run.err);
}

#[test]
fn the_number_of_workers_changes_nothing() {
    let folder = folder(500);
    // Most are short, some long, some bad, so that workers overtake each other all the time.
    for number in 0..4_500 {
        let name = format!("{:02}/{number:04}-more.html", number % 7);
        match number % 100 {
            0 => write(folder.path(), &name, ""),
            50 => write(folder.path(), &name, article(&format!("Firm {number}")).repeat(10)),
            _ => write(folder.path(), &name, format!("<p>Firm number {number} hired {number} people on Monday.")),
        };
    }
    let one = run(["-q", "-j", "1", folder.path().to_str().unwrap()]);
    let many = run(["-q", "-j", "8", folder.path().to_str().unwrap()]);
    assert_eq!(one.out.lines().count(), 5_000);
    assert!(one.out == many.out, "the bytes differ between 1 and 8 workers");
}

#[test]
fn fail_fast_stops_at_the_first_failure() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.html", article("A"));
    write(folder.path(), "b.html", "");
    write(folder.path(), "c.html", article("C"));
    let run_ = |flags: &[&str]| run(flags.iter().copied().chain([folder.path().to_str().unwrap()]));
    let fast = run_(&["--fail-fast"]);
    assert_eq!((fast.code, fast.lines().len()), (1, 2));
    assert_eq!(run_(&["--fail-fast", "--keep-going"]).lines().len(), 3);
}

#[test]
fn error_lines_are_copied_to_a_file() {
    let folder = folder(5);
    write(folder.path(), "03/bad.html", "");
    let errors = tempfile::NamedTempFile::new().unwrap();
    let run = run([folder.path().to_str().unwrap(), "--errors", errors.path().to_str().unwrap()]);
    let copied = std::fs::read_to_string(errors.path()).unwrap();
    assert_eq!(copied.lines().count(), 1);
    assert!(run.out.contains(&copied));
}

/// Runs the batch with `--resume`, kills it after a time that `moment` gives, and again, until a run ends by itself first.
/// Returns how many were killed, how many of those had written something, and the exit status of the last.
#[cfg(unix)]
fn cut_off_and_go_on(folder: &Path, output: &Path, mut moment: impl FnMut() -> Duration) -> (usize, usize, Option<i32>) {
    let arguments = ["-q", "--resume", "-j", "2", "--output", output.to_str().unwrap(), folder.to_str().unwrap()];
    let written = || std::fs::metadata(output).map_or(0, |m| m.len());
    let (mut kills, mut amid) = (0, 0);
    loop {
        let before = written();
        let mut child = command(arguments).stdin(Stdio::null()).spawn().unwrap();
        std::thread::sleep(moment());
        child.kill().unwrap();
        let status = child.wait().unwrap();
        if status.code().is_some() {
            return (kills, amid, status.code());
        }
        kills += 1;
        amid += usize::from(written() > before);
    }
}

#[cfg(unix)]
#[test]
fn killed_at_any_moment_nothing_is_lost_or_doubled() {
    let folder = folder(250);
    write(folder.path(), "03/bad.html", "");
    let begun = std::time::Instant::now();
    let clean = run(["-q", "-j", "2", folder.path().to_str().unwrap()]);
    let length = begun.elapsed();
    let place = tempfile::tempdir().unwrap();
    let (mut kills, mut amid, mut round) = (0, 0, 0u32);
    // Moments from the first to the last of a run, in an order that looks random and is the same every time.
    let mut moments = (0u32..).map(|n| length.mul_f64(f64::from(n.wrapping_mul(7919) % 101) / 101.0));
    while kills < 50 {
        let output = place.path().join(format!("{round}.jsonl"));
        let (killed, wrote, code) = cut_off_and_go_on(folder.path(), &output, || moments.next().unwrap());
        kills += killed;
        amid += wrote;
        round += 1;
        assert_eq!(code, Some(1), "the failed input still tells in the exit status");
        assert!(std::fs::read_to_string(&output).unwrap() == clean.out, "round {round} differs from a clean run");
        assert!(round < 500, "only {kills} runs were still going when they were killed");
    }
    assert!(amid >= 10, "only {amid} of {kills} runs were killed amid their output");
}

#[cfg(unix)]
#[test]
fn a_torn_last_line_is_made_whole() {
    let folder = folder(20);
    let clean = run(["-q", folder.path().to_str().unwrap()]).out;
    let output = folder.path().join("out.jsonl");
    let input = folder.path().to_str().unwrap();
    for cut in [0, 1, 17, clean.len() / 2, clean.len() - 1, clean.len()] {
        std::fs::write(&output, &clean.as_bytes()[..cut]).unwrap();
        assert_eq!(run(["-q", "--resume", "-o", output.to_str().unwrap(), input]).code, 0);
        assert!(std::fs::read_to_string(&output).unwrap() == clean, "cut at {cut}");
    }
    std::fs::write(&output, "My letters.\n").unwrap();
    let refused = run(["-q", "--resume", "-o", output.to_str().unwrap(), input]);
    assert_eq!(refused.code, 1);
    assert_eq!(std::fs::read_to_string(&output).unwrap(), "My letters.\n");
}

#[test]
fn resume_is_for_outputs_that_can_be_resumed() {
    for wrong in [&["--resume", "x", "y"][..], &["--resume", "-o", "out", "-f", "text", "x", "y"], &["--output-dir", "d", "-o", "f", "x"]] {
        assert_eq!(run(wrong).code, 2, "{wrong:?}");
    }
}

#[test]
fn one_file_a_report_and_none_outside() {
    let place = tempfile::tempdir().unwrap();
    let reports = place.path().join("in/reports");
    let long = "x".repeat(300);
    let records: String = ["../../x", "a/b\\c", "nul\\u0000byte", &long, "", "/etc/passwd", "..", "é"]
        .iter()
        .map(|id| format!("{{\"id\": \"{}\", \"text\": \"Some words.\"}}\n", id.replace("b\\c", "b\\\\c")))
        .collect();
    let run_ = |more: &[&str]| run_with(["--records", "--output-dir", reports.to_str().unwrap()].iter().chain(more), records.as_bytes());
    let first = run_(&[]);
    assert_eq!((first.code, first.out.as_str()), (0, ""), "{}", first.err);
    let files = || std::fs::read_dir(&reports).unwrap().map(|e| e.unwrap().path()).collect::<Vec<_>>();
    assert_eq!(files().len(), 8);
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
    for file in files() {
        let report: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        assert_eq!(report["text"], "Some words.");
    }
    // A second run overwrites nothing, and with --resume there is nothing left to do.
    let again = run_(&[]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("8 failed (8 exists)"), "{}", again.err);
    std::fs::remove_file(&files()[0]).unwrap();
    let resumed = run_(&["--resume"]);
    assert_eq!((resumed.code, files().len()), (0, 8));
    assert!(resumed.err.contains("1 analysed, 0 failed"), "{}", resumed.err);
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_what_is_done() {
    ended_by("-INT", 130);
}

#[cfg(unix)]
#[test]
fn being_terminated_leaves_what_is_done() {
    ended_by("-TERM", 143);
}

#[cfg(unix)]
fn ended_by(signal: &str, code: i32) {
    use std::io::{BufRead, BufReader, Write};
    let mut child = command(["--records"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
    // The run is under way, and waits for more.
    writeln!(stdin, "{{\"id\": \"a\", \"text\": \"Some words.\"}}").unwrap();
    assert!(out.next().unwrap().unwrap().contains("\"input\":\"a\""));
    std::thread::sleep(Duration::from_millis(200));
    assert!(std::process::Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(code));
    assert!(String::from_utf8_lossy(&output.stderr).contains("interrupted: 1 analysed"), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(out.next().is_none());
}

#[cfg(unix)]
#[test]
fn odd_files_are_passed_over_or_told() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    write(folder.path(), "a.html", article("A"));
    symlink(folder.path(), at("loop")).unwrap();
    symlink(at("a.html"), at("b.html")).unwrap();
    symlink(at("nowhere"), at("c.html")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(at("d.html")).status().unwrap().success());
    std::os::unix::net::UnixListener::bind(at("e.html")).unwrap();
    let odd = folder.path().join(std::ffi::OsStr::from_bytes(b"f-\xff\xfe.html"));
    std::fs::write(&odd, article("F")).unwrap();
    let closed = write(folder.path(), "g.html", article("G"));
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o0)).unwrap();
    let readable = std::fs::read(&closed).is_ok();
    let lines = run([folder.path()]).lines();
    let names: Vec<&str> = lines.iter().map(|l| l["source"]["input"].as_str().unwrap().rsplit('/').next().unwrap()).collect();
    assert_eq!(names, ["a.html", "f-\u{fffd}\u{fffd}.html", "g.html"]);
    if !readable {
        assert_eq!(lines[2]["error"]["kind"], "permission_denied");
    }
    // In a list a pipe could block for ever; on the command line the user means it.
    let listed = run_with(["--files-from", "-"], format!("{}\n{}\n", at("d.html").display(), at("a.html").display()).as_bytes());
    assert_eq!(listed.lines()[0]["error"]["kind"], "not_a_file");
    assert_eq!(listed.lines()[1]["article"]["title"], "A opens a second plant");
    let (pipe, text) = (at("d.html"), article("Piped"));
    let writer = std::thread::spawn(move || std::fs::write(pipe, text).unwrap());
    assert_eq!(run([at("d.html")]).json()["article"]["title"], "Piped opens a second plant");
    writer.join().unwrap();
}

#[test]
fn a_huge_file_is_refused_without_being_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = std::fs::File::create(folder.path().join("sparse.html")).unwrap();
    file.set_len(50 << 30).unwrap();
    let begun = std::time::Instant::now();
    assert_eq!(run([folder.path()]).error_kind(), "too_large");
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert_eq!(run_with(["--max-bytes", "10", "-", "/no/such/file"], b"more than ten bytes").error_kind(), "too_large");
}

#[test]
fn compressed_files_are_read() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let page = article("Packed");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(page.as_bytes()).unwrap();
    write(folder.path(), "a.html.gz", gzip.finish().unwrap());
    write(folder.path(), "b.html.zst", zstd::stream::encode_all(page.as_bytes(), 3).unwrap());
    let mut xz = lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::with_preset(1)).unwrap();
    xz.write_all(page.as_bytes()).unwrap();
    write(folder.path(), "c.html.xz", xz.finish().unwrap());
    let lines = run([folder.path()]).lines();
    assert_eq!(lines.len(), 3);
    for line in lines {
        assert_eq!(line["article"]["title"], "Packed opens a second plant");
        assert_eq!(line["source"]["media_type"], "text/html");
    }
}

#[test]
fn what_a_run_writes_is_no_input_of_it() {
    let folder = folder(5);
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let input = folder.path().to_str().unwrap();
    // Names that a search of the folder would take in.
    let (reports, errors) = (at("01/reports"), at("02/errors"));
    write(folder.path(), "00/bad.html", "");
    for _ in 0..2 {
        let run = run(["-o", &reports, "--errors", &errors, input]);
        assert!(run.err.contains("5 analysed, 1 failed (1 empty)"), "{}", run.err);
    }
    let resumed = run(["-o", &reports, "--errors", &errors, "--resume", input]);
    assert!(resumed.err.contains("6 done before, 0 analysed, 0 failed"), "{}", resumed.err);
    std::fs::remove_file(&reports).unwrap();
    std::fs::remove_file(&errors).unwrap();
    assert!(run(["-f", "text", "--output-dir", &at("03"), input]).err.contains("5 analysed, 1 failed"));
    let again = run(["-f", "text", "--output-dir", &at("03"), "--resume", input]);
    assert!(again.err.contains("0 analysed, 1 failed (1 empty)"), "{}", again.err);
}

#[test]
fn outputs_are_never_written_over_inputs() {
    let folder = folder(2);
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (page, other) = (at("00/0000.html"), at("01/0001.html"));
    let list = write(folder.path(), "list", &page).to_str().unwrap().to_owned();
    let kept = std::fs::read(&page).unwrap();
    for wrong in [
        vec![&*page, "-o", &page],
        vec![&page, &other, "-o", &page],
        vec![&page, &other, "--errors", &page],
        vec!["--files-from", &list, "-o", &list],
        vec![&page, &other, "-o", &reports(&page), "--errors", &reports(&page)],
    ] {
        let run = run(&wrong);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{wrong:?}");
        assert!(run.err.contains("name another one"), "{}", run.err);
    }
    assert!(std::fs::read(&page).unwrap() == kept && std::fs::read_to_string(&list).unwrap() == page);
    assert!(!std::path::Path::new(&reports(&page)).exists());
    // An error of opening names its file.
    assert!(run([&page, &other, "--errors", "/no/such/folder/e"]).err.contains("/no/such/folder/e"));
}

/// A name beside `page`, written in a roundabout way.
fn reports(page: &str) -> String {
    format!("{page}/../../reports").replace("0000.html/../", "")
}

#[test]
fn lists_and_records_may_begin_with_a_byte_order_mark() {
    let folder = folder(1);
    let page = folder.path().join("00/0000.html");
    let run_ = run_with(["--files-from", "-"], format!("\u{feff}{}\r\n", page.display()).as_bytes());
    assert_eq!((run_.code, run_.lines().len()), (0, 1), "{}", run_.err);
    let run_ = run_with(["--records"], "\u{feff}{\"id\": \"a\", \"text\": \"Some words.\"}\n".as_bytes());
    assert_eq!((run_.code, run_.lines()[0]["source"]["input"].as_str()), (0, Some("a")), "{}", run_.err);
}

#[test]
fn a_search_that_finds_nothing_says_so() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.pdf", "%PDF-1.7");
    let found = run([folder.path()]);
    assert_eq!((found.code, found.out.as_str()), (0, ""));
    assert!(found.err.contains("nothing was found to analyse"), "{}", found.err);
}

/// The wall around one input, shown with an analysis that panics for it.
#[test]
fn a_panic_is_one_error_line() {
    use analyze::batch::{self, End, Flow, Outcome, Sink, Work};
    use analyze::source::fetch::{FetchContext, FetchOptions};
    use analyze::source::input::Input;
    struct Kept(Vec<(String, Option<&'static str>)>);
    impl Sink for Kept {
        fn put(&mut self, outcome: Outcome) -> std::io::Result<Flow> {
            self.0.push((outcome.input, outcome.result.err().map(|e| e.error.kind.name())));
            Ok(Flow::Continue)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let record = |number: usize| Input::Record { line: format!("{{\"text\": \"Words number {number}.\"}}").into_bytes(), number };
    let work = Work {
        fetch: std::sync::Arc::new(FetchContext::new(FetchOptions::default()).unwrap()),
        max_bytes: 1000,
        jobs: 3,
        analyze: Box::new(|page| {
            assert!(page.input != "line 5", "a fault for the test");
            analyze::analyze(page, &analyze::Options::default())
        }),
        render: Box::new(|report| analyze::report::json::line(report).map_err(|e| e.to_string())),
    };
    let mut kept = Kept(Vec::new());
    let end = batch::run((1..=20).map(record), work, &mut kept, &std::sync::atomic::AtomicBool::new(false)).unwrap();
    assert_eq!(end, End::Complete);
    let expected: Vec<_> = (1..=20).map(|n| (format!("line {n}"), (n == 5).then_some("internal"))).collect();
    assert_eq!(kept.0, expected);
}
