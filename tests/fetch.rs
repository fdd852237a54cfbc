//! Fetching, against a server that misbehaves on purpose.
#![allow(clippy::unwrap_used)]

mod support;

use std::io::Write;
use std::time::{Duration, Instant};
use support::server::{Server, page, send};
use support::{article, run};

/// The kind of error that fetching `path` ends with (another input makes it a batch, so that there is an error line).
fn kind(server: &Server, path: &str, arguments: &[&str]) -> String {
    let url = server.url(path);
    run(arguments.iter().copied().chain([url.as_str(), "/no/such/file"])).error_kind()
}

#[test]
fn a_page_is_fetched_with_its_address_status_and_charset() {
    let server = Server::new(|request, stream| match request.path.as_str() {
        "/old" => send(stream, "301 Moved Permanently", &["Location: /new"], b""),
        _ => {
            let (latin, ..) = encoding_rs::WINDOWS_1252
                .encode("<html><body><p>Un été à la montagne, où tout va bien pour les élèves et leurs parents, du matin au soir.</p>");
            send(stream, "200 OK", &["Content-Type: text/html; Charset=\"ISO-8859-1\""], &latin);
        }
    });
    let run = run([server.url("/old")]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let source = &run.json()["source"];
    assert_eq!(source["kind"], "url");
    assert_eq!(source["input"], server.url("/old"));
    assert_eq!(source["url"], server.url("/new"));
    assert_eq!(source["status"], 200);
    assert!(source["fetched_at"].as_str().unwrap().ends_with('Z'));
    assert!(run.json()["text"].as_str().unwrap().contains("Un été à la montagne"));
    let agent = server.seen()[0].header("user-agent").unwrap().to_owned();
    assert_eq!(agent, concat!("analyze/", env!("CARGO_PKG_VERSION")));
}

#[test]
fn own_headers_go_to_the_first_host_alone() {
    let other = Server::new(|_, stream| page(stream, &article("Other")));
    let target = other.url("/");
    let server = Server::new(move |request, stream| match request.path.as_str() {
        "/away" => send(stream, "302 Found", &[&format!("Location: {target}")], b""),
        "/home" => send(stream, "302 Found", &["Location: /in"], b""),
        _ => page(stream, &article("Home")),
    });
    let arguments = ["-H", "Authorization: Bearer word", "--user-agent", "Reader/2"];
    assert_eq!(run(arguments.into_iter().chain([server.url("/away").as_str()])).code, 0);
    assert_eq!(run(arguments.into_iter().chain([server.url("/home").as_str()])).code, 0);
    assert!(server.seen().iter().all(|r| r.header("authorization") == Some("Bearer word")));
    assert_eq!(server.seen().len(), 3);
    assert_eq!(other.seen().len(), 1);
    assert_eq!(other.seen()[0].header("authorization"), None);
    assert_eq!(other.seen()[0].header("user-agent"), Some("Reader/2"));
}

#[test]
fn what_is_no_page_is_a_clear_error() {
    let server = Server::new(|request, stream| match request.path.as_str() {
        "/404" => send(stream, "404 Not Found", &["Content-Type: text/html"], b"<p>gone</p>"),
        "/empty" => send(stream, "200 OK", &["Content-Type: text/html"], b""),
        "/json" => send(stream, "200 OK", &["Content-Type: application/json"], b"{}"),
        "/image" => send(stream, "200 OK", &["Content-Type: image/png"], b"x"),
        "/lie" => send(stream, "200 OK", &["Content-Type: text/html"], b"%PDF-1.4"),
        "/loop" => send(stream, "302 Found", &["Location: /loop"], b""),
        "/file" => send(stream, "302 Found", &["Location: file:///etc/passwd"], b""),
        "/gopher" => send(stream, "302 Found", &["Location: gopher://localhost/"], b""),
        "/login" => send(stream, "302 Found", &["Location: http://me:word@localhost/"], b""),
        "/none" => send(stream, "304 Not Modified", &[], b""),
        _ => send(stream, "500 Internal Server Error", &[], b""),
    });
    for (path, expected) in [
        ("/404", "http_status"),
        ("/none", "http_status"),
        ("/500", "http_status"),
        ("/empty", "empty"),
        ("/json", "media_type"),
        ("/image", "media_type"),
        ("/lie", "media_type"),
        ("/loop", "too_many_redirects"),
        ("/file", "unsupported_scheme"),
        ("/gopher", "unsupported_scheme"),
        ("/login", "credentials"),
    ] {
        assert_eq!(kind(&server, path, &[]), expected, "{path}");
    }
    assert_eq!(server.seen().iter().filter(|r| r.path == "/loop").count(), 6, "five redirects are followed");
}

#[test]
fn an_answer_that_breaks_off_is_never_half_a_report() {
    let server = Server::new(|request, stream| {
        let head = |more: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{more}\r\n");
        let body = article("Brakel");
        let _ = match request.path.as_str() {
            "/short" => stream.write_all((head("Content-Length: 5000\r\n") + &body).as_bytes()),
            "/chunk" => stream.write_all((head("Transfer-Encoding: chunked\r\n") + "10\r\n<html><body><p>x\r\nzz\r\n").as_bytes()),
            "/torn" => stream.write_all((head("Transfer-Encoding: chunked\r\n") + "10\r\n<html><body><p>x\r\n").as_bytes()),
            "/gzip" => stream.write_all((head("Content-Encoding: gzip\r\n") + "this is no gzip").as_bytes()),
            "/garbage" => stream.write_all(b"\x00\x01\x02\x03 no HTTP at all\r\n\r\n"),
            _ => Ok(()),
        };
    });
    for path in ["/short", "/chunk", "/torn", "/gzip", "/garbage", "/nothing"] {
        assert_eq!(kind(&server, path, &[]), "incomplete", "{path}");
    }
}

#[test]
fn the_deadline_bounds_everything() {
    let server = Server::new(|request, stream| {
        if request.path != "/silent" {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n");
        }
        // Longer than the program waits; a byte now and then.
        for _ in 0..100 {
            std::thread::sleep(Duration::from_millis(100));
            if request.path == "/drip" && stream.write_all(b"<").is_err() {
                return;
            }
        }
    });
    for path in ["/silent", "/drip", "/stall"] {
        let begun = Instant::now();
        assert_eq!(kind(&server, path, &["--timeout", "0.5"]), "timeout", "{path}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{path} took {:?}", begun.elapsed());
    }
}

#[test]
fn unreachable_hosts_are_told_apart() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let ask = |url: &str| run([url, "/no/such/file"]).error_kind();
    assert_eq!(ask(&format!("http://{closed}/")), "connect");
    assert_eq!(ask("http://no-such-host.invalid/"), "dns");
    assert_eq!(ask("http://"), "bad_address");
    assert_eq!(ask("http://user:word@localhost/"), "credentials");
}
