//! Everything that can be taken away: other libraries read it back to what stands in the files, hostile values stay values,
//! and what a level leaves out is nowhere in any form.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]
#![allow(clippy::disallowed_methods, reason = "the slow search shares nothing with the product")]

mod common;

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use common::{analyse, analyse_school, hold_against_schema};
use dirmatch::analyzer::Analysis;
use dirmatch::report::html;
use dirmatch::report::take_away::{self, Failure, Order};
use dirmatch::settings::Settings;
use dirmatch::take_away::{Form, Level, What, file_name};
use proptest::prelude::*;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

const SEED: [u8; 32] = [5; 32];
const DATE: &str = "2026-11-21";

fn export_with(analysis: &Analysis, what: What, form: Form, level: Level, seed: [u8; 32]) -> Vec<u8> {
    let (findings, objects) = (take_away::all_findings(analysis), take_away::all_objects(analysis));
    let mut bytes = Vec::new();
    let order = Order { what, form, level, seed, date: DATE, findings: &findings, objects: &objects };
    match take_away::write(analysis, &order, &mut bytes) {
        Ok(_) => bytes,
        Err(Failure::Refused(why)) => panic!("{what:?} {form:?} {level:?}: {why}"),
        Err(Failure::Io(error)) => panic!("{error}"),
    }
}

fn export(analysis: &Analysis, what: What, form: Form, level: Level) -> Vec<u8> {
    export_with(analysis, what, form, level, SEED)
}

/// Everything that a reader could see of a file: of a workbook each part with its name.
fn visible(form: Form, bytes: &[u8]) -> String {
    if form != Form::Xlsx {
        return String::from_utf8(bytes.to_vec()).expect("UTF-8");
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::from_utf8_lossy(archive.comment()).into_owned();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        text.push_str(&part.name().expect("a name"));
        text.push('\n');
        part.read_to_string(&mut text).expect("text");
        text.push('\n');
    }
    text
}

fn csv_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
    let mut reader = simd_csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let records = reader.byte_records().map(|record| record.expect("a record"));
    records.map(|record| record.iter().map(|cell| String::from_utf8(cell.to_vec()).expect("UTF-8")).collect()).collect()
}

fn sheet_rows(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = workbook.worksheet_range(sheet).expect("the sheet");
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        other => panic!("{other:?}"),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

/// Values that have broken readers, each the name of a user.
fn hostile() -> Vec<String> {
    let mut values: Vec<String> = [
        "=1+1",
        "+441234",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "＝1+1",
        "x;=cmd|'/c calc'!A0",
        "<script>alert(1)</script>",
        "</style><script src=//x>",
        "</td></table><img src=x onerror=y>",
        "\" onmouseover=\"x",
        "O'Brien & Søns <x>",
        "two\nlines\r\nthree",
        "bell\u{7}bell",
        "right\u{202e}left",
        "_x0041_ and _x005F_",
        "]]>&amp;",
        "{{constructor}} ${x}",
        "' leading",
        "emoji 🏫 and 𝔘",
    ]
    .map(str::to_owned)
    .into();
    values.push("w".repeat(1 << 20));
    values
}

#[test]
fn a_name_like_an_identifier_is_left_out_and_refuses_nothing() {
    let ad = "ObjectClass,ObjectGUID,sAMAccountName,displayName\n\
        user,88666888-0101-1111-bbbb-1234567890ab,ann,CN=Zwyndal\nuser,25c2879e-20ed-4e66-83f0-9e20460aedf8,bob,@bob@contoso.com\n";
    let analysis = analyse(&[("ad.csv", ad)], &Settings::default());
    for form in Form::ALL {
        let bytes = export(&analysis, What::Objects, form, Level::Internal);
        let text = visible(form, &bytes);
        assert!(!text.contains("Zwyndal") && !text.contains("bob@"), "{form:?}");
    }
}

fn hostile_analysis() -> Analysis {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(["ObjectClass", "ObjectGUID", "sAMAccountName", "userPrincipalName", "displayName"])
        .expect("ok");
    for (number, name) in hostile().iter().enumerate() {
        let guid = format!("11111111-1111-4111-8111-{number:012}");
        let (sam, upn) = (format!("sam{number}"), format!("u{number}@contoso.com"));
        writer.write_record(["user", &guid, &sam, &upn, name]).expect("ok");
    }
    let bytes = writer.into_inner().expect("bytes");
    analyse(&[("hostile <b>.csv", bytes.as_slice())], &Settings::default())
}

#[test]
fn csv_and_workbook_read_back_to_the_same_values() {
    for analysis in [analyse_school(), hostile_analysis()] {
        for (what, sheet) in [(What::Objects, "Objects"), (What::Findings, "Findings"), (What::Actions, "Action list")]
        {
            let plain = csv_rows(&export(&analysis, what, Form::CsvForPrograms, Level::Full));
            let workbook = sheet_rows(&export(&analysis, what, Form::Xlsx, Level::Full), sheet);
            assert_eq!(workbook.len(), plain.len(), "{sheet}");
            for (workbook, plain) in workbook.iter().zip(&plain) {
                for (cell, value) in workbook.iter().zip(plain) {
                    if value.encode_utf16().count() > 32_767 {
                        assert!(cell.encode_utf16().count() == 32_767 && cell.ends_with(" […]"));
                    } else {
                        // XML cannot hold them.
                        let value: String =
                            value.chars().filter(|c| !c.is_control() || "\t\n\r".contains(*c)).collect();
                        assert_eq!(*cell, value);
                    }
                }
            }
            let for_people = csv_rows(&export(&analysis, what, Form::Csv, Level::Full));
            assert_eq!(for_people.len(), plain.len());
            for (cell, value) in for_people.iter().flatten().zip(plain.iter().flatten()) {
                assert!(cell == value || *cell == format!("'{value}"), "{cell} for {value}");
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']), "{cell}");
            }
        }
        let objects = csv_rows(&export(&analysis, What::Objects, Form::CsvForPrograms, Level::Full));
        assert_eq!(objects.len() - 1, take_away::all_objects(&analysis).len());
    }
}

/// The names come through as they stand in the file.
#[test]
fn hostile_names_are_names() {
    let analysis = hostile_analysis();
    let rows = csv_rows(&export(&analysis, What::Objects, Form::CsvForPrograms, Level::Full));
    let names: BTreeSet<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    let written = hostile();
    for name in written.iter().filter(|name| !name.starts_with(['\t', '\''])) {
        assert!(names.contains(name.as_str()), "{}", &name[..name.len().min(40)]);
    }
    let json: Value = serde_json::from_slice(&export(&analysis, What::Report, Form::Json, Level::Full)).expect("JSON");
    let in_json: BTreeSet<&str> = json["objects"]
        .as_array()
        .expect("list")
        .iter()
        .map(|object| object["onPremises"]["displayName"].as_str().expect("name"))
        .collect();
    assert_eq!(in_json, names);
}

#[test]
fn a_workbook_holds_no_formula_and_no_author() {
    let analysis = hostile_analysis();
    for level in Level::ALL {
        let bytes = export(&analysis, What::Report, Form::Xlsx, level);
        let text = visible(Form::Xlsx, &bytes);
        for forbidden in
            ["<f>", "<f ", "externalLink", "vbaProject", "docProps", "dc:creator", "TargetMode", "<hyperlink"]
        {
            assert!(!text.contains(forbidden), "{level:?}: {forbidden}");
        }
        let notes = sheet_rows(&bytes, "Notes").concat().join("\n");
        assert!(notes.contains(level.name()) && notes.contains("For people"), "{notes}");
        assert!(level != Level::Full || notes.contains("32,767"), "{notes}");
    }
}

/// Each `<` of the page is one of its own tags, so that no value became markup.
#[test]
fn a_page_holds_no_markup_of_values_and_asks_for_nothing() {
    const TAGS: [&str; 40] = [
        "!doctype",
        "html",
        "meta",
        "title",
        "/title",
        "style",
        "/style",
        "body",
        "div",
        "/div",
        "main",
        "/main",
        "h1",
        "/h1",
        "h2",
        "/h2",
        "p",
        "/p",
        "small",
        "/small",
        "section",
        "/section",
        "table",
        "/table",
        "colgroup",
        "/colgroup",
        "col",
        "thead",
        "/thead",
        "tbody",
        "tr",
        "th",
        "td",
        "details",
        "/details",
        "summary",
        "/summary",
        "article",
        "/article",
        "dl",
    ];
    const MORE: [&str; 7] = ["/dl", "dt", "dd", "span", "/span", "footer", "/footer"];
    for analysis in [analyse_school(), hostile_analysis()] {
        for (what, level) in What::ALL.into_iter().flat_map(|what| Level::ALL.map(|level| (what, level))) {
            let page = visible(Form::Html, &export(&analysis, what, Form::Html, level));
            for part in page.split('<').skip(1) {
                let tag = part.split([' ', '>', '\n']).next().unwrap_or_default();
                assert!(TAGS.contains(&tag) || MORE.contains(&tag), "<{tag}");
                let inside = part.split('>').next().unwrap_or_default();
                assert!(
                    !["src=", "href=", "style=", "on"].iter().any(|word| inside.contains(&format!(" {word}"))),
                    "{inside}"
                );
            }
            assert!(!page.contains("url(") && !page.contains("@import"));
            assert!(page.chars().all(|c| !c.is_control() || c == '\n' || c == '\t'), "{what:?}");
        }
    }
}

#[test]
fn the_policy_of_the_page_names_its_style() {
    use base64::Engine as _;
    let fingerprint = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(html::STYLE.as_bytes()));
    assert_eq!(html::STYLE_FINGERPRINT, fingerprint, "write it into src/report/html.rs");
    let page = visible(Form::Html, &export(&analyse_school(), What::Report, Form::Html, Level::Full));
    assert!(page.contains(&format!("default-src 'none'; style-src 'sha256-{fingerprint}'; base-uri 'none'")));
    assert!(page.contains(&format!("<style>{}</style>", html::STYLE)));
}

#[test]
fn a_page_begins_with_its_summary() {
    let analysis = analyse_school();
    for level in Level::ALL {
        let page = visible(Form::Html, &export(&analysis, What::Report, Form::Html, level));
        assert!(page.contains("Addresses lost on joining: 3."), "{level:?}");
        let place = |title: &str| page.find(&format!("<h2>{title}<"));
        let first = place("Objects by outcome").expect("a summary");
        for title in ["Findings by severity", "Findings by fault", "Findings", "Objects", "Settings"] {
            assert!(place(title).is_none_or(|place| place > first), "{title} {level:?}");
        }
    }
    for what in [What::Findings, What::Actions, What::Objects] {
        let page = visible(Form::Html, &export(&analysis, what, Form::Html, Level::Full));
        let titles: Vec<&str> = page.split("<h2>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
        let first = if what == What::Objects { "Objects by outcome" } else { "Findings by severity" };
        assert_eq!(titles.first(), Some(&first), "{what:?}");
        assert!(titles.len() > 2, "{what:?}: {titles:?}");
    }
}

#[test]
fn a_page_names_problems_and_settings_as_the_screens_do() {
    let analysis = analyse_school();
    for level in Level::ALL {
        let page = visible(Form::Html, &export(&analysis, What::Report, Form::Html, level));
        for code in ["type-name-in-cell", "blockSoftMatchEnabled", "accidentalDeletionThreshold"] {
            assert!(!page.contains(code), "{code} {level:?}");
        }
        if level != Level::Counts {
            assert!(page.contains("A cell holds the name of a type instead of the value."), "{level:?}");
        }
        assert!(page.contains("<td>Is soft match blocked?<td>No"), "{level:?}");
        assert!(page.contains("<td>How many deletions at once stop the sync?<td>500"), "{level:?}");
        assert!(
            page.contains("<td>Whose limits are values held against?<td>Microsoft’s documented limits"),
            "{level:?}"
        );
    }
}

/// Whose directory a page is of, and of when: at each level what that lets through.
#[test]
fn a_page_says_whose_it_is_and_of_when() {
    let analysis = analyse_school();
    let head = |level: Level| -> Vec<(String, String)> {
        let page = visible(Form::Html, &export(&analysis, What::Report, Form::Html, level));
        let head =
            page.split("<dl class=\"head\">").nth(1).and_then(|rest| rest.split("</dl>").next()).expect("a head");
        let lines = head.split("<dt>").skip(1).map(|line| line.split_once("<dd>").expect("a fact"));
        lines.map(|(title, text)| (title.to_owned(), text.to_owned())).collect()
    };
    let full = head(Level::Full);
    let titles: Vec<&str> = full.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(titles, ["Main domain", "Tenant", "Newest date in the files", "Written on"]);
    assert_eq!(full[1].1, "contosoglan.onmicrosoft.com");
    assert_eq!(full[3].1, DATE);
    assert_eq!(head(Level::Internal), full);
    let share = head(Level::Share);
    assert!(share.len() == 3 && share[..2].iter().all(|(_, text)| text.starts_with("Domain ")), "{share:?}");
    assert_eq!(head(Level::Counts), full[3..]);
}

#[test]
fn reports_are_of_their_schema_at_each_level() {
    for analysis in [analyse_school(), hostile_analysis()] {
        for level in Level::ALL {
            let bytes = export(&analysis, What::Report, Form::Json, level);
            hold_against_schema(&bytes);
            let report: Value = serde_json::from_slice(&bytes).expect("JSON");
            let told = report["redaction"].as_str().unwrap_or("full");
            assert_eq!(told, level.name());
            let has_rows = level != Level::Counts;
            for list in ["objects", "findings"] {
                assert_eq!(!report[list].as_array().expect("list").is_empty(), has_rows, "{list} {level:?}");
            }
            assert!(report["summary"]["objects"]["onPremises"].as_u64() > Some(0));
        }
    }
}

#[test]
fn stand_ins_are_the_same_within_a_file_and_others_in_the_next() {
    let analysis = analyse_school();
    let names = |seed: u8| -> Vec<String> {
        let rows = csv_rows(&export_with(&analysis, What::Objects, Form::Csv, Level::Share, [seed; 32]));
        rows[1..].iter().map(|row| row[0].clone()).collect()
    };
    let (first, again, other) = (names(1), names(1), names(2));
    assert_eq!(first, again);
    assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), first.len(), "each object has its own");
    let same = first.iter().zip(&other).filter(|(first, other)| first == other).count();
    assert!(same * 4 < first.len(), "{same} of {} are the same in two files", first.len());
    let mut sorted = first.clone();
    sorted.sort();
    assert_ne!(first, sorted, "numbers do not follow the order of the files");
    // An object is called the same in the report wherever it stands.
    let report: Value =
        serde_json::from_slice(&export(&analysis, What::Report, Form::Json, Level::Share)).expect("JSON");
    let known: BTreeSet<&str> = report["objects"]
        .as_array()
        .expect("list")
        .iter()
        .map(|object| object["onPremises"]["displayName"].as_str().expect("name"))
        .collect();
    let mut met = 0;
    for finding in report["findings"].as_array().expect("list") {
        for object in
            finding["objects"].as_array().expect("list").iter().filter(|object| object["side"] == "on-premises")
        {
            assert!(known.contains(object["displayName"].as_str().expect("name")));
            met += 1;
        }
    }
    assert!(met > 50);
}

#[test]
fn internal_keeps_names_and_shortens_addresses() {
    let analysis = analyse_school();
    let full: Value = serde_json::from_slice(&export(&analysis, What::Report, Form::Json, Level::Full)).expect("JSON");
    let mut left_out = BTreeSet::new();
    let mut names = BTreeSet::new();
    for object in full["objects"].as_array().expect("list") {
        let reference = &object["onPremises"];
        left_out.extend(["id", "dn", "userPrincipalName"].iter().filter_map(|field| reference[*field].as_str()));
        names.extend(reference["displayName"].as_str());
        left_out.extend(
            object["forecast"]["proxyAddresses"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|entry| entry.as_str())
                .filter_map(|entry| entry.split_once(':').map(|(_, address)| address)),
        );
    }
    left_out.retain(|text| text.len() > 8 && (text.contains('@') || text.contains('-') || text.contains('=')));
    assert!(left_out.len() > 100 && names.len() > 50);
    for (what, form) in What::ALL.into_iter().flat_map(|what| Form::ALL.map(|form| (what, form))) {
        let text = visible(form, &export(&analysis, what, form, Level::Internal)).to_lowercase();
        for value in &left_out {
            assert!(!text.contains(&value.to_lowercase()), "{what:?} {form:?}: {value}");
        }
    }
    let text = visible(Form::Json, &export(&analysis, What::Report, Form::Json, Level::Internal));
    assert!(names.iter().filter(|name| text.contains(**name)).count() * 10 > names.len() * 9);
}

#[test]
fn counts_have_no_row_about_anybody() {
    let analysis = analyse_school();
    for (what, form) in What::ALL.into_iter().flat_map(|what| Form::ALL.map(|form| (what, form))) {
        let text = visible(form, &export(&analysis, what, form, Level::Counts));
        for word in ["User 0", "Group 0", "Address 0", "Value 0", "Domain A"] {
            assert!(!text.contains(word), "{what:?} {form:?}: {word}");
        }
    }
    let rows = csv_rows(&export(&analysis, What::Findings, Form::Csv, Level::Counts));
    assert_eq!(rows[1], ["Findings", "All findings", &analysis.findings.len().to_string()]);
}

/// Names that are words of the product itself do not keep an export from being made.
#[test]
fn words_of_the_product_may_be_names() {
    let school = visible(Form::Html, &export(&analyse_school(), What::Report, Form::Html, Level::Share));
    let words: BTreeSet<&str> =
        school.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() >= 4).take(20_000).collect();
    assert!(words.len() > 300);
    let mut file = String::from("ObjectClass,ObjectGUID,sAMAccountName,userPrincipalName,displayName,employeeID\n");
    for (number, word) in words.iter().enumerate() {
        // Numbers of employees as high as the counts.
        let _ = std::fmt::Write::write_fmt(
            &mut file,
            format_args!(
                "user,11111111-1111-4111-8111-{number:012},{word}{number},{word}@{word}.example,{word},{number:04}\n"
            ),
        );
    }
    let analysis = analyse(&[("Report.csv", &file)], &Settings::default());
    for (what, form) in What::ALL.into_iter().flat_map(|what| Form::ALL.map(|form| (what, form))) {
        for level in [Level::Internal, Level::Share, Level::Counts] {
            assert!(!export(&analysis, what, form, level).is_empty());
        }
    }
}

#[test]
fn names_of_files_hold_no_data() {
    let name = file_name(What::Findings, Form::Csv, Level::Share, "2026-11-21");
    assert_eq!(name, "dirmatch-findings-2026-11-21-share.csv");
    assert_eq!(
        file_name(What::Objects, Form::CsvForPrograms, Level::Full, "../2026-11-21"),
        "dirmatch-objects-2026-11-21-full-for-programs.csv"
    );
}

#[test]
fn a_preview_reads_as_the_export() {
    let analysis = analyse_school();
    let (findings, objects) = (take_away::all_findings(&analysis)[..9].to_vec(), take_away::all_objects(&analysis));
    for (what, level) in What::ALL.into_iter().flat_map(|what| Level::ALL.map(|level| (what, level))) {
        let order = Order {
            what,
            form: Form::CsvForPrograms,
            level,
            seed: SEED,
            date: DATE,
            findings: &findings,
            objects: &objects,
        };
        let preview = take_away::preview(&analysis, &order, "2026-11-21", 3);
        let mut bytes = Vec::new();
        let written = take_away::write(&analysis, &order, &mut bytes).expect("written");
        if what != What::Report {
            let rows = csv_rows(&bytes);
            assert_eq!(preview.columns, rows[0]);
            assert_eq!(preview.rows, rows[1..4]);
        }
        assert_eq!((preview.total as usize, preview.of as usize), (written.rows, written.of));
        let expected = if what == What::Objects { objects.len() } else { 9 };
        assert_eq!(written.rows, expected);
    }
}

// Words that no text of the product holds.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[bcdfghjkmnpqrstvwxz]{6,9}", 1 => "[žščřßæøąłđ]{5,8}", 1 => "[0-9]{7,9}"]
}

fn value() -> impl Strategy<Value = String> {
    let hostile =
        prop::sample::select(&["", "", "=", "<b>", "\"", "'", "&", "; ", "\n", "@", "\u{202e}", "_x0041_"][..]);
    (hostile, word(), prop::option::of(word())).prop_map(|(before, first, second)| {
        format!("{before}{first}{}", second.map(|second| format!(" {second}")).unwrap_or_default())
    })
}

prop_compose! {
    fn address()(local in word(), domain in word(), pick in 0..4) -> String {
        match pick {
            0 => format!("{local}@{domain}.com"),
            1 => format!("{local}@{domain}.onmicrosoft.com"),
            2 => local,
            _ => format!("{local}.{domain}@{domain}.example"),
        }
    }
}

type Row = (String, String, String, String, String, String);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((value(), value(), word(), address(), address(), word()), 1..8)
}

fn files(on_premises: &[Row], cloud: &[Row], shared: &str) -> (Vec<u8>, Vec<u8>) {
    let mut ad = csv::Writer::from_writer(Vec::new());
    let header = "DistinguishedName,ObjectClass,ObjectGUID,objectSid,sAMAccountName,userPrincipalName,mail,proxyAddresses,\
        displayName,givenName,sn,employeeID,mailNickname,targetAddress,legacyExchangeDN";
    ad.write_record(header.split(',')).expect("ok");
    for (number, (name, given, sam, upn, mail, other)) in on_premises.iter().enumerate() {
        let dn = format!("CN={name},OU={other},DC={other},DC=com");
        let guid = format!("1f1e1d1c-1b1a-4918-8716-15141312{number:04}");
        let sid = format!("S-1-5-21-397955417-62688126-188441444-{number}");
        let proxies = format!("SMTP:{mail}|smtp:{upn}|smtp:{shared}|X500:/o={other}/cn={sam}");
        let legacy = format!("/o={other}/ou=x/cn={sam}");
        ad.write_record([
            &dn, "user", &guid, &sid, sam, upn, mail, &proxies, name, given, name, other, sam, shared, &legacy,
        ])
        .expect("ok");
    }
    let mut users = csv::Writer::from_writer(Vec::new());
    let header = "id,userPrincipalName,displayName,givenName,surname,mail,mailNickname,proxyAddresses,onPremisesImmutableId,\
        onPremisesSyncEnabled,userType,employeeId,provisioningErrors";
    users.write_record(header.split(',')).expect("ok");
    for (number, (name, given, sam, upn, mail, other)) in cloud.iter().chain(on_premises.iter().take(2)).enumerate() {
        let id = format!("c9c8c7c6-c5c4-4393-8291-95949392{number:04}");
        let proxies = format!("SMTP:{mail}|smtp:{shared}");
        users
            .write_record([
                &id,
                upn,
                name,
                given,
                name,
                mail,
                sam,
                &proxies,
                &format!("{sam}=="),
                "False",
                "Member",
                other,
                name,
            ])
            .expect("ok");
    }
    (ad.into_inner().expect("bytes"), users.into_inner().expect("bytes"))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(40),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// A slow search that knows nothing of the product's: each word of each row, in any letter case, anywhere in the file.
    #[test]
    fn no_word_of_the_files_is_in_what_is_shared(
        on_premises in rows(), cloud in rows(), shared in address(), file in "[bcdfghjkmnpqrstvwxz]{6,9}"
    ) {
        let (ad, users) = files(&on_premises, &cloud, &shared);
        let mut settings = Settings::default();
        let domain = shared.rsplit_once('@').map(|(_, domain)| domain).filter(|domain| domain.is_ascii());
        let domain = domain.unwrap_or("kxzqwv.com");
        settings.set(&format!("verifiedDomains={domain}")).expect("a domain");
        let analysis = analyse(&[(&format!("{file} ad.csv"), ad.as_slice()), (&format!("{file}.csv"), users.as_slice())], &settings);
        prop_assert!(!analysis.findings.is_empty());
        let mut words = BTreeSet::from([file.clone()]);
        for (name, given, sam, upn, mail, other) in on_premises.iter().chain(&cloud) {
            for text in [name, given, sam, upn, mail, other, &shared] {
                let pieces = text.split(|c: char| !c.is_alphanumeric()).filter(|piece| piece.chars().count() >= 4);
                words.extend(pieces.map(str::to_lowercase));
            }
        }
        for word in ["onmicrosoft", "example", "x0041", "397955417", "1f1e1d1c", "c9c8c7c6"] {
            // The first three are words of the product as well; the others stand for identifiers.
            if word.len() > 7 && word.bytes().next().is_some_and(|byte| byte.is_ascii_digit() || byte == b'c') {
                words.insert(word.to_owned());
            } else {
                words.remove(word);
            }
        }
        for (what, form) in What::ALL.into_iter().flat_map(|what| Form::ALL.map(|form| (what, form))) {
            for level in [Level::Share, Level::Counts] {
                let text = visible(form, &export(&analysis, what, form, level)).to_lowercase();
                for word in &words {
                    prop_assert!(!text.contains(word.as_str()), "{what:?} {form:?} {level:?}: {word}");
                }
            }
        }
    }
}
