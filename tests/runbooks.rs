//! Runbooks: every rule whose fix is one has one; filled in, no name in braces is left; commands parse and name objects by
//! identifier only; what cannot be undone says so.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use std::collections::BTreeSet;

use common::{ad_csv, analyse_school, cloud_csv, tenant_settings};
use dirmatch::analyzer::Analysis;
use dirmatch::finding::FixKind;
use dirmatch::model::Guid;
use dirmatch::plan::runbook::{self, Runbook};
use dirmatch::rules::{self, REGISTRY};
use tree_sitter::{Node, Parser};

fn filled(analysis: &Analysis) -> Vec<(&'static str, Runbook)> {
    let context = analysis.rule_context();
    analysis
        .findings
        .iter()
        .filter_map(|finding| {
            let runbook = runbook::for_finding(&context, &analysis.findings, finding)?;
            Some((rules::definition(finding).id, runbook))
        })
        .collect()
}

fn sentences(runbook: &Runbook) -> Vec<&str> {
    let steps = runbook.steps.iter().flat_map(|step| [&step.action, &step.risk, &step.wait, &step.stop]);
    [&runbook.title, &runbook.when]
        .into_iter()
        .chain(&runbook.cheaper)
        .chain(&runbook.checks)
        .chain(steps)
        .chain(&runbook.back)
        .map(String::as_str)
        .collect()
}

#[test]
fn every_rule_that_is_put_right_by_hand_has_a_runbook() {
    for rule in REGISTRY.iter().filter(|rule| rule.fix == FixKind::Runbook) {
        assert!(runbook::has_one(rule.id), "{} has no runbook", rule.id);
    }
    assert!(!runbook::has_one("ad-dup-mail"));
}

#[test]
fn runbooks_of_the_school_are_filled_in() {
    let analysis = analyse_school();
    let runbooks = filled(&analysis);
    let kinds: BTreeSet<&str> = runbooks.iter().map(|(_, runbook)| runbook.id).collect();
    assert!(kinds.len() >= 20, "{kinds:?}");
    for (rule, runbook) in &runbooks {
        for sentence in sentences(runbook) {
            assert!(!sentence.contains(['{', '}']), "{rule}: {sentence}");
            assert!(!sentence.contains("  ") && !sentence.contains(".."), "{rule}: {sentence}");
        }
        assert!(!runbook.steps.is_empty() && !runbook.back.is_empty() && !runbook.sources.is_empty(), "{rule}");
        assert!(!runbook.objects.is_empty(), "{rule}");
        assert!(runbook.steps.iter().any(|step| !step.stop.is_empty()), "{rule}: no stop point");
    }
}

fn visit<'a>(node: Node<'a>, found: &mut dyn FnMut(Node<'a>)) {
    found(node);
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        visit(child, found);
    }
}

/// What runbooks may name. Those of the second list change something and have a trial run.
const COMMANDS: [&str; 24] = [
    "Set-ADSyncScheduler",
    "Start-ADSyncSyncCycle",
    "Get-ADSyncExportDeletionThreshold",
    "Disable-ADSyncExportDeletionThreshold",
    "Enable-ADSyncExportDeletionThreshold",
    "Read-Host",
    "Get-ADObject",
    "Get-MgUser",
    "Format-List",
    "Get-ADSyncToolsOnPremisesAttribute",
    "Clear-ADSyncToolsOnPremisesAttribute",
    "Get-MgDirectoryOnPremiseSynchronization",
    "Update-MgDirectoryOnPremiseSynchronization",
    "Get-MgRoleManagementDirectoryRoleAssignment",
    "Get-MgRoleManagementDirectoryRoleEligibilitySchedule",
    "Confirm-MgDomain",
    "Get-EXORecipient",
    "Move-ADObject",
    "Set-ADObject",
    "Remove-ADObject",
    "Update-MgUser",
    "Restore-MgDirectoryDeletedItem",
    "Remove-MgUser",
    "Remove-MgDirectoryDeletedItem",
];
const WITH_TRIAL: [&str; 9] = [
    "Move-ADObject",
    "Set-ADObject",
    "Remove-ADObject",
    "Update-MgUser",
    "Restore-MgDirectoryDeletedItem",
    "Remove-MgUser",
    "Remove-MgDirectoryDeletedItem",
    "Remove-MgGroup",
    "Set-Mailbox",
];

#[test]
fn commands_parse_and_name_objects_by_identifier() {
    let analysis = analyse_school();
    let mut seen = BTreeSet::new();
    for (rule, runbook) in filled(&analysis) {
        for command in runbook.steps.iter().flat_map(|step| &step.commands) {
            assert!(command.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{rule}: {command}");
            assert!(!command.contains('"'), "{rule}: {command}");
            let mut parser = Parser::new();
            parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).expect("the grammar");
            let tree = parser.parse(command, None).expect("a tree");
            assert!(!tree.root_node().has_error(), "{rule}: {command}");
            let mut names = Vec::new();
            visit(tree.root_node(), &mut |node| {
                let text = &command[node.byte_range()];
                if node.kind() == "command_name" {
                    assert!(COMMANDS.contains(&text) || WITH_TRIAL.contains(&text), "{rule}: {text}");
                    names.push(text.to_owned());
                }
                if node.kind() == "string_literal" {
                    let value = text.trim_matches('\'');
                    let is_fixed = [
                        "Distinguished name of the organisational unit",
                        "mS-DS-ConsistencyGuid",
                        "principalId eq ",
                        "",
                    ];
                    let is_data = Guid::parse_text(value).is_some()
                        || Guid::parse_base64(value).is_some()
                        || (value.contains('@') && command.starts_with("Set-Mailbox"))
                        || command.starts_with("Confirm-MgDomain");
                    assert!(is_data || is_fixed.contains(&value), "{rule}: {value} in {command}");
                }
            });
            let changes = names.iter().any(|name| WITH_TRIAL.contains(&name.as_str()));
            assert_eq!(changes, command.ends_with(" -WhatIf"), "{rule}: {command}");
            seen.extend(names);
        }
    }
    assert!(seen.len() > 20, "{seen:?}");
}

#[test]
fn what_deletes_for_good_warns() {
    for (rule, runbook) in filled(&analyse_school()) {
        for step in &runbook.steps {
            let deletes = step.commands.iter().any(|command| command.starts_with("Remove-"));
            assert!(!deletes || !step.risk.is_empty(), "{rule}: {}", step.action);
        }
    }
}

fn moera(cloud: &str) -> Runbook {
    let ad = ad_csv(&["og=G1 cg= upn=l@c px=P:l@c ta=SMTP:l@o nick=l name=Lena", "og=G2 cg= upn=x@c px=P:x@c nick=x"]);
    let cloud = cloud_csv(&[cloud, "id=G6 upn=x@c px=P:x@c,s:x@o imm=b(G2) sync=true exo=True"]);
    let analysis = common::analyse(&[("ad.csv", &ad), ("entra.csv", &cloud)], &tenant_settings());
    let found = filled(&analysis).into_iter().find(|(rule, _)| *rule == "missing-moera");
    found.expect("a finding").1
}

#[test]
fn the_missing_address_has_its_cheaper_routes_first_and_the_persons_own_values() {
    let runbook = moera("id=G5 upn=l@c px=P:l@c imm=b(G1) sync=true exo=True name=Lena");
    assert_eq!(runbook.title, "Give Lena the address l@contoso.onmicrosoft.com");
    assert!(runbook.cheaper[0].contains("targetAddress"), "{:?}", runbook.cheaper);
    assert_eq!(runbook.cheaper.len(), 3);
    assert_eq!(runbook.steps.len(), 10);
    assert!(runbook.checks.iter().any(|check| check.contains("BlockCloudObjectTakeoverThroughHardMatchEnabled")));
    let commands: Vec<&str> = runbook.steps.iter().flat_map(|step| &step.commands).map(String::as_str).collect();
    let guid = "88666888-0101-1111-bbbb-1234567890ab";
    assert!(commands.iter().any(|command| command.starts_with(&format!("Move-ADObject -Identity '{guid}' "))));
    assert!(commands.iter().any(|command| command.contains("@{Add='l@contoso.onmicrosoft.com'}")));
    assert!(
        commands.contains(
            &"Restore-MgDirectoryDeletedItem -DirectoryObjectId '55555555-5555-4555-8555-555555555555' -WhatIf"
        )
    );
    let text = runbook.markdown();
    assert!(
        text.contains("1. [ ] Stop the schedule") && text.contains("Stop if: The export shows more than exactly one")
    );
    assert!(
        text.contains("- Microsoft: Microsoft Entra Connect: Troubleshoot errors during synchronization, 2026-07-01"),
        "{text}"
    );
}

/// AD sends mail on to another name than the alias: with the alias as an address it would bounce as before.
#[test]
fn the_missing_address_is_the_one_that_ad_sends_mail_on_to() {
    let title = |ad: &[&str]| {
        let cloud = cloud_csv(&["id=G5 upn=l@c px=P:l@c imm=b(G1) sync=true exo=True name=Lena"]);
        let analysis = common::analyse(&[("ad.csv", &ad_csv(ad)), ("entra.csv", &cloud)], &tenant_settings());
        let found = filled(&analysis).into_iter().find(|(rule, _)| *rule == "missing-moera").expect("a finding").1;
        assert!(found.when.ends_with("when it shows the right thing, run it again without."), "{}", found.when);
        found.title
    };
    for (target, address) in [
        ("SMTP:lena@o", "lena@contoso.onmicrosoft.com"),
        ("Lena@Contoso.onmicrosoft.com", "Lena@Contoso.onmicrosoft.com"),
        ("SMTP:lena@m", "l@contoso.onmicrosoft.com"),
        ("SMTP:lena@c", "l@contoso.onmicrosoft.com"),
    ] {
        let row = format!("og=G1 cg= upn=l@c px=P:l@c nick=l name=Lena ta={target}");
        assert_eq!(title(&[&row]), format!("Give Lena the address {address}"), "{target}");
    }
}

#[test]
fn markdown_takes_names_as_text() {
    let runbook = moera("id=G5 upn=l@c px=P:l@c imm=b(G1) sync=true exo=True name=<b>*x*`y`[z](http://e)");
    let text = runbook.markdown();
    assert!(text.contains(r"\<b\>\*x\*\`y\`\[z\](http://e)"), "{text}");
    assert!(!text.contains("<b>"), "{text}");
}
