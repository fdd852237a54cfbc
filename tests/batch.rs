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
    let folder = folder(200);
    write(folder.path(), "03/bad.html", "");
    let one = run(["-q", "-j", "1", folder.path().to_str().unwrap()]);
    let many = run(["-q", "-j", "8", folder.path().to_str().unwrap()]);
    assert_eq!(one.out.lines().count(), 201);
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

/// Runs the batch with `--resume` until it ends of itself, killing it first after each of `moments`.
#[cfg(unix)]
fn cut_off_and_go_on(folder: &Path, output: &Path, moments: impl Iterator<Item = Duration>) -> (usize, i32) {
    let arguments = ["-q", "--resume", "-j", "2", "--output", output.to_str().unwrap(), folder.to_str().unwrap()];
    let mut kills = 0;
    for moment in moments {
        let mut child = command(arguments).stdin(Stdio::null()).spawn().unwrap();
        std::thread::sleep(moment);
        if child.try_wait().unwrap().is_none() {
            kills += 1;
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
    (kills, run(arguments).code)
}

#[cfg(unix)]
#[test]
fn killed_at_any_moment_nothing_is_lost_or_doubled() {
    let folder = folder(150);
    write(folder.path(), "03/bad.html", "");
    let clean = run(["-q", folder.path().to_str().unwrap()]);
    let place = tempfile::tempdir().unwrap();
    let mut kills = 0;
    // Five times ten kills; the moments are spread over a run's length, odd steps apart.
    for round in 0..5u64 {
        let output = place.path().join(format!("{round}.jsonl"));
        let moments = (0..10u64).map(|n| Duration::from_micros(500 + (round * 10 + n) * 7919 % 40_000));
        let (killed, code) = cut_off_and_go_on(folder.path(), &output, moments);
        kills += killed;
        assert_eq!(code, 1, "the failed input still tells in the exit status");
        assert!(std::fs::read_to_string(&output).unwrap() == clean.out, "round {round} differs from a clean run");
    }
    assert!(kills >= 5, "only {kills} runs were still going when they were killed");
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
    use std::io::{BufRead, BufReader, Write};
    let mut child = command(["--records"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
    // The run is under way, and waits for more.
    writeln!(stdin, "{{\"id\": \"a\", \"text\": \"Some words.\"}}").unwrap();
    assert!(out.next().unwrap().unwrap().contains("\"input\":\"a\""));
    std::thread::sleep(Duration::from_millis(200));
    assert!(std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
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
