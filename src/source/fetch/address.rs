//! Which addresses may be asked.
//!
//! The first address is the user's own word and may lie in the user's own network. Where a server then points to is not:
//! from a public host no redirect may lead to a private one, neither by literal address nor by a name that resolves to one.
//! The check stands where the name is resolved, so that the address that was checked is the address that is connected to.

use super::super::error::{ErrorKind, InputError};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::collections::BTreeSet;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use url::{Host, Url};

/// Refuses what is no plain web address: other schemes, credentials, no host.
pub fn check(url: &Url) -> Result<(), InputError> {
    if !matches!(url.scheme(), "http" | "https") {
        let message = format!("{}: addresses are not read, only http and https", url.scheme());
        return Err(InputError::new(ErrorKind::UnsupportedScheme, message));
    }
    if !url.username().is_empty() || url.password().is_some() {
        let message = "the address holds a user name or a password: give them with --header 'Authorization: …' instead";
        return Err(InputError::new(ErrorKind::Credentials, message));
    }
    if url.host().is_none() {
        return Err(InputError::new(ErrorKind::BadAddress, "the address names no host"));
    }
    Ok(())
}

/// The address that the host of `url` is written as, where it is no name.
pub fn literal(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Ipv4(ip) => Some(IpAddr::V4(ip)),
        Host::Ipv6(ip) => Some(IpAddr::V6(ip)),
        Host::Domain(_) => None,
    }
}

/// Whether `ip` belongs to no public host: private, loopback, link-local, shared, reserved, documentation, multicast, or
/// such an address inside an IPv6 one.
pub fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_private_v4(ip),
        IpAddr::V6(ip) => is_private_v6(ip),
    }
}

fn is_private_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    match a {
        0 | 10 | 127 => true,
        100 => (64..128).contains(&b),
        169 => b == 254,
        172 => (16..32).contains(&b),
        192 => matches!((b, c), (0, 0 | 2) | (88, 99) | (168, _)),
        198 => matches!((b, c), (18 | 19, _) | (51, 100)),
        203 => (b, c) == (0, 113),
        _ => a >= 224,
    }
}

fn is_private_v6(ip: Ipv6Addr) -> bool {
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_private_v4(Ipv4Addr::new(a, b, c, d))
    };
    match ip.segments() {
        // Unspecified, loopback, IPv4-compatible; IPv4-mapped; NAT64: as the IPv4 address inside.
        [0, 0, 0, 0, 0, 0, high, low] | [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => inner(high, low),
        // 6to4: likewise.
        [0x2002, high, low, ..] => inner(high, low),
        // Local NAT64, discard-only, protocol assignments with Teredo, documentation, segment routing.
        [0x64, 0xff9b, 1, ..] | [0x100, 0, 0, 0, ..] | [0x2001, 0x0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0x0..=0xfff, ..] => true,
        // Unique local, link-local, site-local, multicast; and all that is not global unicast (2000::/3).
        [first, ..] => !(0x2000..0x4000).contains(&first),
    }
}

/// Looks names up. The system's resolver, unless a test says otherwise.
pub(super) type Lookup = Arc<dyn Fn(&str) -> std::io::Result<Vec<IpAddr>> + Send + Sync>;

/// The rules in force: how names are looked up and which addresses count as private.
#[derive(Clone)]
pub(super) struct Rules {
    pub lookup: Option<Lookup>,
    pub is_private: fn(IpAddr) -> bool,
    /// Names of proxies, which are the user's own word wherever they lie.
    pub proxies: Arc<BTreeSet<String>>,
    /// Addresses that proxies' names have resolved to.
    pub proxy_addresses: Arc<Mutex<BTreeSet<IpAddr>>>,
}

impl Rules {
    pub fn new(proxies: BTreeSet<String>) -> Self {
        let literal = proxies.iter().filter_map(|p| p.trim_matches(['[', ']']).parse().ok()).collect();
        Self { lookup: None, is_private, proxies: Arc::new(proxies), proxy_addresses: Arc::new(Mutex::new(literal)) }
    }

    /// Whether a connection to `ip` reached a proxy, not the host.
    pub fn is_proxy(&self, ip: IpAddr) -> bool {
        self.proxy_addresses.lock().unwrap_or_else(PoisonError::into_inner).contains(&ip)
    }
}

/// The resolver behind a client: all addresses, or the public ones alone.
pub(super) struct Resolver {
    pub rules: Rules,
    pub public_only: bool,
}

/// A name that may not be asked for, as an error inside the HTTP client's.
#[derive(Debug)]
pub(super) struct Refused {
    pub kind: ErrorKind,
    pub message: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refused {}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (rules, public_only) = (self.rules.clone(), self.public_only);
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found = match &rules.lookup {
                Some(lookup) => lookup(&host),
                None => tokio::net::lookup_host((host.as_str(), 0)).await.map(|found| found.map(|a| a.ip()).collect()),
            };
            let unknown = |why: String| Refused { kind: ErrorKind::Dns, message: format!("the host {host} cannot be found: {why}") };
            let mut addresses = found.map_err(|e| unknown(e.to_string()))?;
            if addresses.is_empty() {
                return Err(unknown("it has no address".to_owned()).into());
            }
            if rules.proxies.contains(&host) {
                rules.proxy_addresses.lock().unwrap_or_else(PoisonError::into_inner).extend(&addresses);
            } else if public_only {
                let is_private = rules.is_private;
                if let Some(&private) = addresses.iter().find(|&&ip| is_private(ip)) {
                    addresses.retain(|&ip| !is_private(ip));
                    if addresses.is_empty() {
                        return Err(refused(&host, private).into());
                    }
                }
            }
            Ok(Box::new(addresses.into_iter().map(|ip| SocketAddr::new(ip, 0))) as Addrs)
        })
    }
}

/// The refusal of `host`, which lies at the private address `ip`.
pub(super) fn refused(host: &str, ip: IpAddr) -> Refused {
    let place = if host.parse() == Ok(ip) || host.trim_matches(['[', ']']).parse() == Ok(ip) { String::new() } else { format!(" ({ip})") };
    Refused { kind: ErrorKind::PrivateAddress, message: format!("{host}{place} is a private address, which may not be asked here") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_addresses() {
        let private = "0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.0.1 169.254.169.254 172.16.0.1 \
            172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 \
            239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 \
            64:ff9b::10.0.0.1 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1 2002:c0a8:101::1 3fff::1 fc00::1 fd12::1 fe80::1 \
            febf::1 fec0::1 ff02::1 5f00::1 fd00:ec2::254";
        for ip in private.split_whitespace() {
            assert!(is_private(ip.parse().unwrap()), "{ip} passes for public");
        }
        let public = "1.1.1.1 9.9.9.9 100.63.255.255 100.128.0.1 128.0.0.1 169.253.0.1 169.255.0.1 172.15.0.1 172.32.0.1 192.0.1.1 192.167.1.1 \
            192.169.1.1 198.17.0.1 198.20.0.1 203.0.112.1 223.255.255.255 ::ffff:1.1.1.1 64:ff9b::1.1.1.1 2002:101:101::1 2001:4860::1 \
            2606:4700::1111 2a00::1";
        for ip in public.split_whitespace() {
            assert!(!is_private(ip.parse().unwrap()), "{ip} passes for private");
        }
    }

    #[test]
    fn every_spelling_of_a_literal_is_seen() {
        for host in ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:7f00:1]", "①27.0.0.1"] {
            let url = Url::parse(&format!("http://{host}/")).unwrap();
            assert!(literal(&url).is_some_and(is_private), "{host}");
        }
        assert_eq!(literal(&Url::parse("http://news.example/").unwrap()), None);
    }

    #[test]
    fn only_plain_web_addresses_pass() {
        let kind = |url: &str| check(&Url::parse(url).unwrap()).err().map(|e| e.kind);
        assert_eq!(kind("http://news.example/a"), None);
        assert_eq!(kind("HTTPS://news.example"), None);
        for url in ["file:///etc/passwd", "ftp://news.example/", "gopher://news.example/", "data:text/html,x", "javascript:x()"] {
            assert_eq!(kind(url), Some(ErrorKind::UnsupportedScheme), "{url}");
        }
        for url in ["http://user@news.example/", "http://user:word@news.example/", "http://:word@news.example/"] {
            assert_eq!(kind(url), Some(ErrorKind::Credentials), "{url}");
        }
    }
}
