//! Commands that make the recommended exports: read-only PowerShell, shown ready to copy.
//!
//! The scripts stand beside this file, one for each export, and are held by a test to parse as PowerShell and to change
//! nothing.

/// A command that makes one export, or a few that belong together.
#[derive(Debug)]
pub struct ExportCommand {
    /// The name by which the page asks for it.
    pub id: &'static str,
    /// What it exports.
    pub title: &'static str,
    /// What it is good for.
    pub purpose: &'static str,
    /// What must be installed.
    pub requires: &'static str,
    /// The script.
    pub script: &'static str,
}

/// Every command, the most needed first.
pub const COMMANDS: [ExportCommand; 6] = [
    ExportCommand {
        id: "active-directory",
        title: "Active Directory",
        purpose: "Reads every user, group and contact with the columns that matter.",
        requires: "Windows PowerShell 5.1 or PowerShell 7, module ActiveDirectory (RSAT)",
        script: include_str!("active-directory.ps1"),
    },
    ExportCommand {
        id: "entra-users",
        title: "Entra users, live and deleted",
        purpose: "Reads every cloud user with its ImmutableId, so that joins by source anchor can be checked.",
        requires: "PowerShell 7, module Microsoft.Graph 2",
        script: include_str!("entra-users.ps1"),
    },
    ExportCommand {
        id: "entra-groups-and-contacts",
        title: "Entra groups and contacts",
        purpose: "Reads groups and contacts, which may hold addresses of users.",
        requires: "PowerShell 7, module Microsoft.Graph 2",
        script: include_str!("entra-groups-and-contacts.ps1"),
    },
    ExportCommand {
        id: "tenant",
        title: "Domains, roles and switches",
        purpose: "Reads which domains are verified, who holds an admin role, and how the tenant's switches stand.",
        requires: "PowerShell 7, module Microsoft.Graph 2",
        script: include_str!("tenant.ps1"),
    },
    ExportCommand {
        id: "exchange-online",
        title: "Exchange Online recipients",
        purpose: "Reads every recipient with its addresses, shared mailboxes included.",
        requires: "PowerShell 7, module ExchangeOnlineManagement 3",
        script: include_str!("exchange-online.ps1"),
    },
    ExportCommand {
        id: "m365-admin-center",
        title: "Microsoft 365 admin center",
        purpose: "No command: in the admin center choose Users, Active users, Export users.",
        requires: "A browser and a role that may read users",
        script: "",
    },
];

/// All commands as one text, for the command line.
pub fn as_text() -> String {
    let mut text = String::new();
    for command in COMMANDS {
        for line in [command.title, command.purpose, command.requires] {
            text.push_str("# ");
            text.push_str(line);
            text.push('\n');
        }
        text.push_str(command.script);
        text.push('\n');
    }
    text
}
