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
        assert_eq!(kind(&server, path, &["--retries", "0"]), expected, "{path}");
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
        assert_eq!(kind(&server, path, &["--retries", "0"]), "incomplete", "{path}");
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
    // A handshake that is never answered.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", silent.local_addr().unwrap());
    assert_eq!(run(["--timeout", "0.5", &url, "/no/such/file"]).error_kind(), "timeout");
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

#[test]
fn a_bomb_is_stopped_at_the_cap() {
    // 200 MB of zeros in every coding; none is larger than 200 KB on the wire.
    let zeros = vec![0u8; 1 << 20];
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let mut zstd = zstd::stream::write::Encoder::new(Vec::new(), 3).unwrap();
    for _ in 0..200 {
        gzip.write_all(&zeros).unwrap();
        deflate.write_all(&zeros).unwrap();
        zstd.write_all(&zeros).unwrap();
    }
    let brotli = include_bytes!("../fixtures/hostile/zeros-200mb.br").to_vec();
    let bombs =
        [("gzip", gzip.finish().unwrap()), ("deflate", deflate.finish().unwrap()), ("zstd", zstd.finish().unwrap()), ("br", brotli)];
    let mut files = tempfile::tempdir().map(|d| (d, Vec::new())).unwrap();
    for (name, bomb) in &bombs {
        assert!(bomb.len() < 210_000, "{name}: {}", bomb.len());
        if matches!(*name, "gzip" | "zstd") {
            files.1.push(support::write(files.0.path(), name, bomb));
        }
    }
    let server = Server::new(move |request, stream| {
        let (coding, plain) = request.path.split_once('?').map_or((&request.path[1..], false), |(p, _)| (&p[1..], true));
        let body = &bombs.iter().find(|(name, _)| *name == coding).unwrap().1;
        let header = format!("Content-Encoding: {coding}");
        // Once as a coding of HTTP, once as a file that is compressed itself.
        let headers = if plain { vec!["Content-Type: application/octet-stream"] } else { vec!["Content-Type: text/html", header.as_str()] };
        send(stream, "200 OK", &headers, body);
    });
    for path in ["/gzip", "/deflate", "/zstd", "/br", "/gzip?plain", "/zstd?plain"] {
        assert_eq!(kind(&server, path, &[]), "too_large", "{path}");
    }
    for file in &files.1 {
        assert_eq!(run([file.as_os_str(), "/no/such/file".as_ref()]).error_kind(), "too_large", "{}", file.display());
    }
}

#[test]
fn what_is_just_within_the_cap_is_read() {
    let server = Server::new(|_, stream| page(stream, &format!("<p>{}", "words and words ".repeat(100))));
    let url = server.url("/");
    assert_eq!(run(["--max-bytes", "1603", &url]).code, 0);
    assert_eq!(run(["--max-bytes", "1602", &url, "/no/such/file"]).error_kind(), "too_large");
}

#[test]
fn passing_failures_get_another_try() {
    let tries = std::sync::Mutex::new(std::collections::HashMap::<String, usize>::new());
    let server = Server::new(move |request, stream| {
        let count = {
            let mut tries = tries.lock().unwrap();
            let count = tries.entry(request.path.clone()).or_default();
            *count += 1;
            *count
        };
        match (request.path.as_str(), count) {
            ("/busy", 1) => send(stream, "503 Service Unavailable", &["Retry-After: 1"], b""),
            ("/many", 1) => send(stream, "429 Too Many Requests", &["Retry-After: 0"], b""),
            ("/flaky", 1 | 2) => drop(stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<p>")),
            ("/never", _) => send(stream, "503 Service Unavailable", &["Retry-After: 0"], b""),
            ("/later", _) => send(stream, "429 Too Many Requests", &["Retry-After: 3600"], b""),
            ("/gone", _) => send(stream, "410 Gone", &["Retry-After: 0"], b""),
            _ => page(stream, &article("Brakel")),
        }
    });
    let count = |path: &str| server.seen().iter().filter(|r| r.path == path).count();
    let begun = Instant::now();
    assert_eq!(run([server.url("/busy")]).code, 0);
    assert!(begun.elapsed() >= Duration::from_secs(1), "Retry-After was not waited for");
    assert_eq!(run([server.url("/many")]).code, 0);
    assert_eq!(run([server.url("/flaky")]).code, 0);
    for path in ["/never", "/later", "/gone"] {
        assert_eq!(kind(&server, path, &[]), "http_status", "{path}");
    }
    let counts = ["/busy", "/many", "/flaky", "/never", "/later", "/gone"].map(count);
    assert_eq!(counts, [2, 2, 3, 3, 1, 1]);
}

#[test]
fn hosts_are_asked_at_a_pace() {
    let server = Server::new(|_, stream| page(stream, &article("Brakel")));
    let urls: Vec<String> = (0..5).map(|n| server.url(&format!("/{n}"))).collect();
    let timed = |rate: &str| {
        let begun = Instant::now();
        assert_eq!(run(["--rate", rate, "-j", "4", "-q"].into_iter().chain(urls.iter().map(String::as_str))).code, 0);
        begun.elapsed()
    };
    assert!(timed("5") >= Duration::from_millis(800), "five inputs at five a second take four pauses");
    assert!(timed("0") < timed("5"));
}

#[test]
fn robots_txt_is_honoured_where_asked() {
    let server = Server::new(|request, stream| match request.path.as_str() {
        "/robots.txt" => send(stream, "200 OK", &["Content-Type: text/plain"], b"User-agent: *\nDisallow: /closed\n"),
        "/to" => send(stream, "302 Found", &["Location: /closed/x"], b""),
        _ => page(stream, &article("Brakel")),
    });
    assert_eq!(run([server.url("/closed/x")]).code, 0);
    assert_eq!(run(["--robots", &server.url("/open")]).code, 0);
    assert_eq!(kind(&server, "/closed/x", &["--robots"]), "robots");
    assert_eq!(kind(&server, "/to", &["--robots"]), "robots");
    assert_eq!(server.seen().iter().filter(|r| r.path.starts_with("/closed")).count(), 1);

    let failing = Server::new(|request, stream| match request.path.as_str() {
        "/robots.txt" => send(stream, "500 Internal Server Error", &[], b""),
        _ => page(stream, &article("Brakel")),
    });
    assert_eq!(kind(&failing, "/a", &["--robots"]), "robots");
    let missing = Server::new(|request, stream| match request.path.as_str() {
        "/robots.txt" => send(stream, "404 Not Found", &[], b""),
        _ => page(stream, &article("Brakel")),
    });
    assert_eq!(run(["--robots", &missing.url("/a")]).code, 0);
}

#[test]
fn a_certificate_is_checked_and_never_waved_through() {
    let address = support::server::tls("<html><body><p>Some words.</p></body></html>");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/hostile/tls");
    let url = format!("https://{address}/");
    let failed = run([url.as_str(), "/no/such/file"]);
    assert_eq!(failed.error_kind(), "tls");
    assert!(failed.err.contains("certificate"), "the reason is told: {}", failed.err);
    assert_eq!(run(["--cacert", &format!("{folder}/certificate.pem"), &url]).code, 0);
    assert_eq!(run(["--insecure", &url]).code, 0);
    // A name that the certificate does not hold.
    let other = format!("https://127.0.0.2:{}/", address.port());
    assert_ne!(run(["--cacert", &format!("{folder}/certificate.pem"), &other]).code, 0);
    assert_eq!(run(["--cacert", &format!("{folder}/key.pem"), &url]).code, 2);
}

#[test]
fn a_proxy_is_used_and_its_redirects_are_checked() {
    let proxy = Server::new(|request, stream| match request.path.as_str() {
        "http://news.example/in" => send(stream, "302 Found", &["Location: http://169.254.169.254/"], b""),
        "http://news.example/on" => send(stream, "302 Found", &["Location: http://other.example/"], b""),
        _ => page(stream, &article("Brakel")),
    });
    let through = proxy.url("");
    let ask = |url: &str| run(["--proxy", through.as_str(), url, "/no/such/file"]);
    assert_eq!(ask("http://news.example/in").error_kind(), "private_address");
    assert_eq!(ask("http://news.example/on").lines()[0]["source"]["url"], "http://other.example/");
    let seen: Vec<String> = proxy.seen().into_iter().map(|r| r.path).collect();
    assert_eq!(seen, ["http://news.example/in", "http://news.example/on", "http://other.example/"]);
    // The environment's proxy is used too.
    let mut command = support::command(["http://news.example/"]);
    assert!(command.env("http_proxy", &through).output().unwrap().status.success());
}
