//! The list of findings, grouped by severity and rule.

use super::facets::{self, FacetColumn, Selection};
use super::fixes::{self, Offer};
use super::names;
use super::object_list::{domain_facet, domain_of};
use super::search::{Search, keys_with};
use crate::analyzer::Analysis;
use crate::finding::{Finding, Owner, Severity};
use crate::model::{Attribute, Confidence, Key, case_key};
use crate::rules::{self, Group, REGISTRY, RuleDefinition};
use crate::wire::{FindingGroup, FindingListView, FindingQuery, FindingRow};

/// The list, with the facets of each finding and the selection that was asked for last.
#[derive(Clone, Debug)]
pub struct FindingList {
    facets: Vec<FacetColumn>,
    /// What each finding offers, worked out when it is first asked for: it takes as long as the rules.
    offers: Option<Vec<Offer>>,
    search: Search,
    query: Option<FindingQuery>,
    selection: Selection,
    groups: Vec<FindingGroup>,
}

impl FindingList {
    /// Lists the findings of an analysis.
    pub fn new(analysis: &Analysis) -> Self {
        let findings: Vec<&Finding> = analysis.findings.iter().collect();
        let facet = |name, title, values: Vec<(String, String)>, code: &dyn Fn(&Finding) -> usize| FacetColumn {
            name,
            title,
            values,
            codes: findings.iter().map(|finding| u16::try_from(code(finding)).unwrap_or(u16::MAX)).collect(),
        };
        let titled = |name: &str| {
            let mut letters = name.chars();
            let first = letters.next().map(|c| c.to_ascii_uppercase()).into_iter();
            (name.to_owned(), first.chain(letters).collect::<String>())
        };
        let place = |found: Option<usize>| found.unwrap_or(0);
        let facets = vec![
            facet(
                "severity",
                "Severity",
                Severity::ALL.iter().map(|severity| titled(severity.name())).collect(),
                &|finding| place(Severity::ALL.iter().position(|severity| *severity == finding.severity)),
            ),
            facet(
                "decision",
                "Decision",
                [("open", "Open"), ("accepted", "Accepted")]
                    .map(|(value, title)| (value.to_owned(), title.to_owned()))
                    .to_vec(),
                &|finding| usize::from(finding.accepted.is_some()),
            ),
            facet(
                "group",
                "Kind",
                Group::ALL.iter().map(|group| (group.name().to_owned(), group.title().to_owned())).collect(),
                &|finding| place(Group::ALL.iter().position(|group| *group == rules::definition(finding).group)),
            ),
            facet(
                "fix",
                "Fix",
                [("script", "By changing values"), ("runbook", "Steps by hand"), ("none", "No fix from here")]
                    .map(|(value, title)| (value.to_owned(), title.to_owned()))
                    .to_vec(),
                &|_| 0,
            ),
            facet(
                "confidence",
                "How sure",
                Confidence::ALL.iter().map(|confidence| titled(confidence.name())).collect(),
                &|finding| place(Confidence::ALL.iter().position(|confidence| *confidence == finding.confidence)),
            ),
            domain_facet(
                findings.len(),
                findings.iter().map(|finding| {
                    analysis
                        .findings
                        .owners(finding)
                        .first()
                        .map(|&owner| domain_of(analysis, owner))
                        .unwrap_or_default()
                }),
            ),
            facet(
                "rule",
                "Fault",
                REGISTRY.iter().map(|rule| (rule.id.to_owned(), rule.title.to_owned())).collect(),
                &|finding| usize::from(finding.rule),
            ),
        ];
        Self {
            facets,
            offers: None,
            search: Search::new(Attribute::ALL),
            query: None,
            selection: Selection { rows: Vec::new(), counts: Vec::new() },
            groups: Vec::new(),
        }
    }

    /// What each finding offers, by its place.
    pub fn offers(&mut self, analysis: &Analysis) -> &[Offer] {
        let facets = &mut self.facets;
        self.offers.get_or_insert_with(|| {
            let offers = fixes::offers(analysis);
            if let Some(facet) = facets.iter_mut().find(|facet| facet.name == "fix") {
                facet.codes = offers.iter().map(|offer| offer.kind as u16).collect();
            }
            offers
        })
    }

    /// A window of the findings that fit a query.
    pub fn window(&mut self, analysis: &Analysis, query: &FindingQuery, start: u32, count: u32) -> FindingListView {
        if self.query.as_ref() != Some(query) {
            self.select(analysis, query);
            self.query = Some(query.clone());
        }
        let rows = &self.selection.rows;
        let start = (start as usize).min(rows.len());
        let end = start.saturating_add(count as usize).min(rows.len());
        FindingListView {
            total: number(rows.len()),
            of: number(analysis.findings.len()),
            facets: facets::views(&self.facets, &self.selection.counts),
            groups: self.groups.clone(),
            start: number(start),
            rows: rows[start..end].iter().filter_map(|&place| row(analysis, self.offers.as_deref()?, place)).collect(),
        }
    }

    /// Every finding that fits a query, by its place in the list of all findings.
    pub fn all(&mut self, analysis: &Analysis, query: &FindingQuery) -> &[u32] {
        self.window(analysis, query, 0, 0);
        &self.selection.rows
    }

    /// Where a finding stands among those that fit a query.
    pub fn place(&mut self, analysis: &Analysis, query: &FindingQuery, finding: u32) -> Option<u32> {
        self.all(analysis, query).iter().position(|&place| place == finding).map(number)
    }

    fn select(&mut self, analysis: &Analysis, query: &FindingQuery) {
        let search = case_key::search_form(query.search.trim());
        let chosen: [&[String]; 7] =
            [&query.severity, &query.decision, &query.group, &query.fix, &query.confidence, &query.domain, &query.rule];
        let places = 0..number(analysis.findings.len());
        self.offers(analysis);
        self.selection = if search.is_empty() {
            facets::select(&self.facets, &chosen, places, |_| true)
        } else {
            self.search.look_for(analysis, &search);
            let rules: Vec<bool> = REGISTRY.iter().map(|rule| is_told_by(rule, &search)).collect();
            let is_message = search.len() >= MESSAGE && search.contains(' ');
            let is_no_name = case_key::contains(names::NAMELESS, &search);
            let keys = (!self.search.finds_most(analysis)).then(|| keys_with(analysis, &search));
            let names_it = |key: Key| match &keys {
                Some(keys) => keys.has(key.index()),
                None => case_key::contains(analysis.index.keys.text(key), &search),
            };
            let may_fit = |owner: &Owner| {
                self.search.finds(*owner) || (is_no_name && names::name_attribute(analysis, *owner).is_none())
            };
            facets::select(&self.facets, &chosen, places, |place| {
                analysis.findings.get(place as usize).is_some_and(|finding| {
                    rules[usize::from(finding.rule)]
                        || finding.value.key().is_some_and(names_it)
                        || (analysis.findings.owners(finding).iter().any(may_fit) && fits(analysis, finding, &search))
                        || (is_message && is_named(value_text(analysis, finding), &search))
                })
            })
        };
        self.groups = groups(analysis, self.offers.as_deref().unwrap_or_default(), &self.selection.rows);
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn groups(analysis: &Analysis, offers: &[Offer], places: &[u32]) -> Vec<FindingGroup> {
    let mut groups: Vec<FindingGroup> = Vec::new();
    let mut last: Option<(u16, Severity)> = None;
    let found = |&place: &u32| Some((analysis.findings.get(place as usize)?, offers.get(place as usize)?.kind));
    for (finding, fix) in places.iter().filter_map(found) {
        let owners = number(analysis.findings.owners(finding).len());
        if last != Some((finding.rule, finding.severity)) {
            let rule = rules::definition(finding);
            last = Some((finding.rule, finding.severity));
            groups.push(FindingGroup {
                rule: rule.id.to_owned(),
                title: rule.title.to_owned(),
                severity: finding.severity,
                fix: Some(fix),
                count: 0,
                accepted: 0,
                objects: 0,
            });
        }
        if let Some(group) = groups.last_mut() {
            group.count += 1;
            group.accepted += u32::from(finding.accepted.is_some());
            group.objects += owners;
            group.fix = group.fix.filter(|same| *same == fix);
        }
    }
    groups
}

fn row(analysis: &Analysis, offers: &[Offer], place: u32) -> Option<FindingRow> {
    let finding = analysis.findings.get(place as usize)?;
    let rule = rules::definition(finding);
    Some(FindingRow {
        id: place,
        rule: rule.id.to_owned(),
        title: rule.title.to_owned(),
        severity: finding.severity,
        confidence: finding.confidence,
        value: value_text(analysis, finding).to_owned(),
        owners: analysis
            .findings
            .owners(finding)
            .iter()
            .take(4)
            .map(|&owner| names::name(analysis, owner).to_owned())
            .collect(),
        fix: offers.get(place as usize)?.kind,
        accepted: finding.accepted.is_some(),
        key: fixes::key(analysis, finding),
    })
}

/// The value in dispute; blank where there is none.
pub fn value_text<'a>(analysis: &'a Analysis, finding: &Finding) -> &'a str {
    finding.value.text(analysis.findings.owners(finding), &analysis.directories, &analysis.index.keys)
}

/// From this length on a text to search for may be a whole message of Microsoft's, pasted.
const MESSAGE: usize = 20;

/// Is the text to search for in what a rule says of itself, or an error text of the rule in it, whatever stands around?
fn is_told_by(rule: &RuleDefinition, search: &str) -> bool {
    let contains = |text: &str| case_key::contains(text, search);
    let stands_in_it = |term: &str| term.len() >= MESSAGE && search.contains(&case_key::search_form(term));
    contains(rule.title)
        || contains(rule.id)
        || rule.search_terms.iter().any(|term| contains(term) || stands_in_it(term))
}

/// Does a pasted message name the value, an address or sign-in name?
fn is_named(value: &str, search: &str) -> bool {
    value.contains('@') && search.contains(&case_key::search_form(value))
}

/// Does the finding contain the text: its value, or a name of its owners?
fn fits(analysis: &Analysis, finding: &Finding, search: &str) -> bool {
    let contains = |text: &str| case_key::contains(text, search);
    contains(value_text(analysis, finding))
        || analysis.findings.owners(finding).iter().any(|&owner| {
            let snapshot = analysis.directories.side(owner.side);
            contains(names::name(analysis, owner))
                || [Attribute::UserPrincipalName, Attribute::Mail, Attribute::SamAccountName]
                    .into_iter()
                    .any(|attribute| snapshot.text(owner.object, attribute).is_some_and(contains))
        })
}
