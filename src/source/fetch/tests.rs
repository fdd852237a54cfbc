//! The rules about private addresses, with names and addresses that the tests make up: 127.0.0.2 stands for a public
//! address, 127.0.0.1 for a private one.

use super::*;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

const PUBLIC: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));
const PRIVATE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A server on every loopback address that answers `/to/X` with a redirect to X and anything else with a page; it keeps
/// count of the pages it gave.
fn server() -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("0.0.0.0:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let path = lines.next().and_then(Result::ok).and_then(|l| l.split(' ').nth(1).map(str::to_owned)).unwrap_or_default();
            lines.map_while(Result::ok).find(String::is_empty);
            let answer = match path.strip_prefix("/to/") {
                Some(target) => format!("HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
                None => {
                    log.lock().unwrap().push(path);
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 8\r\nConnection: close\r\n\r\n<p>words".to_owned()
                }
            };
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (port, seen)
}

/// A fetcher for which `public.test` lies at the public address, `inner.test` at the private one, `both.test` at both, and
/// `flip.test` at the public one when it is first asked for and at the private one from then on.
fn fetcher(no_private: bool) -> Fetcher {
    let asked = AtomicUsize::new(0);
    let lookup = move |name: &str| {
        Ok(match name {
            "public.test" | "elsewhere.test" => vec![PUBLIC],
            "inner.test" => vec![PRIVATE],
            "both.test" => vec![PRIVATE, PUBLIC],
            "flip.test" if asked.fetch_add(1, Ordering::Relaxed) == 0 => vec![PUBLIC],
            "flip.test" => vec![PRIVATE],
            _ => Vec::new(),
        })
    };
    let options = FetchOptions { no_private, rate: 0.0, retries: 0, proxy: None, ..FetchOptions::default() };
    let mut context = FetchContext::new(options).unwrap();
    context.rules.lookup = Some(Arc::new(lookup));
    context.rules.is_private = |ip| ip == PRIVATE || (ip != PUBLIC && is_private(ip));
    Fetcher::new(Arc::new(context))
}

#[test]
fn from_a_public_host_no_way_leads_inside() {
    let (port, seen) = server();
    for target in [
        format!("http://127.0.0.1:{port}/secret"),
        format!("http://2130706433:{port}/secret"),
        format!("http://[::ffff:127.0.0.1]:{port}/secret"),
        "http://[::1]/secret".to_owned(),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "http://100.64.0.1/secret".to_owned(),
        format!("http://inner.test:{port}/secret"),
        format!("http://elsewhere.test:{port}/to/http://inner.test:{port}/secret"),
    ] {
        let error = fetcher(false).fetch(&format!("http://public.test:{port}/to/{target}")).unwrap_err();
        assert_eq!(error.kind, ErrorKind::PrivateAddress, "{target}: {error}");
    }
    assert!(seen.lock().unwrap().is_empty(), "something was asked for: {:?}", seen.lock().unwrap());
    let page = fetcher(false).fetch(&format!("http://public.test:{port}/to/http://elsewhere.test:{port}/open")).unwrap();
    assert_eq!(page.url, Some(format!("http://elsewhere.test:{port}/open")));
}

#[test]
fn a_name_that_changes_its_address_between_hops_is_seen_through() {
    let (port, seen) = server();
    let error = fetcher(false).fetch(&format!("http://flip.test:{port}/to/http://flip.test:{port}/secret")).unwrap_err();
    assert_eq!(error.kind, ErrorKind::PrivateAddress, "{error}");
    assert!(seen.lock().unwrap().is_empty());
}

#[test]
fn of_several_addresses_a_redirect_gets_the_public_ones() {
    let (port, seen) = server();
    let page = fetcher(false).fetch(&format!("http://public.test:{port}/to/http://both.test:{port}/open")).unwrap();
    assert_eq!(page.status, Some(200));
    assert_eq!(*seen.lock().unwrap(), ["/open"]);
}

#[test]
fn the_first_address_is_the_users_own_word() {
    let (port, _) = server();
    for start in [format!("http://127.0.0.1:{port}"), format!("http://inner.test:{port}")] {
        assert!(fetcher(false).fetch(&format!("{start}/a")).is_ok(), "{start}");
        // Inside the user's network a redirect may lead on inside it.
        assert!(fetcher(false).fetch(&format!("{start}/to/http://inner.test:{port}/a")).is_ok(), "{start}");
        // But out and in again it may not.
        let around = format!("{start}/to/http://public.test:{port}/to/http://inner.test:{port}/a");
        assert_eq!(fetcher(false).fetch(&around).unwrap_err().kind, ErrorKind::PrivateAddress, "{start}");
        assert_eq!(fetcher(true).fetch(&format!("{start}/a")).unwrap_err().kind, ErrorKind::PrivateAddress, "{start}");
    }
    assert!(fetcher(true).fetch(&format!("http://public.test:{port}/a")).is_ok());
}

#[test]
fn what_the_users_word_opened_is_no_way_in_for_a_redirect() {
    let (port, seen) = server();
    // The same fetcher, so that a connection to the private host may lie ready in its pool.
    let fetcher = fetcher(false);
    assert!(fetcher.fetch(&format!("http://inner.test:{port}/mine")).is_ok());
    let error = fetcher.fetch(&format!("http://public.test:{port}/to/http://inner.test:{port}/secret")).unwrap_err();
    assert_eq!(error.kind, ErrorKind::PrivateAddress);
    assert_eq!(*seen.lock().unwrap(), ["/mine"]);
}
