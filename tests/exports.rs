//! The commands that the page offers: they parse as PowerShell, only read, and make files that are read without a
//! question.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

use dirmatch::exports::{COMMANDS, as_text};
use dirmatch::import::{Format, InMemory, ReadOptions, native_decoder, read};
use dirmatch::progress::Silent;
use tree_sitter::{Node, Parser};

fn parse(script: &str) -> tree_sitter::Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).expect("the grammar");
    parser.parse(script, None).expect("a tree")
}

fn visit<'a>(node: Node<'a>, found: &mut dyn FnMut(Node<'a>)) {
    found(node);
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        visit(child, found);
    }
}

/// The names of the commands that a script calls.
fn commands(script: &str) -> Vec<String> {
    let tree = parse(script);
    let mut names = Vec::new();
    visit(tree.root_node(), &mut |node| {
        if node.kind() == "command_name" {
            names.push(script[node.byte_range()].to_owned());
        }
    });
    names
}

#[test]
fn every_script_parses() {
    for command in COMMANDS.iter().filter(|command| !command.script.is_empty()) {
        let tree = parse(command.script);
        visit(tree.root_node(), &mut |node| {
            assert!(
                !node.is_error() && !node.is_missing(),
                "{} line {}: {}",
                command.id,
                node.start_position().row + 1,
                &command.script[node.byte_range()]
            );
        });
    }
    // The parser does see errors.
    assert!(parse("Get-ADUser | Where-Object { $_.mail").root_node().has_error());
}

#[test]
fn no_script_changes_anything() {
    const READING: [&str; 8] = ["Get", "Connect", "Select", "Where", "ForEach", "Export", "Invoke", "Sort"];
    for command in COMMANDS {
        for name in commands(command.script) {
            let verb = name.split('-').next().unwrap_or_default();
            assert!(READING.contains(&verb), "{}: {name}", command.id);
        }
        // A request made by hand only reads, too.
        for line in command.script.lines().filter(|line| line.contains("Invoke-MgGraphRequest")) {
            assert!(!line.contains("-Method") || line.contains("-Method GET"), "{}: {line}", command.id);
            assert!(!line.contains("-Body"), "{}: {line}", command.id);
        }
        assert_eq!(command.script.is_empty(), !command.script.contains("Export-Csv"), "{} writes no file", command.id);
    }
    assert_eq!(commands("Get-ADUser x | Remove-ADUser"), ["Get-ADUser", "Remove-ADUser"]);
}

#[test]
fn the_command_line_prints_all_of_them() {
    let text = as_text();
    for command in COMMANDS {
        assert!(text.contains(command.title) && text.contains(command.script));
    }
}

/// The columns that a script writes to a file: the names in the list that was assigned to `$columns` last before, or those
/// of the object that is made.
fn columns(script: &str, file: &str) -> Vec<String> {
    let tree = parse(script);
    let end = script.find(&format!("Export-Csv {file} ")).expect("the file is written");
    let text = |node: Node<'_>| script[node.byte_range()].to_owned();
    let mut source: Option<Node<'_>> = None;
    visit(tree.root_node(), &mut |node| {
        let is_list = node.kind() == "assignment_expression" && text(node).starts_with("$columns =");
        let is_object = node.kind() == "cast_expression" && text(node).starts_with("[pscustomobject]");
        let is_selection = node.kind() == "command" && text(node).starts_with("Select-Object '");
        if node.start_byte() < end && (is_list || is_object || is_selection) {
            source = Some(node);
        }
    });
    let source = source.expect("a list of columns");
    let mut names = Vec::new();
    collect_names(source, script, source.kind() == "cast_expression", &mut names);
    names
}

/// Strings outside of script blocks; of `@{ n = 'name'; e = { … } }` the name, of an object's table the keys.
fn collect_names(node: Node<'_>, script: &str, is_object: bool, names: &mut Vec<String>) {
    let text = |node: Node<'_>| script[node.byte_range()].to_owned();
    match node.kind() {
        "verbatim_string_characters" => names.push(text(node).trim_matches('\'').to_owned()),
        "script_block_expression" => {}
        "hash_entry" if is_object => names.push(text(node.child(0).expect("a key"))),
        "hash_entry" if !text(node).starts_with("n =") => {}
        _ => {
            let mut cursor = node.walk();
            for child in node.children(&mut cursor) {
                collect_names(child, script, is_object, names);
            }
        }
    }
}

/// What each file holds, column by column, for a row as PowerShell would write it.
fn value(column: &str) -> &'static str {
    match column.to_ascii_lowercase().as_str() {
        "objectguid" | "id" | "onpremisesobjectidentifier" | "externaldirectoryobjectid" | "principalid" => {
            "88666888-0101-1111-bbbb-1234567890ab"
        }
        "msdsconsistencyguid" | "onpremisesimmutableid" => "iGhmiAEBERG7uxI0VniQqw==",
        "objectclass" => "user",
        "distinguishedname" => "CN=Ann,OU=Staff,DC=contoso,DC=com",
        "objectsid" | "onpremisessecurityidentifier" => "S-1-5-21-1-2-3-1104",
        "samaccountname" | "mailnickname" | "alias" => "ann",
        "userprincipalname" | "mail" | "primarysmtpaddress" => "ann@contoso.com",
        "proxyaddresses" | "emailaddresses" => "SMTP:ann@contoso.com|smtp:a@contoso.com",
        "displayname" => "Ann Lee",
        "usertype" => "Member",
        "onpremisessyncenabled" | "exo" | "mailenabled" => "True",
        "whencreated" | "whenchanged" | "createddatetime" => "2026-01-31 08:30:11Z",
        "recipienttypedetails" => "UserMailbox",
        "objecttype" => "contact",
        "role" => "Global Administrator",
        "assignment" => "eligible",
        "name" => "blockSoftMatchEnabled",
        "value" => "False",
        _ => "",
    }
}

#[test]
fn what_the_scripts_write_is_read_without_a_question() {
    let script = |id: &str| COMMANDS.iter().find(|command| command.id == id).expect("a command").script;
    // Scripts and other programs may rely on these names.
    let users = "id,userPrincipalName,displayName,mail,mailNickname,proxyAddresses,onPremisesImmutableId,\
                 onPremisesSyncEnabled,onPremisesSamAccountName,onPremisesUserPrincipalName,onPremisesSecurityIdentifier,\
                 onPremisesObjectIdentifier,isCloudManaged,provisioningErrors,userType,exo,employeeId,createdDateTime,\
                 deletedDateTime";
    for (id, file, format, expected) in [
        (
            "active-directory",
            "ad.csv",
            Format::AdPowershell,
            "DistinguishedName,ObjectClass,ObjectGUID,msDsConsistencyGuid,msDsExternalDirectoryObjectId,objectSid,\
             sAMAccountName,userPrincipalName,mail,proxyAddresses,mailNickname,targetAddress,displayName,givenName,sn,\
             employeeID,legacyExchangeDN,msExchRemoteRecipientType,msExchRecipientTypeDetails,\
             msExchHideFromAddressLists,homeMDB,adminDescription,groupType,isCriticalSystemObject,userAccountControl,\
             whenCreated,whenChanged",
        ),
        ("entra-users", "entra.csv", Format::GraphPowershell, users),
        ("entra-users", "entra-deleted.csv", Format::GraphPowershell, users),
        (
            "entra-groups-and-contacts",
            "entra-groups.csv",
            Format::GraphPowershell,
            "id,displayName,mail,mailNickname,mailEnabled,securityEnabled,groupTypes,proxyAddresses,\
             onPremisesSyncEnabled,onPremisesSecurityIdentifier",
        ),
        (
            "entra-groups-and-contacts",
            "entra-contacts.csv",
            Format::GraphPowershell,
            "id,displayName,mail,mailNickname,proxyAddresses,onPremisesSyncEnabled,objectType",
        ),
        (
            "exchange-online",
            "exo.csv",
            Format::ExchangePowershell,
            "ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses,\
             IsExchangeCloudManaged",
        ),
        ("tenant", "domains.csv", Format::TenantDomains, "Id,IsVerified,IsInitial,AuthenticationType"),
        ("tenant", "roles.csv", Format::TenantRoles, "principalId,role,assignment"),
        ("tenant", "features.csv", Format::TenantFeatures, "Name,Value"),
    ] {
        let columns = columns(script(id), file);
        assert_eq!(columns.join(","), expected, "{file}");
        let row: Vec<String> = columns.iter().map(|column| format!("\"{}\"", value(column))).collect();
        let header: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
        let text = format!("{}\r\n{}\r\n", header.join(","), row.join(","));
        let row = if file == "domains.csv" { "\"contoso.com\",\"True\",\"False\",\"Managed\"" } else { "" };
        let text = if row.is_empty() { text } else { format!("{}\r\n{row}\r\n", header.join(",")) };
        let input =
            read(&InMemory::new(file, text.into_bytes()), &ReadOptions::default(), &native_decoder::make, &mut Silent);
        assert_eq!((input.format, input.used, input.rows), (format, 1, 1), "{file}: {:?}", input.problems);
        assert!(input.problems.is_empty(), "{file}: {:?}", input.problems);
        for column in &columns {
            let is_used = input.columns.iter().any(|(_, header)| header == column);
            let is_object_file =
                !matches!(format, Format::TenantDomains | Format::TenantRoles | Format::TenantFeatures);
            assert!(is_used || !is_object_file, "{file}: the column {column} is not known");
        }
    }
}
