//! One folding for every table look-up, so that typography never changes a result.

/// Writes `text` folded to `out`: lower case, any apostrophe as `'`, any hyphen as `-`, soft hyphens and zero-width characters dropped.
pub fn fold_into(text: &str, out: &mut String) {
    let mut rest = text;
    if text.is_ascii() {
        let from = out.len();
        out.push_str(text);
        out[from..].make_ascii_lowercase();
        return;
    }
    while !rest.is_empty() {
        let (ascii, after) = rest.split_at(rest.bytes().position(|b| !b.is_ascii()).unwrap_or(rest.len()));
        let from = out.len();
        out.push_str(ascii);
        out[from..].make_ascii_lowercase();
        let (other, after) = after.split_at(after.bytes().position(|b| b.is_ascii()).unwrap_or(after.len()));
        other.chars().for_each(|c| fold_char(c, out));
        rest = after;
    }
}

/// The same for one character beyond ASCII.
fn fold_char(c: char, out: &mut String) {
    match c {
        'À'..='Ö' | 'Ø'..='Þ' => out.push(char::from_u32(u32::from(c) + 0x20).unwrap_or(c)),
        '’' | '‘' | 'ʼ' | '′' | '‛' | '´' => out.push('\''),
        '‐' | '‑' | '−' => out.push('-'),
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
        _ if is_caseless(c) => out.push(c),
        _ => out.extend(c.to_lowercase()),
    }
}

/// Whether `c` is known to be its own lower case without a look into the tables of all of Unicode: small letters of French and its
/// neighbours, and scripts that have no case.
pub fn is_caseless(c: char) -> bool {
    matches!(c, 'ß'..='ö' | 'ø'..='ÿ' | '\u{430}'..='\u{45f}' | '\u{5d0}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Whether a word is seen to be folded already: hyphens, small letters of ASCII and those that are known to be their own lower case.
pub fn is_folded(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_lowercase() || c == '-' || is_caseless(c))
}

/// `char::is_alphanumeric`, without a look into the tables of all of Unicode for the letters that most texts consist of.
#[inline]
pub fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' => true,
        'Α'..='Ρ' | 'Σ'..='ϊ' | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{657}' | '\u{671}'..='\u{6d3}' => true,
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => {
            true
        }
        '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20cf}' | '\u{3000}'..='\u{3004}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// The letters and digits of `text` in lower case, where it is all ASCII.
pub fn ascii_letters(text: &str) -> Option<String> {
    if !text.is_ascii() {
        return None;
    }
    let (mut out, mut length) = (text.as_bytes().to_ascii_lowercase(), 0);
    for at in 0..out.len() {
        out[length] = out[at];
        length += usize::from(out[at].is_ascii_alphanumeric());
    }
    out.truncate(length);
    String::from_utf8(out).ok()
}

/// `text` folded (see the module).
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Whether two texts are the same once folded.
pub fn folds_alike(a: &str, b: &str) -> bool {
    a == b || if a.is_ascii() && b.is_ascii() { a.eq_ignore_ascii_case(b) } else { fold(a) == fold(b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_kind_of_mark_make_no_difference() {
        assert!(folds_alike("L’Élu", "l'élu") && folds_alike("Chair", "CHAIR") && folds_alike("", ""));
        assert!(!folds_alike("élu", "elu") && !folds_alike("chair", "chairs"));
    }

    #[test]
    fn what_is_known_without_the_tables_is_what_the_tables_say() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert!(!is_caseless(c) || c.to_lowercase().eq([c]), "{c:?}");
        }
    }
}
