//! robots.txt after RFC 9309, for `--robots`.

use memchr::memmem;

/// How much of a robots.txt counts.
pub(super) const MOST_BYTES: usize = 500 * 1024;
/// How many rules count, and how long one may be.
const MOST_RULES: usize = 2000;
const LONGEST_RULE: usize = 1024;

/// What one host allows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Robots {
    /// Pattern, and whether it allows.
    rules: Vec<(String, bool)>,
}

impl Robots {
    /// Nothing is allowed: where robots.txt cannot be had although the host may have one.
    pub fn closed() -> Self {
        Self { rules: vec![("/".to_owned(), false)] }
    }

    /// The rules in `text` for `agent`: of its own groups, or else of `*`.
    pub fn parse(text: &str, agent: &str) -> Self {
        let (mut own, mut any) = (None::<Vec<(String, bool)>>, Vec::new());
        let (mut for_own, mut for_any, mut in_rules) = (false, false, false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or("");
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            let allow = match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if in_rules {
                        (for_own, for_any, in_rules) = (false, false, false);
                    }
                    for_any |= value == "*";
                    if value.eq_ignore_ascii_case(agent) {
                        for_own = true;
                        own.get_or_insert_default();
                    }
                    continue;
                }
                "allow" => true,
                "disallow" => false,
                _ => continue,
            };
            in_rules = true;
            if value.is_empty() || value.len() > LONGEST_RULE {
                continue;
            }
            let rule = || (encoded(value), allow);
            if let Some(own) = own.as_mut().filter(|own| for_own && own.len() < MOST_RULES) {
                own.push(rule());
            }
            if for_any && any.len() < MOST_RULES {
                any.push(rule());
            }
        }
        Self { rules: own.unwrap_or(any) }
    }

    /// Whether `path` (with its query) may be asked for: the longest rule that matches decides, allowing where two are equal.
    pub fn allows(&self, path: &str) -> bool {
        let matching = self.rules.iter().filter(|(pattern, _)| matches(pattern, path));
        matching.map(|(pattern, allow)| (pattern.len(), *allow)).max().is_none_or(|(_, allow)| allow)
    }
}

/// Whether `pattern`, where `*` stands for anything and a final `$` for the end, matches the beginning of `path`.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, anchored) = pattern.strip_suffix('$').map_or((pattern, false), |p| (p, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or("")) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return !anchored || rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if anchored && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(at) = memmem::find(rest.as_bytes(), part.as_bytes()) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or("");
    }
    true
}

/// `pattern` with everything beyond ASCII percent-encoded, as paths of addresses are.
fn encoded(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    for byte in pattern.bytes() {
        if byte.is_ascii() { out.push(char::from(byte)) } else { out.push_str(&format!("%{byte:02X}")) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\u{feff}# a comment\nUser-agent: OtherBot\nDisallow: /\n\nUser-Agent: *\nDisallow: /private/ # not here\nAllow: /private/open\n\
        Disallow: /*.pdf$\nDisallow: /été\nDisallow:\nSitemap: https://news.example/map.xml\n\nuser-agent: analyze\nuser-agent: reader\ndisallow: /for-programs\n";

    #[test]
    fn groups_are_told_apart() {
        let any = Robots::parse(TEXT, "curl");
        for (path, allowed) in [
            ("/", true),
            ("/private/x", false),
            ("/private/open/x", true),
            ("/a.pdf", false),
            ("/a.pdf?x=1", true),
            ("/%C3%A9t%C3%A9/1", false),
            ("/for-programs", true),
        ] {
            assert_eq!(any.allows(path), allowed, "{path}");
        }
        for agent in ["analyze", "Reader"] {
            let own = Robots::parse(TEXT, agent);
            assert!(own.allows("/private/x") && !own.allows("/for-programs/x"), "{agent}");
        }
        assert!(!Robots::parse(TEXT, "otherbot").allows("/a"));
        assert!(!Robots::closed().allows("/a"));
        assert!(Robots::parse("", "analyze").allows("/a"));
    }

    #[test]
    fn patterns_match_as_the_standard_says() {
        for (pattern, path, expected) in [
            ("/a", "/abc", true),
            ("/a$", "/abc", false),
            ("/a$", "/a", true),
            ("/*/b", "/x/y/b/c", true),
            ("/*b*$", "/ab", true),
            ("/*a*a$", "/a", false),
            ("*", "/x", true),
            ("/x*", "/y", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn a_hostile_file_costs_little() {
        let text = format!("User-agent: *\n{}", format!("Disallow: /{}b\n", "*a".repeat(500)).repeat(MOST_RULES * 2));
        let robots = Robots::parse(&text, "analyze");
        assert_eq!(robots.rules.len(), MOST_RULES);
        assert!(robots.allows(&format!("/{}", "a".repeat(5000))));
    }
}
