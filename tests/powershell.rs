//! The PowerShell that fixes give: the constant script, and the commands to copy, over hostile values in every place and read
//! in every Windows code page. Parsed with PowerShell's grammar; values are worked out by an evaluator of its own.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;
#[path = "common/targets.rs"]
mod targets;

use common::{GUIDS, ad_csv, cloud_csv, tenant_settings};
use dirmatch::analyzer::Analysis;
use dirmatch::finding::{Change, Fix, Operation, Owner, Safety};
use dirmatch::model::{Attribute, ObjectId};
use dirmatch::plan::powershell::{SCRIPT, one_liner, quote};
use proptest::prelude::*;
use targets::evaluate;
use tree_sitter::{Node, Parser, Tree};

fn parse(script: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).expect("the grammar");
    parser.parse(script, None).expect("a tree")
}

fn visit<'a>(node: Node<'a>, found: &mut dyn FnMut(Node<'a>) -> bool) {
    if found(node) {
        let mut cursor = node.walk();
        for child in node.children(&mut cursor) {
            visit(child, found);
        }
    }
}

#[track_caller]
fn assert_parses(script: &str) -> Tree {
    let tree = parse(script);
    visit(tree.root_node(), &mut |node| {
        let text: String = script[node.byte_range()].chars().take(200).collect();
        assert!(!node.is_error() && !node.is_missing(), "line {}: {text}", node.start_position().row + 1);
        true
    });
    tree
}

/// All nodes of a kind, as text.
fn texts<'a>(tree: &Tree, script: &'a str, kind: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    visit(tree.root_node(), &mut |node| {
        if node.kind() == kind {
            found.push(&script[node.byte_range()]);
        }
        true
    });
    found
}

/// The strings of a command line: quoted ones, and sums in parentheses that begin with one.
fn strings(tree: &Tree, script: &str) -> Vec<String> {
    let mut found = Vec::new();
    visit(tree.root_node(), &mut |node| {
        let text = &script[node.byte_range()];
        let is_value =
            node.kind() == "string_literal" || (node.kind() == "parenthesized_expression" && text.starts_with("('"));
        if is_value {
            found.push(evaluate(text));
        }
        !is_value
    });
    found
}

/// The code pages in which Windows PowerShell 5.1 may read a file without a mark.
const CODE_PAGES: [(&str, &encoding_rs::Encoding); 6] = [
    ("1252", encoding_rs::WINDOWS_1252),
    ("1250", encoding_rs::WINDOWS_1250),
    ("1251", encoding_rs::WINDOWS_1251),
    ("1254", encoding_rs::WINDOWS_1254),
    ("932", encoding_rs::SHIFT_JIS),
    ("936", encoding_rs::GBK),
];

/// Values that try to leave their quotes, change their direction or end their line.
fn corpus() -> Vec<String> {
    let mut values: Vec<String> = [
        "smtp:ann@contoso.com",
        "",
        "'",
        "''",
        "O'Brien",
        "'; Remove-ADUser ann; '",
        "\u{2018}; Remove-ADUser ann; \u{2018}",
        "\u{2019}); Remove-ADUser ann #",
        "\u{201a}\u{201b}'\u{2018}\u{2019}",
        "\u{201c}$(Remove-ADUser ann)\u{201d}\u{201e}",
        "$(Remove-ADUser ann)",
        "$env:USERNAME ${x} `n `' `\"",
        "\" + (Get-Date) + \"",
        "a\u{2013}WhatIf:$false",
        "\u{2013}Confirm \u{2014} \u{2015}",
        "--% & calc.exe",
        "@'\n'@",
        "#> Remove-ADUser ann <#",
        "a|b;c&d{e}f(g)h[i]j",
        "Michał Łucja MUÑOZ Â Ò Ă ő Œ đ Б В ё ђ Ä Ó Ô œ Г",
        "\u{202e}moc.osotnoc@nna",
        "\u{200b}a\u{feff}b\u{200f}c",
        "İıßẞﬁKÅé＠",
        "😀👩\u{200d}🎓",
        "表ソ能",
        "CN=O\\2C'Brien\\, Ann,OU=Łódź,DC=contoso,DC=com",
        "%PATH% ^ > out.txt < in.txt",
        "iGhmiAEBERG7uxI0VniQqw==",
    ]
    .map(str::to_owned)
    .to_vec();
    let quotes = ["'", "\u{2018}", "\u{2019}", "\u{201a}", "\u{201b}"];
    for left in quotes {
        for right in quotes {
            values.push(format!("{left}{right}"));
            values.push(format!("a{left}{right}b"));
            values.push(format!("{left}a{right}"));
        }
    }
    values.push("'".repeat(10_240));
    values.push("x$`\"".repeat(2_560));
    values.push("a".repeat(10_240) + "ł");
    values
}

/// Values that must not stand in code at all.
const REFUSED: [&str; 10] = [
    "a\nb",
    "a\r\nRemove-ADUser ann",
    "a\rb",
    "a\0b",
    "\u{1b}[2J",
    "a\u{85}b",
    "a\u{2028}b",
    "a\u{2029}b",
    "a\tb",
    "\u{9b}x",
];

fn is_refused(value: &str) -> bool {
    value.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
}

/// A user on each side, and recipients of Exchange Online.
fn directories() -> Analysis {
    let ad = ad_csv(&["og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:a@c mail=ann@c name=Ann"]);
    let cloud = cloud_csv(&["id=G5 upn=box@c px=P:box@c imm= sync=false name=Box"]);
    let exo = format!(
        "ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses,IsExchangeCloudManaged\r\n\
         {},SharedMailbox,box,box@contoso.com,SMTP:box@contoso.com,\r\n",
        GUIDS[4]
    );
    common::analyse(&[("ad.csv", &ad), ("entra.csv", &cloud), ("exo.csv", &exo)], &tenant_settings())
}

fn fix(changes: Vec<Change>) -> Fix {
    Fix { title: "Test".to_owned(), note: String::new(), safety: Safety::Safe, keeps: None, changes }
}

/// Each place in which a value stands in a command: the change, and the names of the commands with their other strings.
#[allow(clippy::type_complexity, reason = "a table")]
fn places() -> Vec<(&'static str, fn(&str) -> Vec<Change>, &'static [&'static str], fn(&str) -> Vec<String>)> {
    const AD: Owner = Owner::on_premises(ObjectId(0));
    const CLOUD: Owner = Owner::cloud(ObjectId(0));
    fn change(owner: Owner, attribute: Attribute, operation: Operation) -> Vec<Change> {
        vec![Change { owner, attribute, operation }]
    }
    fn set(value: &str) -> Operation {
        Operation::Set { before: Some("ann@contoso.com".to_owned()), after: Some(value.to_owned()) }
    }
    fn list(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }
    vec![
        (
            "AD remove",
            |value| change(AD, Attribute::ProxyAddresses, Operation::Remove(value.to_owned())),
            &["Set-ADObject"],
            |value| list(&[GUIDS[0], "proxyAddresses", value]),
        ),
        (
            "AD add",
            |value| change(AD, Attribute::ProxyAddresses, Operation::Add(value.to_owned())),
            &["Set-ADObject"],
            |value| list(&[GUIDS[0], "proxyAddresses", value]),
        ),
        (
            "AD replace",
            |value| change(AD, Attribute::Mail, set(value)),
            &["Set-ADObject"],
            |value| list(&[GUIDS[0], "mail", value]),
        ),
        (
            "AD clear and set the name",
            |value| {
                let clear = Operation::Set { before: Some("x".to_owned()), after: None };
                [change(AD, Attribute::DisplayName, set(value)), change(AD, Attribute::TargetAddress, clear)].concat()
            },
            &["Set-ADObject"],
            |value| list(&[GUIDS[0], "displayName", value, "targetAddress"]),
        ),
        (
            "Entra",
            |value| change(CLOUD, Attribute::DisplayName, set(value)),
            &["Update-MgUser"],
            |value| list(&[GUIDS[4], value]),
        ),
        (
            "Exchange remove and add",
            |value| {
                [
                    change(CLOUD, Attribute::ProxyAddresses, Operation::Remove(format!("smtp:{value}"))),
                    change(CLOUD, Attribute::ProxyAddresses, Operation::Add(format!("x500:{value}"))),
                ]
                .concat()
            },
            &["Set-Mailbox", "Get-EXORecipient"],
            |value| list(&[GUIDS[4], &format!("smtp:{value}"), &format!("x500:{value}")]),
        ),
    ]
}

#[test]
fn a_value_stays_one_string_in_every_place_and_code_page() {
    let analysis = directories();
    for (place, changes, names, expected) in places() {
        for value in corpus().iter().filter(|value| !is_refused(value)) {
            let line = one_liner(&analysis, &fix(changes(value))).expect(place);
            for code in [&line.code, &line.undo] {
                assert!(code.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{place}: not plain ASCII: {code}");
                assert!(!code.contains('"') && !code.contains('#') || value.contains(['"', '#']), "{place}: {code}");
            }
            assert!(line.code.ends_with(" -WhatIf"), "{place}");
            for (page, encoding) in CODE_PAGES {
                let (read, _, is_lossy) = encoding.decode(line.code.as_bytes());
                assert!(!is_lossy);
                let tree = assert_parses(&read);
                assert_eq!(texts(&tree, &read, "command_name"), names, "{place}, code page {page}");
                assert_eq!(strings(&tree, &read), expected(value), "{place}, code page {page}");
            }
        }
    }
}

#[test]
fn line_breaks_and_control_characters_never_reach_a_command() {
    let analysis = directories();
    for value in REFUSED.iter().map(|value| (*value).to_owned()).chain(corpus().into_iter().filter(|v| is_refused(v))) {
        assert!(quote::literal(&value).is_err(), "{value:?}");
        for (place, changes, ..) in places() {
            let refusal = one_liner(&analysis, &fix(changes(&value))).expect_err(place);
            assert!(refusal.ends_with("Put it into the plan."), "{place}: {refusal}");
        }
    }
}

#[test]
fn what_the_commands_cannot_do_is_said() {
    let analysis = directories();
    let (ad, cloud) = (Owner::on_premises(ObjectId(0)), Owner::cloud(ObjectId(0)));
    let told = |owner, attribute, operation| {
        one_liner(&analysis, &fix(vec![Change { owner, attribute, operation }])).expect_err("refused")
    };
    let clear = Operation::Set { before: Some("x".to_owned()), after: None };
    let set = Operation::Set { before: None, after: Some("x".to_owned()) };
    assert!(told(cloud, Attribute::DisplayName, clear).contains("cannot clear"));
    assert!(told(cloud, Attribute::Mail, set.clone()).contains("primary address"));
    assert!(told(ad, Attribute::ObjectSid, set.clone()).contains("does not change this attribute"));
    assert!(told(ad, Attribute::ConsistencyGuid, set).contains("16 bytes"));
    assert!(
        told(cloud, Attribute::ProxyAddresses, Operation::Add("SMTP:x@contoso.com".to_owned())).contains("primary")
    );
    let anchor = Operation::Set { before: None, after: Some("iGhmiAEBERG7uxI0VniQqw==".to_owned()) };
    let line = one_liner(
        &analysis,
        &fix(vec![Change { owner: ad, attribute: Attribute::ConsistencyGuid, operation: anchor }]),
    );
    assert_eq!(
        line.expect("an anchor").code,
        "Set-ADObject -Identity '88666888-0101-1111-bbbb-1234567890ab' -Replace \
         @{'mS-DS-ConsistencyGuid'=[Convert]::FromBase64String('iGhmiAEBERG7uxI0VniQqw==')} -WhatIf"
    );
    // A group is another module's.
    let group = cloud_csv(&["id=G5 class=group nick=box me=True name=Box sync="]);
    let groups = common::analyse(&[("groups.csv", &group)], &tenant_settings());
    let named = Operation::Set { before: Some("Box".to_owned()), after: Some("Bin".to_owned()) };
    let line =
        one_liner(&groups, &fix(vec![Change { owner: cloud, attribute: Attribute::DisplayName, operation: named }]));
    let line = line.expect("a name");
    assert!(line.code.starts_with("Update-MgGroup "), "{}", line.code);
    assert_eq!(line.requires, ["Microsoft.Graph.Groups 2.25.0"]);
    // An address that goes from one to the other waits for a sync.
    let ad_two = ad_csv(&["og=G1 sam=ann px=P:ann@c,s:x@c", "og=G2 sam=bob px=P:bob@c"]);
    let analysis = common::analyse(&[("ad.csv", &ad_two)], &tenant_settings());
    let moved = fix(vec![
        Change {
            owner: ad,
            attribute: Attribute::ProxyAddresses,
            operation: Operation::Remove("smtp:x@contoso.com".into()),
        },
        Change {
            owner: Owner::on_premises(ObjectId(1)),
            attribute: Attribute::ProxyAddresses,
            operation: Operation::Add("smtp:x@contoso.com".into()),
        },
    ]);
    assert!(one_liner(&analysis, &moved).expect_err("refused").contains("sync"));
}

proptest! {
    #[test]
    fn any_text_is_one_string_or_refused(value in any::<String>()) {
        match quote::literal(&value) {
            Err(_) => prop_assert!(is_refused(&value) || value.chars().count() > 200),
            Ok(code) => {
                prop_assert!(!is_refused(&value));
                prop_assert!(code.bytes().all(|byte| (0x20..0x7f).contains(&byte)));
                prop_assert_eq!(evaluate(&code), value.as_str());
                let line = format!("Set-ADObject -Remove @{{'mail'={code}}} -WhatIf");
                let tree = assert_parses(&line);
                prop_assert_eq!(texts(&tree, &line, "command_name"), ["Set-ADObject"]);
                prop_assert_eq!(strings(&tree, &line), ["mail", value.as_str()]);
            }
        }
    }
}

/// The evaluator and the parser do see what goes wrong.
#[test]
fn the_checks_of_this_file_can_fail() {
    let broken = "Set-ADObject -Remove @{'mail'='O'Brien'}";
    assert!(parse(broken).root_node().has_error());
    let injected = "Set-ADObject -Remove @{'mail'='x'}; Remove-ADUser 'ann'";
    assert_eq!(texts(&parse(injected), injected, "command_name"), ["Set-ADObject", "Remove-ADUser"]);
    assert_eq!(evaluate("'O''Brien'"), "O'Brien");
    assert_eq!(evaluate("(''+[char]0x0141+'x'+[char]::ConvertFromUtf32(0x1F600))"), "Łx😀");
}

/// What the script may call besides its own functions: reading, its own files, and the writing commands of the directories.
const READING: [&str; 16] = [
    "Set-StrictMode",
    "New-Object",
    "Get-ADObject",
    "Get-EXORecipient",
    "Get-MgContext",
    "Get-ConnectionInformation",
    "Get-Module",
    "Import-Module",
    "Where-Object",
    "Sort-Object",
    "Resolve-Path",
    "Test-Path",
    "ConvertFrom-Json",
    "ConvertTo-Json",
    "Write-Host",
    "Write-Warning",
];
const WRITING: [&str; 7] = [
    "Set-ADObject",
    "Set-UnifiedGroup",
    "Set-Mailbox",
    "Set-MailUser",
    "Set-MailContact",
    "Set-DynamicDistributionGroup",
    "Set-DistributionGroup",
];

#[test]
fn the_script_parses_and_calls_only_what_it_may() {
    assert!(SCRIPT.is_ascii(), "pure ASCII");
    assert_eq!(SCRIPT.matches('\n').count(), SCRIPT.matches("\r\n").count(), "lines end as on Windows");
    assert!(SCRIPT.ends_with("}\r\n"));
    for (page, encoding) in CODE_PAGES {
        assert_eq!(encoding.decode(SCRIPT.as_bytes()).0, SCRIPT, "code page {page}");
    }
    let tree = assert_parses(SCRIPT);
    let functions = texts(&tree, SCRIPT, "function_name");
    assert!(functions.len() > 10, "functions are found");
    let mut graph = 0;
    for name in texts(&tree, SCRIPT, "command_name") {
        let is_known = READING.contains(&name) || WRITING.contains(&name) || functions.contains(&name);
        graph += usize::from(name == "Invoke-MgGraphRequest");
        assert!(
            is_known || name == "Invoke-MgGraphRequest",
            "{name} is not among the commands that the script may call"
        );
    }
    assert_eq!(graph, 2, "one reads, one writes");
    // An error of a module's command stops the run, whatever the module inherits.
    let tables = texts(&tree, SCRIPT, "hash_literal_expression");
    let calls = tables.iter().filter(|table| table.contains("Identity = "));
    assert_eq!(calls.clone().count(), 3);
    assert!(calls.into_iter().all(|table| table.contains("ErrorAction = 'Stop'")));
    visit(tree.root_node(), &mut |node| {
        let text = &SCRIPT[node.byte_range()];
        if node.kind() == "command" {
            let name = text.split_whitespace().next().unwrap_or_default();
            if WRITING.contains(&name) {
                assert_eq!(text, format!("{name} @arguments"), "a writing command takes checked arguments only");
            }
            if name == "Invoke-MgGraphRequest" || name == "Get-EXORecipient" {
                assert!(text.ends_with(" -ErrorAction Stop"), "{text}");
            }
            if name == "Invoke-MgGraphRequest" {
                assert!(text.contains(" -Method GET ") || text.contains(" -Method PATCH "), "{text}");
            }
        }
        // Nothing makes code of text: `&`, `.`, `iex`, `[scriptblock]` and their like.
        assert_ne!(node.kind(), "command_invokation_operator", "{text}");
        true
    });
    for word in
        ["Invoke-Expression", "iex ", "ScriptBlock", "Add-Type", "Start-Process", "DownloadString", "Invoke-WebRequest"]
    {
        assert!(!SCRIPT.to_ascii_lowercase().contains(&word.to_ascii_lowercase()), "{word}");
    }
}

/// Windows PowerShell 5.1 does not know these.
#[test]
fn the_script_keeps_to_what_windows_powershell_knows() {
    let tree = parse(SCRIPT);
    for kind in ["ternary_expression", "null_coalesce_expression", "pipeline_chain_tail"] {
        assert!(texts(&tree, SCRIPT, kind).is_empty(), "{kind}");
    }
    for word in
        [" ?? ", "??=", " && ", " || ", "?.", "-AsHashtable", "-DateKind", "ForEach-Object -Parallel", "clean {"]
    {
        assert!(!SCRIPT.contains(word), "{word}");
    }
    // PowerShell compares texts by language, and passes over characters that cannot be seen: values are compared by Test-Same.
    for operator in ["-ceq $value", "-eq $value", "-ccontains", "-contains", "-cne $", "-in ", "-like", "-match $"] {
        assert!(!SCRIPT.contains(operator), "{operator}");
    }
    assert!(SCRIPT.contains("[System.StringComparison]::Ordinal)"));
}

/// The script changes the attributes that plans name, and no others.
#[test]
fn the_script_knows_the_attributes_of_plans() {
    let (start, end) = (SCRIPT.find("$attributes = @{").expect("a table"), SCRIPT.find("$lists = ").expect("its end"));
    let table = &SCRIPT[start..end];
    let tree = parse(table);
    let known: Vec<String> = strings(&tree, table);
    let ad = Owner::on_premises(ObjectId(0));
    let cloud = Owner::cloud(ObjectId(0));
    let analysis = directories();
    let mut named = Vec::new();
    for owner in [ad, cloud] {
        for &attribute in Attribute::ALL {
            let text = Operation::Set { before: Some("iGhmiAEBERG7uxI0VniQqw==".into()), after: None };
            let entry = Operation::Add("x500:a".to_owned());
            for operation in [text, entry] {
                let plan = dirmatch::plan::Plan {
                    steps: vec![dirmatch::plan::Step {
                        wave: 0,
                        changes: vec![Change { owner, attribute, operation }],
                        choices: Vec::new(),
                        safety: Safety::Safe,
                    }],
                    ..Default::default()
                };
                let file = dirmatch::plan::file::PlanFile::new(&analysis, &plan, "");
                for step in &file.steps {
                    named.push(step.directory.name().to_owned());
                    named.extend(step.changes.iter().map(|change| change.attribute.clone()));
                }
            }
        }
    }
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names.dedup();
        names
    };
    // A UPN in the cloud cannot be cleared, so this table has no line of it; it is changed all the same.
    named.push("userPrincipalName".to_owned());
    assert_eq!(sorted(known), sorted(named));
}
