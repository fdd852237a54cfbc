//! How to fetch: the options, checked, and what workers share.

use super::address::{Resolver, Rules};
use super::polite::Pace;
use super::robots::Robots;
use super::{USER_AGENT, failure, tls};
use crate::limits;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, Proxy};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use url::Url;

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
    /// How many more tries after a passing failure.
    pub retries: u32,
    /// How many inputs a second one host is asked for; 0 for no limit.
    pub rate: f64,
    /// Whether robots.txt is honoured.
    pub robots: bool,
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
            retries: limits::FETCH_RETRIES,
            rate: limits::FETCH_RATE,
            robots: false,
        }
    }
}

/// What all workers share: options, checked once, and what is known of hosts.
pub struct FetchContext {
    pub(super) options: FetchOptions,
    pub(super) headers: HeaderMap,
    pub(super) rules: Rules,
    pub(super) pace: Pace,
    /// What the hosts met so far allow, by origin.
    pub(super) robots: Mutex<HashMap<String, Arc<Robots>>>,
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
        let pace = Pace::new(options.rate);
        let context = Self { options, headers, rules, pace, robots: Mutex::default() };
        context.client(false)?;
        Ok(context)
    }

    /// A client that connects to all addresses, or to public ones alone. Connections are not shared between the two: what
    /// the user's own word opened is no way in for a redirect.
    pub(super) fn client(&self, public_only: bool) -> Result<Client, String> {
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

impl FetchContext {
    /// The name that robots.txt knows the program by: the first word of its User-Agent.
    pub(super) fn agent(&self) -> &str {
        self.options.user_agent.split(['/', ' ']).next().unwrap_or("")
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
