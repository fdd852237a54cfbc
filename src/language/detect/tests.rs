use super::*;

#[test]
fn every_common_word_is_reachable() {
    for language in Language::ALL {
        for row in rows(*language, "function") {
            let evidence = Evidence::of(row.cell(0));
            assert!(evidence.shares[language.index()] > 0.0, "{} line {}: {}", language.code(), row.line, row.cell(0));
        }
    }
}

fn code(text: &str, declared: Option<&str>) -> Option<String> {
    detect(text, declared).code
}

#[test]
fn ordinary_sentences_need_no_declaration_and_overrule_a_wrong_one() {
    let samples = [
        ("fr", "Le ministre a annoncé mardi que les travaux du port commenceraient au printemps, pour un coût de douze millions d’euros."),
        ("en", "The minister said on Tuesday that work on the harbour would begin in spring and that it would cost twelve million pounds."),
        (
            "de",
            "Der Minister hat am Dienstag angekündigt, dass die Arbeiten am Hafen im Frühjahr beginnen und zwölf Millionen Euro kosten werden.",
        ),
        ("es", "El ministro anunció el martes que las obras del puerto empezarán en primavera y que costarán doce millones de euros."),
        (
            "it",
            "Il ministro ha annunciato martedì che i lavori del porto cominceranno in primavera e che costeranno dodici milioni di euro.",
        ),
        ("pt", "O ministro anunciou na terça-feira que as obras do porto vão começar na primavera e que custarão doze milhões de euros."),
        (
            "nl",
            "De minister heeft dinsdag aangekondigd dat de werkzaamheden aan de haven in het voorjaar beginnen en twaalf miljoen euro kosten.",
        ),
    ];
    for (wanted, text) in samples {
        assert_eq!(code(text, None).as_deref(), Some(wanted));
        assert_eq!(detect(text, Some(wanted)).confidence, 1.0);
        for (other, _) in samples {
            assert_eq!(code(text, Some(other)).as_deref(), Some(wanted), "declared {other}");
        }
    }
}

#[test]
fn languages_without_tables_are_told_by_trigrams() {
    let samples = [
        ("ru", "Министр заявил во вторник, что работы в порту начнутся весной и будут стоить двенадцать миллионов."),
        ("sv", "Ministern sade på tisdagen att arbetet i hamnen ska börja i vår och kosta tolv miljoner kronor."),
        ("pl", "Minister zapowiedział we wtorek, że prace w porcie rozpoczną się wiosną i będą kosztować dwanaście milionów."),
        ("ja", "大臣は火曜日、港の工事が春に始まり、費用は千二百万円になると述べた。"),
        ("ar", "قال الوزير يوم الثلاثاء إن العمل في الميناء سيبدأ في الربيع وسيكلف اثني عشر مليونا"),
    ];
    for (wanted, text) in samples {
        assert_eq!(code(text, None).as_deref(), Some(wanted));
    }
}

#[test]
fn short_texts_follow_the_declaration_and_nothing_is_guessed_without_one() {
    assert_eq!(code("Nordalia: 2025", Some("fr-CA")).as_deref(), Some("fr"));
    assert_eq!(code("", Some("de")).as_deref(), Some("de"));
    assert_eq!(detect("", None), Detected { code: None, confidence: 0.0, declared: None });
}

#[test]
fn a_declared_sibling_without_tables_is_believed() {
    let galician = "O ministro anunciou o martes que as obras do porto comezarán na primavera e que custarán doce millóns de euros.";
    assert_eq!(code(galician, Some("gl")).as_deref(), Some("gl"));
}

#[test]
fn quoted_words_of_another_language_do_not_decide() {
    let text = "Der Sänger sagte nur: « We are the champions, and we will be back next year », dann verließ er die Bühne, und das Publikum in der Halle war nicht mehr zu halten.";
    assert_eq!(code(text, None).as_deref(), Some("de"));
}

#[test]
fn tags_are_brought_to_their_primary_subtag() {
    let cases = [("fr-FR", "fr"), ("EN_us", "en"), ("deu", "de"), ("nb-NO", "no"), ("iw", "he"), ("pt-br, en", "pt")];
    for (tag, wanted) in cases {
        assert_eq!(primary(tag).as_deref(), Some(wanted));
    }
    for tag in ["", "x", "english", "1a"] {
        assert_eq!(primary(tag), None);
    }
}
