//! Web addresses: one total deadline over everything, every hop checked, never more than the cap in memory.

mod address;
mod failure;
mod tls;

pub use address::is_private;

use super::content;
use super::error::{ErrorKind, InputError};
use super::page::{MediaType, Page, SourceKind};
use crate::limits;
use address::{Resolver, Rules};
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Client, Proxy, Response};
use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// What the program calls itself to servers.
pub const USER_AGENT: &str = concat!("analyze/", env!("CARGO_PKG_VERSION"));

/// The types that the program can read, best first.
const ACCEPTED: &str = "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.8, */*;q=0.1";

/// How to fetch.
#[derive(Debug, Clone)]
pub struct FetchOptions {
    /// The deadline over everything, body included.
    pub timeout: Duration,
    /// The cap on the body, after decoding.
    pub max_bytes: usize,
    /// The User-Agent header.
    pub user_agent: String,
    /// Further headers (`Name: value`), sent to the first host alone.
    pub headers: Vec<String>,
    /// The proxy for all addresses; `None` for the environment's.
    pub proxy: Option<String>,
    /// PEM files with further trusted roots.
    pub roots: Vec<PathBuf>,
    /// Whether certificates go unchecked.
    pub insecure: bool,
    /// Whether private addresses are refused from the start.
    pub no_private: bool,
}

impl Default for FetchOptions {
    fn default() -> Self {
        Self {
            timeout: limits::FETCH_TIMEOUT,
            max_bytes: limits::MAX_BYTES,
            user_agent: USER_AGENT.to_owned(),
            headers: Vec::new(),
            proxy: None,
            roots: Vec::new(),
            insecure: false,
            no_private: false,
        }
    }
}

/// What all workers share: options, checked once.
pub struct FetchContext {
    options: FetchOptions,
    headers: HeaderMap,
    rules: Rules,
}

impl FetchContext {
    /// Checks `options`; the error is a sentence for the user.
    pub fn new(options: FetchOptions) -> Result<Self, String> {
        let mut headers = HeaderMap::new();
        for line in &options.headers {
            let (name, value) = line.split_once(':').ok_or_else(|| format!("--header {line:?}: write it as 'Name: value'"))?;
            let name = HeaderName::from_bytes(name.trim().as_bytes()).map_err(|_| format!("--header {line:?}: bad name"))?;
            let value = HeaderValue::from_str(value.trim()).map_err(|_| format!("--header {line:?}: bad value"))?;
            headers.append(name, value);
        }
        let rules = Rules::new(proxy_hosts(options.proxy.as_deref()));
        let context = Self { options, headers, rules };
        context.client(false)?;
        Ok(context)
    }

    /// A client that connects to all addresses, or to public ones alone. Connections are not shared between the two: what
    /// the user's own word opened is no way in for a redirect.
    fn client(&self, public_only: bool) -> Result<Client, String> {
        let options = &self.options;
        let tls = tls::config(&options.roots, options.insecure)?;
        let mut builder = Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(Policy::none())
            .referer(false)
            .user_agent(&options.user_agent)
            .dns_resolver(Resolver { rules: self.rules.clone(), public_only });
        if let Some(proxy) = &options.proxy {
            builder = builder.proxy(Proxy::all(proxy).map_err(|e| format!("--proxy {proxy}: {}", failure::chain(&e)))?);
        }
        builder.build().map_err(|e| failure::chain(&e))
    }
}

/// The hosts of the proxy that the user gives, or of those in the environment.
fn proxy_hosts(proxy: Option<&str>) -> BTreeSet<String> {
    const VARIABLES: [&str; 6] = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
    let named: Vec<String> = match proxy {
        Some(proxy) => vec![proxy.to_owned()],
        None => VARIABLES.iter().filter_map(|name| std::env::var(name).ok()).collect(),
    };
    let host = |proxy: &String| {
        let address = if proxy.contains("://") { proxy.clone() } else { format!("http://{proxy}") };
        Url::parse(&address).ok()?.host_str().map(str::to_owned)
    };
    named.iter().filter_map(host).collect()
}

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
        let timeout = self.context.options.timeout;
        let late = |_| InputError::new(ErrorKind::Timeout, format!("no complete answer within {} s (--timeout)", timeout.as_secs_f32()));
        let attempt = Attempt { context: &self.context, engine };
        runtime.block_on(async { tokio::time::timeout(timeout, attempt.page(address, url)).await.map_err(late).flatten() })
    }

    fn engine(&self) -> Result<Engine, String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build().map_err(|e| e.to_string())?;
        Ok(Engine { runtime: Some(runtime), any: self.context.client(false)?, public: self.context.client(true)? })
    }
}

/// One try at an address.
struct Attempt<'a> {
    context: &'a FetchContext,
    engine: &'a Engine,
}

impl Attempt<'_> {
    async fn page(&self, address: &str, url: Url) -> Result<Page, InputError> {
        let response = self.follow(url).await?;
        let status = response.status();
        if !status.is_success() {
            let reason = status.canonical_reason().unwrap_or("unknown status");
            return Err(InputError::new(ErrorKind::HttpStatus, format!("the server answers {} {reason}", status.as_u16())));
        }
        let content_type = response.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("").to_owned();
        let media_type = media_type(&content_type)?;
        let url = response.url().to_string();
        let bytes = content::unwrap(self.body(response).await?, self.context.options.max_bytes)?;
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
    async fn follow(&self, start: Url) -> Result<Response, InputError> {
        let mut url = start.clone();
        let mut trusted = !self.context.options.no_private;
        for _ in 0..=limits::MAX_REDIRECTS {
            let response = self.ask(&start, &url, trusted).await?;
            trusted = trusted && self.was_private(&url, &response);
            let Some(next) = redirect(&response) else { return Ok(response) };
            let bad = |why: String| InputError::new(ErrorKind::BadAddress, format!("{url} redirects to what is no address: {why}"));
            let next = next.to_str().map_err(|e| bad(e.to_string()))?;
            url = url.join(next).map_err(|e| bad(e.to_string()))?;
            address::check(&url).map_err(|e| InputError::new(e.kind, format!("redirected to {url}: {e}")))?;
        }
        Err(InputError::new(ErrorKind::TooManyRedirects, format!("more than {} redirects, the last to {url}", limits::MAX_REDIRECTS)))
    }

    /// Asks for `url`; where it is not `trusted`, at a public address alone.
    async fn ask(&self, start: &Url, url: &Url, trusted: bool) -> Result<Response, InputError> {
        let rules = &self.context.rules;
        if let Some(ip) = address::literal(url).filter(|&ip| !trusted && (rules.is_private)(ip)) {
            let refused = address::refused(url.host_str().unwrap_or(""), ip);
            return Err(InputError::new(refused.kind, refused.message));
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

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, InputError> {
        let cap = self.context.options.max_bytes;
        let url = response.url().clone();
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|e| failure::of(&e, &url))? {
            if bytes.len() + chunk.len() > cap {
                return Err(InputError::too_large(cap));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
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
