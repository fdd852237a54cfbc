//! Web addresses: one total deadline over everything, every hop checked, never more than the cap in memory.

mod address;
mod failure;
mod options;
mod polite;
mod robots;
#[cfg(test)]
mod tests;
mod tls;

pub use address::is_private;

pub use options::{FetchContext, FetchOptions};

use super::content;
use super::error::{ErrorKind, InputError};
use super::page::{MediaType, Page, SourceKind};
use crate::limits;
use failure::{Again, Failure};
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue, LOCATION, RETRY_AFTER};
use reqwest::{Client, Response};
use robots::Robots;
use std::net::IpAddr;
use std::sync::{Arc, PoisonError};
use std::time::Instant;
use url::Url;

/// What the program calls itself to servers.
pub const USER_AGENT: &str = concat!("analyze/", env!("CARGO_PKG_VERSION"));

/// The types that the program can read, best first.
const ACCEPTED: &str = "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.8, */*;q=0.1";

/// The clients of one worker, with the runtime that drives them; made on first use.
pub struct Fetcher {
    context: Arc<FetchContext>,
    engine: std::cell::OnceCell<Result<Engine, String>>,
}

struct Engine {
    runtime: Option<tokio::runtime::Runtime>,
    any: Client,
    public: Client,
}

impl Drop for Engine {
    fn drop(&mut self) {
        // A name lookup that still hangs in a thread must not hold the program up.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Fetcher {
    /// A fetcher for one thread.
    pub fn new(context: Arc<FetchContext>) -> Self {
        Self { context, engine: std::cell::OnceCell::new() }
    }

    /// Fetches the page at `address`.
    pub fn fetch(&self, address: &str) -> Result<Page, InputError> {
        let url = Url::parse(address).map_err(|e| InputError::new(ErrorKind::BadAddress, format!("no web address: {e}")))?;
        address::check(&url)?;
        let engine = self.engine.get_or_init(|| self.engine()).as_ref();
        let engine = engine.map_err(|e| InputError::new(ErrorKind::Internal, e.clone()))?;
        let Some(runtime) = &engine.runtime else {
            return Err(InputError::new(ErrorKind::Internal, "no runtime"));
        };
        std::thread::sleep(self.context.pace.turn(url.host_str().unwrap_or(""), Instant::now()));
        let timeout = self.context.options.timeout;
        let late = |_| InputError::new(ErrorKind::Timeout, format!("no complete answer within {} s (--timeout)", timeout.as_secs_f32()));
        let attempt = Attempt { context: &self.context, engine };
        let deadline = Instant::now() + timeout;
        runtime.block_on(async { tokio::time::timeout(timeout, attempt.patiently(address, &url, deadline)).await.map_err(late).flatten() })
    }

    fn engine(&self) -> Result<Engine, String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build().map_err(|e| e.to_string())?;
        Ok(Engine { runtime: Some(runtime), any: self.context.client(false)?, public: self.context.client(true)? })
    }
}

/// Tries at an address.
struct Attempt<'a> {
    context: &'a FetchContext,
    engine: &'a Engine,
}

impl Attempt<'_> {
    /// Tries again after passing failures, as often as allowed and as long as the deadline leaves time for it.
    async fn patiently(&self, address: &str, url: &Url, deadline: Instant) -> Result<Page, InputError> {
        let mut tries = 0;
        loop {
            let failure = match self.page(address, url.clone()).await {
                Ok(page) => return Ok(page),
                Err(failure) => failure,
            };
            tries += 1;
            let pause = match failure.again {
                _ if tries > self.context.options.retries => return Err(failure.error),
                Again::No => return Err(failure.error),
                Again::Soon => polite::pause(tries),
                Again::After(pause) => pause,
            };
            if Instant::now() + pause >= deadline {
                return Err(failure.error);
            }
            tokio::time::sleep(pause).await;
        }
    }

    async fn page(&self, address: &str, url: Url) -> Result<Page, Failure> {
        let response = self.follow(url, self.context.options.robots).await?;
        let status = response.status();
        if !status.is_success() {
            return Err(refusal(&response));
        }
        let content_type = response.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("").to_owned();
        let media_type = media_type(&content_type)?;
        let url = response.url().to_string();
        let cap = self.context.options.max_bytes;
        let bytes = content::unwrap(self.body(response, cap).await?, cap)?;
        content::check(&bytes)?;
        let mut page = Page::new(address, SourceKind::Url, bytes);
        page.url = Some(url);
        page.fetched_at = Some(jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
        page.status = Some(status.as_u16());
        page.media_type = media_type;
        page.charset = charset(&content_type);
        Ok(page)
    }

    /// Follows redirects by hand, so that every hop is checked.
    async fn follow(&self, start: Url, robots: bool) -> Result<Response, Failure> {
        let mut url = start.clone();
        let mut trusted = !self.context.options.no_private;
        for _ in 0..=limits::MAX_REDIRECTS {
            if robots && !Box::pin(self.robots(&url)).await?.allows(&url[url::Position::BeforePath..url::Position::AfterQuery]) {
                return Err(
                    InputError::new(ErrorKind::Robots, format!("robots.txt of {} disallows it", url.host_str().unwrap_or(""))).into()
                );
            }
            let response = self.ask(&start, &url, trusted).await?;
            trusted = trusted && self.was_private(&url, &response);
            let Some(next) = redirect(&response) else { return Ok(response) };
            let bad = |why: String| InputError::new(ErrorKind::BadAddress, format!("{url} redirects to what is no address: {why}"));
            let next = next.to_str().map_err(|e| bad(e.to_string()))?;
            url = url.join(next).map_err(|e| bad(e.to_string()))?;
            address::check(&url).map_err(|e| InputError::new(e.kind, format!("redirected to {url}: {e}")))?;
        }
        Err(InputError::new(ErrorKind::TooManyRedirects, format!("more than {} redirects, the last to {url}", limits::MAX_REDIRECTS))
            .into())
    }

    /// Asks for `url`; where it is not `trusted`, at a public address alone.
    async fn ask(&self, start: &Url, url: &Url, trusted: bool) -> Result<Response, Failure> {
        let rules = &self.context.rules;
        if let Some(ip) = address::literal(url).filter(|&ip| !trusted && (rules.is_private)(ip)) {
            let refused = address::refused(url.host_str().unwrap_or(""), ip);
            return Err(InputError::new(refused.kind, refused.message).into());
        }
        let client = if trusted { &self.engine.any } else { &self.engine.public };
        let mut request = client.get(url.clone()).header(ACCEPT, ACCEPTED);
        if url.origin() == start.origin() {
            request = request.headers(self.context.headers.clone());
        }
        request.send().await.map_err(|e| failure::of(&e, url))
    }

    /// Whether the answer came from a private address; behind a proxy only the address as written can tell.
    fn was_private(&self, url: &Url, response: &Response) -> bool {
        let rules = &self.context.rules;
        let peer = response.remote_addr().map(|a| a.ip()).filter(|&ip| !rules.is_proxy(ip));
        let ip: Option<IpAddr> = peer.or_else(|| address::literal(url));
        ip.is_some_and(rules.is_private)
    }

    /// What the host of `url` allows. None of it where it answers that it has no robots.txt; nothing where it fails.
    async fn robots(&self, url: &Url) -> Result<Arc<Robots>, Failure> {
        let origin = url.origin().ascii_serialization();
        let known = || self.context.robots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(robots) = known().get(&origin) {
            return Ok(Arc::clone(robots));
        }
        let place = url.join("/robots.txt").map_err(|e| InputError::new(ErrorKind::BadAddress, e.to_string()))?;
        let response = self.follow(place, false).await?;
        let robots = match response.status().as_u16() {
            200..300 => {
                let text = self.body(response, robots::MOST_BYTES).await?;
                Robots::parse(&String::from_utf8_lossy(&text), self.context.agent())
            }
            400..500 => Robots::default(),
            _ => Robots::closed(),
        };
        let robots = Arc::new(robots);
        known().insert(origin, Arc::clone(&robots));
        Ok(robots)
    }

    async fn body(&self, mut response: Response, cap: usize) -> Result<Vec<u8>, Failure> {
        let url = response.url().clone();
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|e| failure::of(&e, &url))? {
            if bytes.len() + chunk.len() > cap {
                return Err(InputError::too_large(cap).into());
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

/// The failure that a status other than 2xx is.
fn refusal(response: &Response) -> Failure {
    let status = response.status();
    let reason = status.canonical_reason().unwrap_or("unknown status");
    let error = InputError::new(ErrorKind::HttpStatus, format!("the server answers {} {reason}", status.as_u16()));
    let asked = response.headers().get(RETRY_AFTER).and_then(|v| v.to_str().ok());
    let again = match (status.as_u16(), asked.and_then(|v| polite::retry_after(v, jiff::Timestamp::now()))) {
        (408 | 429 | 502..=504, Some(pause)) => Again::After(pause),
        (408 | 429 | 502..=504, None) => Again::Soon,
        _ => Again::No,
    };
    Failure { error, again }
}

/// Where a redirect leads.
fn redirect(response: &Response) -> Option<&HeaderValue> {
    let moved = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    response.headers().get(LOCATION).filter(|_| moved)
}

/// What a Content-Type header says the body is; `None` where the content must tell.
fn media_type(header: &str) -> Result<Option<MediaType>, InputError> {
    let essence = header.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    match essence.as_str() {
        "text/html" | "application/xhtml+xml" => Ok(Some(MediaType::Html)),
        "text/markdown" | "text/x-markdown" => Ok(Some(MediaType::Markdown)),
        "" | "text/plain" | "text/xml" | "application/xml" | "unknown/unknown" => Ok(None),
        "application/octet-stream"
        | "binary/octet-stream"
        | "application/gzip"
        | "application/x-gzip"
        | "application/zstd"
        | "application/x-xz" => Ok(None),
        other => Err(InputError::new(ErrorKind::MediaType, format!("the server sends {other}, no article in HTML or text"))),
    }
}

/// The charset that a Content-Type header names.
fn charset(header: &str) -> Option<String> {
    header.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']).trim();
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_ascii_lowercase())
    })
}
