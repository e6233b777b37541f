//! The commands for one fix, on one line, to copy. What, why and how to undo it stand beside it as text, never in the code.
//!
//! Objects are named by identifier only, values by `quote`, everything else is a fixed word. The line does not end with a
//! line break, so pasting it runs nothing, and each command has `-WhatIf`.

use std::fmt::Write as _;

use super::quote::literal;
use crate::analyzer::Analysis;
use crate::finding::{Change, Fix, Operation, Owner};
use crate::model::order::{sort, sort_by_key};
use crate::model::{Attribute, ObjectKind};
use crate::plan::directory::{Directory, Form, Place};
use crate::plan::{Choice, Plan, file};

/// More objects than these are a plan's business.
const MOST_OBJECTS: usize = 4;

/// The commands for one fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneLiner {
    /// The commands, divided by semicolons.
    pub code: String,
    /// The commands that take it back.
    pub undo: String,
    /// The modules that they need, with their oldest versions.
    pub requires: Vec<&'static str>,
}

/// The commands for a fix, or the reason why it is for the plan or for a person.
pub fn one_liner(analysis: &Analysis, fix: &Fix) -> Result<OneLiner, String> {
    let inverse: Vec<Change> = fix.changes.iter().rev().map(Change::inverse).collect();
    let choice = Choice { finding: 0, fix: 0 };
    let plan = Plan::of_fixes(analysis, vec![choice], vec![fix.clone()])
        .map_err(|refusals| refusals.into_iter().map(|refusal| refusal.sentence).collect::<Vec<_>>().join(" "))?;
    if plan.waves() > 1 {
        return Err("A sync has to run between its changes. Put it into the plan.".to_owned());
    }
    let (code, mut requires) = commands(analysis, &fix.changes)?;
    let (undo, _) = commands(analysis, &inverse)?;
    sort(&mut requires);
    requires.dedup();
    Ok(OneLiner { code, undo, requires })
}

fn commands(analysis: &Analysis, changes: &[Change]) -> Result<(String, Vec<&'static str>), String> {
    let mut placed: Vec<(&Change, Place)> = Vec::new();
    for change in changes {
        placed.push((change, file::usable(analysis, change)?));
    }
    // In their order, those of one object and directory together.
    sort_by_key(&mut placed, |(change, place)| (change.owner, place.directory));
    let of_one = |left: &(&Change, Place), right: &(&Change, Place)| {
        (left.0.owner, left.1.directory) == (right.0.owner, right.1.directory)
    };
    if placed.chunk_by(of_one).count() > MOST_OBJECTS {
        return Err("It changes many objects. Put it into the plan.".to_owned());
    }
    let mut lines = Vec::new();
    let mut requires = Vec::new();
    for group in placed.chunk_by(of_one) {
        let (owner, directory) = (group[0].0.owner, group[0].1.directory);
        let id = file::identifier(analysis, owner)
            .ok_or("No file tells the identifier of an object, so that no command can name it safely.")?;
        let line = match directory {
            Directory::ActiveDirectory => active_directory(&id, group)?,
            Directory::Entra => entra(analysis, owner, &id, group)?,
            Directory::ExchangeOnline => exchange(analysis, owner, &id, group)?,
        };
        lines.push(line);
        requires.push(match directory {
            Directory::Entra if analysis.directories.cloud.kind(owner.object) == ObjectKind::Group => {
                "Microsoft.Graph.Groups 2.25.0"
            }
            Directory::Entra => "Microsoft.Graph.Users 2.25.0",
            other => other.module(),
        });
    }
    Ok((lines.join("; "), requires))
}

/// The value as code, in the form that the attribute takes.
fn value(text: &str, form: Form) -> Result<String, String> {
    let text = file::file_value(text, form);
    let code = literal(&text).map_err(|_| {
        "A value holds a line break, a control character or very many letters beyond ASCII, which must not stand in a command. \
         Put it into the plan."
            .to_owned()
    })?;
    Ok(if form == Form::Bytes { format!("[Convert]::FromBase64String({code})") } else { code })
}

fn active_directory(id: &str, group: &[(&Change, Place)]) -> Result<String, String> {
    type OfAttributes<'a> = Vec<(&'a str, Vec<String>)>;
    let (mut removed, mut added, mut replaced) = (OfAttributes::new(), OfAttributes::new(), OfAttributes::new());
    let put = |list: &mut OfAttributes<'_>, place: &Place, value: String| match list
        .iter_mut()
        .find(|(attribute, _)| *attribute == place.attribute)
    {
        Some((_, values)) => values.push(value),
        None => list.push((place.attribute, vec![value])),
    };
    let mut cleared: Vec<String> = Vec::new();
    for (change, place) in group {
        match &change.operation {
            Operation::Remove(entry) => {
                put(&mut removed, place, value(entry, place.form)?);
            }
            Operation::Add(entry) => put(&mut added, place, value(entry, place.form)?),
            Operation::Set { after: Some(after), .. } => {
                put(&mut replaced, place, value(after, place.form)?);
            }
            Operation::Set { after: None, .. } => cleared.push(format!("'{}'", place.attribute)),
        }
    }
    let mut line = format!("Set-ADObject -Identity '{id}'");
    for (parameter, values) in [("Remove", removed), ("Add", added), ("Replace", replaced)] {
        if !values.is_empty() {
            let pairs: Vec<String> =
                values.iter().map(|(name, values)| format!("'{name}'={}", values.join(","))).collect();
            let _ = write!(line, " -{parameter} @{{{}}}", pairs.join(";"));
        }
    }
    if !cleared.is_empty() {
        let _ = write!(line, " -Clear {}", cleared.join(","));
    }
    line.push_str(" -WhatIf");
    Ok(line)
}

fn entra(analysis: &Analysis, owner: Owner, id: &str, group: &[(&Change, Place)]) -> Result<String, String> {
    let mut line = if analysis.directories.cloud.kind(owner.object) == ObjectKind::Group {
        format!("Update-MgGroup -GroupId '{id}'")
    } else {
        format!("Update-MgUser -UserId '{id}'")
    };
    for (change, place) in group {
        let Some(after) = change.operation.brings() else {
            return Err("This command cannot clear a value. Put it into the plan, whose script does.".to_owned());
        };
        let parameter = match change.attribute {
            Attribute::DisplayName => "DisplayName",
            Attribute::GivenName => "GivenName",
            Attribute::Surname => "Surname",
            Attribute::MailNickname => "MailNickname",
            Attribute::UserPrincipalName => "UserPrincipalName",
            Attribute::EmployeeId => "EmployeeId",
            Attribute::ImmutableId => "OnPremisesImmutableId",
            _ => return Err("No command sets this attribute.".to_owned()),
        };
        let _ = write!(line, " -{parameter} {}", value(after, place.form)?);
    }
    line.push_str(" -WhatIf");
    Ok(line)
}

fn exchange(analysis: &Analysis, owner: Owner, id: &str, group: &[(&Change, Place)]) -> Result<String, String> {
    let cloud = &analysis.directories.cloud;
    let kind = cloud.text(owner.object, Attribute::RecipientType).unwrap_or_default();
    let command = match kind {
        _ if kind.ends_with("Mailbox") && kind != "GroupMailbox" => "Set-Mailbox",
        "GroupMailbox" => "Set-UnifiedGroup",
        "MailUser" | "GuestMailUser" => "Set-MailUser",
        "MailContact" => "Set-MailContact",
        "MailUniversalDistributionGroup" | "MailUniversalSecurityGroup" | "MailNonUniversalGroup" | "RoomList" => {
            "Set-DistributionGroup"
        }
        _ => {
            return Err(
                "No file tells what kind of recipient this is. Put it into the plan, whose script looks it up."
                    .to_owned(),
            );
        }
    };
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for (change, place) in group {
        let (entry, list) = match &change.operation {
            Operation::Remove(entry) => (entry, &mut removed),
            Operation::Add(entry) => (entry, &mut added),
            Operation::Set { .. } => return Err("No command sets this attribute.".to_owned()),
        };
        if entry.starts_with("SMTP:") {
            return Err(
                "It changes the primary address, which takes more than one command. Put it into the plan.".to_owned()
            );
        }
        list.push(value(entry, place.form)?);
    }
    let mut pairs = Vec::new();
    for (name, values) in [("Remove", removed), ("Add", added)] {
        if !values.is_empty() {
            pairs.push(format!("{name}={}", values.join(",")));
        }
    }
    // The object id is a documented key of Get-EXORecipient; the distinguished name is one of the cmdlet that writes.
    let recipient =
        format!("(Get-EXORecipient -ExternalDirectoryObjectId '{id}' -Properties DistinguishedName).DistinguishedName");
    Ok(format!("{command} -Identity {recipient} -EmailAddresses @{{{}}} -WhatIf", pairs.join(";")))
}
