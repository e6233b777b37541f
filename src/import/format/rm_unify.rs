//! `rm-unify`: `EstablishmentUsers.csv` of the RM Unify management console.
//!
//! - Made by: RM Unify, users, "Generate a CSV of my existing RM Unify users"; 5,000 rows at most.
//! - Columns: `PersonID` and `Username` first. What follows differs; columns with passwords are dropped.
//! - `PersonID` is the AD objectGUID where RM's tool made the file, else RM's own number.
//!
//! The file tells that RM Unify is in use: it gives ImmutableIds of its own to users that it made, so an ImmutableId that
//! no AD object has is nothing odd then.
//! Source: RM, articles TEC3274284 and TEC4699981.

use super::{Content, Fact, FactRows, Format, FormatDefinition, InputSide};
use crate::model::Guid;
use crate::other_tools::RmUnifyUser;

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::RmUnify,
    name: "rm-unify",
    title: "RM Unify, existing users",
    recognise: |header| header.has_all(&["personid", "username"]),
    content: Content::Facts(FactRows {
        side: InputSide::OnPremises,
        what: None,
        columns: &["personid", "username"],
        read: |cell| {
            let user_name = cell("username").trim();
            (!user_name.is_empty()).then(|| {
                Fact::RmUnifyUser(RmUnifyUser {
                    person: Guid::parse_text(cell("personid")),
                    user_name: user_name.to_owned(),
                })
            })
        },
    }),
};
