//! What the columns of a file might hold whose header fits no format: a proposal for a person to confirm, from names that
//! other formats use and from what the first rows look like. Nothing is read by a guess alone.

use super::format::{Content, REGISTRY};
use super::header::{Header, is_secret};
use crate::model::proxy_address::is_address;
use crate::model::{Attribute, Guid};

const MOST_COLUMNS: usize = 400;

/// The proposal: headers with the attribute that each column seems to hold, each attribute once.
///
/// Only the first columns are looked at: no export has more, and a damaged file may seem to have a million.
pub fn guess(header: &Header<'_>) -> Vec<(String, Attribute)> {
    let mut guesses: Vec<(String, Attribute)> = Vec::new();
    for by in [by_name as fn(&Header<'_>, usize) -> Option<Attribute>, by_content] {
        for (place, written) in header.written.iter().enumerate().take(MOST_COLUMNS) {
            let is_open = !guesses.iter().any(|(known, _)| known == written) && !is_secret(&header.squashed[place]);
            if let Some(attribute) = by(header, place).filter(|_| is_open)
                && !guesses.iter().any(|(_, known)| *known == attribute)
            {
                guesses.push((written.clone(), attribute));
            }
        }
    }
    guesses
}

/// Any format that has a column of this name.
fn by_name(header: &Header<'_>, place: usize) -> Option<Attribute> {
    let name = header.squashed[place].as_str();
    REGISTRY.iter().find_map(|definition| match &definition.content {
        Content::Objects(rows) => {
            rows.columns.iter().find(|column| column.names.contains(&name)).map(|column| column.attribute)
        }
        _ => None,
    })
}

/// What every value of the first rows looks like.
fn by_content(header: &Header<'_>, place: usize) -> Option<Attribute> {
    let values: Vec<&str> = header
        .sample
        .iter()
        .filter_map(|row| row.get(place))
        .map(str::trim)
        .filter(|value| !value.is_empty())
        .collect();
    let all = |test: fn(&str) -> bool| !values.is_empty() && values.iter().all(|value| test(value));
    if all(|value| value.to_ascii_lowercase().contains("smtp:")) {
        Some(Attribute::ProxyAddresses)
    } else if all(|value| value.contains("CN=") && value.contains("DC=")) {
        Some(Attribute::DistinguishedName)
    } else if all(|value| value.starts_with("S-1-5-21-")) {
        Some(Attribute::ObjectSid)
    } else if all(|value| value.len() == 24 && value.ends_with("==") && Guid::parse_base64(value).is_some()) {
        Some(Attribute::ImmutableId)
    } else if all(|value| Guid::parse_text(value).is_some()) {
        // With an ImmutableId beside it, it is the cloud's own id.
        let is_cloud = (0..header.written.len().min(MOST_COLUMNS)).any(|other| {
            other != place
                && by_name(header, other).or_else(|| by_content_of_anchor(header, other))
                    == Some(Attribute::ImmutableId)
        });
        Some(if is_cloud { Attribute::ObjectId } else { Attribute::ObjectGuid })
    } else if all(is_address) {
        // The first column of addresses is what people sign in with, the second their mail.
        let is_second = (0..place).any(|before| {
            header.sample.iter().any(|row| row.get(before).is_some_and(|value| is_address(value.trim())))
        });
        Some(if is_second { Attribute::Mail } else { Attribute::UserPrincipalName })
    } else {
        None
    }
}

fn by_content_of_anchor(header: &Header<'_>, place: usize) -> Option<Attribute> {
    let mut values = header.sample.iter().filter_map(|row| row.get(place)).filter(|value| !value.is_empty()).peekable();
    values.peek()?;
    values.all(|value| value.len() == 24 && Guid::parse_base64(value).is_some()).then_some(Attribute::ImmutableId)
}
