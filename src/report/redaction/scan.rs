//! The search after writing: does anything that stands in the files stand in the export?
//!
//! What is written is taken apart into words. Words of the product itself (see `vocabulary`), stand-ins and the counts that
//! the export states are its own; every other word is looked for in each cell, header, file name, setting and remark. As
//! little is left of a sound export, one pass over the files is enough, whatever their size. So a name that is also a word of
//! the product, such as `Group`, is not found by itself; the fields are chosen by an allow-list, and this only watches it.
//!
//! At share and counts a word is a run of letters and digits; a cell is found by a word of four, or by all its words. At
//! internal, where names may stand, only whole addresses and identifiers are looked for.

use std::cell::RefCell;
use std::io::{self, Write};

use rustc_hash::FxHashSet;

use super::{Level, Redaction, is_identifier};
use crate::analyzer::Analysis;
use crate::import::format::Fact;
use crate::model::Attribute;
use crate::model::case_key::search_form;
use crate::other_tools::About;

/// Takes apart what is written, and keeps what is not the product's own.
#[derive(Debug)]
pub struct Watch {
    level: Level,
    known: FxHashSet<String>,
    found: FxHashSet<String>,
    carry: Vec<u8>,
}

impl Watch {
    /// A watch at a level that knows these words.
    pub fn new(level: Level, known: FxHashSet<String>) -> Self {
        Self { level, known, found: FxHashSet::default(), carry: Vec::new() }
    }

    /// Takes a word for the product's own, such as a reference to a cell.
    pub fn allow(&mut self, word: &str) {
        self.known.insert(search_form(word));
    }

    /// Looks at bytes, which may break off within a word.
    pub fn see(&mut self, bytes: &[u8]) {
        self.carry.extend_from_slice(bytes);
        // These end a word at every level, and no letter of several bytes holds one of them.
        let end = self.carry.iter().rposition(|byte| matches!(byte, b' ' | b'\n' | b'"' | b'<' | b'>'));
        if let Some(end) = end {
            let rest = self.carry.split_off(end + 1);
            let whole = std::mem::replace(&mut self.carry, rest);
            self.read(&whole);
        }
    }

    /// Nothing follows what was seen: the end of a file.
    pub fn end(&mut self) {
        let rest = std::mem::take(&mut self.carry);
        self.read(&rest);
    }

    fn read(&mut self, bytes: &[u8]) {
        let Self { level, known, found, .. } = self;
        words(*level, &String::from_utf8_lossy(bytes), &mut |word| {
            if !known.contains(word) && !found.contains(word) {
                found.insert(word.to_owned());
            }
        });
    }

    /// What was known and what was found, for another watch to know.
    pub fn learn(mut self) -> FxHashSet<String> {
        self.end();
        self.known.extend(self.found);
        self.known
    }

    /// What was found, at the end.
    pub fn into_words(mut self) -> FxHashSet<String> {
        self.end();
        self.found
    }
}

/// Writes on, and lets a watch see what is written.
pub struct Watched<'a> {
    /// The watch; none at the level that leaves nothing out.
    pub watch: Option<&'a RefCell<Watch>>,
    /// Where the bytes go.
    pub output: &'a mut dyn Write,
}

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.output.write(bytes)?;
        if let Some(watch) = self.watch {
            watch.borrow_mut().see(&bytes[..count]);
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

/// Does this divide words at internal?
pub(super) fn ends_a_word(c: char) -> bool {
    c.is_whitespace() || "\"<>()[]{}|;,“”".contains(c)
}

/// Gives the words of a text, in lower case: at internal those that are addresses or identifiers.
fn words(level: Level, text: &str, visit: &mut dyn FnMut(&str)) {
    if level == Level::Internal {
        for run in text.split(ends_a_word).filter(|run| run.len() >= 4) {
            let is_address = run.rfind('@').is_some_and(|at| at > 0 && !run[..at].ends_with('…'));
            if is_address || is_identifier(run) {
                visit(&search_form(run));
            }
        }
    } else {
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
                visit(word);
            } else {
                visit(&search_form(word));
            }
        }
    }
}

/// Which kind of field of the files an export would have given away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A cell of an attribute.
    Cell(Attribute),
    /// A cell of a column that is not used.
    OtherCell,
    /// A cell of a file about the tenant or of another tool.
    Fact,
    /// The header of a column.
    Header,
    /// The name of a file.
    FileName,
    /// A setting.
    Setting,
    /// The reason of a decision.
    Remark,
}

impl Place {
    /// The words for a person; never the value itself.
    pub fn words(&self) -> String {
        match self {
            Self::Cell(attribute) => format!("a value of {}", attribute.name()),
            Self::OtherCell => "a cell of a column that is not used".to_owned(),
            Self::Fact => "a cell of a file about the tenant or of another tool".to_owned(),
            Self::Header => "the header of a column".to_owned(),
            Self::FileName => "the name of a file".to_owned(),
            Self::Setting => "a setting".to_owned(),
            Self::Remark => "the reason of a decision".to_owned(),
        }
    }
}

/// Looks for what the files hold in what was written. Gives the first kind of field that is in it.
pub fn search(redaction: &Redaction<'_>, watch: Watch) -> Option<Place> {
    let level = watch.level;
    let left = left_over(redaction, watch);
    if left.is_empty() {
        return None;
    }
    let longer = parts(&left);
    let mut hit = None;
    texts(redaction.analysis, &mut |place, text| {
        if hit.is_none() && holds(level, text, &left, &longer) {
            hit = Some(place);
        }
        hit.is_none()
    });
    hit
}

/// The words that were written and are not the product's own, nor stand-ins, nor counts.
pub(in crate::report) fn left_over(redaction: &Redaction<'_>, watch: Watch) -> FxHashSet<String> {
    let mut left = watch.into_words();
    let letters: FxHashSet<String> = redaction.stand_ins.borrow().domain_letters().collect();
    let counts = redaction.counts.borrow();
    left.retain(|word| {
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        // Numbers of stand-ins never have more than three digits in a row.
        !letters.contains(word)
            && !(is_number && (word.len() <= 3 || word.parse().is_ok_and(|number| counts.contains(&number))))
    });
    left
}

/// Parts of four letters or more of what was found: a value may stand within another word.
fn parts(left: &FxHashSet<String>) -> FxHashSet<&str> {
    const MOST: usize = 1_000;
    let mut all = FxHashSet::default();
    if left.len() <= MOST {
        for word in left.iter().filter(|word| word.len() <= 64) {
            let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
            for from in 0..starts.len() {
                all.extend(starts[from..].iter().skip(4).map(|&to| &word[starts[from]..to]));
            }
        }
    }
    all
}

fn holds(level: Level, text: &str, left: &FxHashSet<String>, longer: &FxHashSet<&str>) -> bool {
    let (mut is_hit, mut is_whole, mut count) = (false, true, 0_usize);
    words(level, text, &mut |word| {
        count += 1;
        let is_long = word.chars().take(4).count() == 4;
        is_hit |= is_long && (left.contains(word) || longer.contains(word));
        is_whole &= left.contains(word);
    });
    is_hit || (is_whole && count > 0 && text.trim().chars().count() >= 4)
}

/// How many values the files hold.
pub fn count(analysis: &Analysis) -> usize {
    let inputs = &analysis.directories.inputs;
    let tables = inputs.iter().flat_map(|input| &input.tables);
    let cells: usize = tables.flat_map(|table| table.columns()).map(|column| column.filled as usize).sum();
    cells + inputs.iter().map(|input| input.facts.len() + input.headers.len() + 1).sum::<usize>()
}

/// Every text that came in, until `visit` has seen enough.
fn texts(analysis: &Analysis, visit: &mut dyn FnMut(Place, &str) -> bool) -> bool {
    for input in &analysis.directories.inputs {
        if !visit(Place::FileName, &input.name) {
            return false;
        }
        for table in &input.tables {
            for column in table.columns() {
                for record in 0..table.len() {
                    let text = table.raw_cell(record, column.attribute).unwrap_or_default();
                    if !text.is_empty() && !visit(Place::Cell(column.attribute), text) {
                        return false;
                    }
                }
            }
        }
        let headers = input.headers.iter().chain(&input.ignored_columns);
        // The names of the attributes are the product's own words as well.
        if !headers
            .chain(input.columns.iter().map(|(_, header)| header))
            .all(|header| is_known_header(header) || visit(Place::Header, header))
        {
            return false;
        }
        if !input.first_rows.iter().flatten().all(|cell| visit(Place::OtherCell, cell)) {
            return false;
        }
        if !input.facts.iter().all(|(_, fact)| fact_texts(fact).iter().all(|text| visit(Place::Fact, text))) {
            return false;
        }
    }
    let settings = analysis.settings.entries();
    settings.iter().all(|(_, value, _)| setting_texts(value).iter().all(|text| visit(Place::Setting, text)))
        && analysis.decisions.remarks().all(|text| visit(Place::Remark, text))
}

fn is_known_header(header: &str) -> bool {
    Attribute::from_name(header).is_some()
}

fn fact_texts(fact: &Fact) -> Vec<String> {
    match fact {
        Fact::Domain(domain) => vec![domain.name.clone()],
        Fact::Role(_, role) => vec![role.role.clone()],
        Fact::Feature(name, _) => vec![name.clone()],
        Fact::Reported(fault) => {
            let about = match &fault.about {
                About::DistinguishedName(text) | About::UserPrincipalName(text) | About::Anchor(text) => text.clone(),
                About::CloudObject(id) => id.to_string(),
            };
            vec![about, fault.attribute.clone(), fault.error.clone(), fault.value.clone()]
        }
        Fact::RmUnifyUser(user) => {
            user.person.iter().map(ToString::to_string).chain([user.user_name.clone()]).collect()
        }
    }
}

fn setting_texts(value: &serde_json::Value) -> Vec<&str> {
    match value {
        serde_json::Value::String(text) => vec![text],
        serde_json::Value::Array(list) => list.iter().flat_map(setting_texts).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::{Place, Watch, search};
    use crate::analyzer::{Analysis, Analyzer};
    use crate::import::{InMemory, ReadOptions};
    use crate::model::Attribute;
    use crate::progress::Silent;
    use crate::report::redaction::{Level, Redaction, own_words};
    use crate::settings::Settings;

    const AD: &str = "DistinguishedName,ObjectClass,ObjectGUID,objectSid,sAMAccountName,userPrincipalName,displayName,employeeID\n\
        \"CN=Zwyndal,OU=Quarrow,DC=contoso,DC=com\",user,88666888-0101-1111-bbbb-1234567890ab,S-1-5-21-1-2-3-4,zwyn7,\
        zwyn@contoso.com,Siân Zwyndal,104233\n\
        \"CN=Group,DC=contoso,DC=com\",user,25c2879e-20ed-4e66-83f0-9e20460aedf8,S-1-5-21-1-2-3-5,ji,ji@contoso.com,J Ix,7\n";

    fn analysis() -> Analysis {
        let mut analyzer = Analyzer::new(&|_| None);
        analyzer.add(&InMemory::new("Brackenholt staff.csv", AD.as_bytes()), &ReadOptions::default(), &mut Silent);
        analyzer.analyze(&Settings::default(), &mut Silent).expect("room")
    }

    fn found(level: Level, written: &[&str], counts: &[usize]) -> Option<Place> {
        let analysis = analysis();
        let redaction = Redaction::new(&analysis, level, [0; 32]);
        for &count in counts {
            redaction.count(count);
        }
        let mut watch = Watch::new(level, own_words(level));
        for text in written {
            watch.see(text.as_bytes());
        }
        search(&redaction, watch)
    }

    #[test]
    fn what_stands_in_the_files_is_found() {
        use Attribute::{DisplayName, EmployeeId, SamAccountName};
        for (written, place) in [
            (&["<td>ZWYNDAL</td>"][..], Place::Cell(Attribute::DistinguishedName)),
            (&["\"Zwy", "ndal\" "], Place::Cell(Attribute::DistinguishedName)),
            (&["xzwyn7y"], Place::Cell(SamAccountName)),
            (&["\"Siân\""], Place::Cell(DisplayName)),
            (&["User 104233"], Place::Cell(EmployeeId)),
            (&["J ", "Ix"], Place::Cell(DisplayName)),
            (&["contoso"], Place::Cell(Attribute::DistinguishedName)),
            (&["brackenholt"], Place::FileName),
        ] {
            assert_eq!(found(Level::Share, written, &[]), Some(place), "{written:?}");
        }
    }

    #[test]
    fn own_words_stand_ins_and_counts_are_no_hit() {
        assert_eq!(found(Level::Share, &["Group 014, User 12,104 in Domain", " 104233 blocker"], &[104_233]), None);
        assert_eq!(found(Level::Counts, &["\"count\":7"], &[]), None);
    }

    #[test]
    fn internal_keeps_names_and_nothing_else() {
        assert_eq!(found(Level::Internal, &["Siân Zwyndal z…@contoso.com <td>zwyn7"], &[]), None);
        for (written, attribute) in [
            ("mail to zwyn@contoso.com", Attribute::UserPrincipalName),
            ("\"S-1-5-21-1-2-3-4\"", Attribute::ObjectSid),
            (">88666888-0101-1111-BBBB-1234567890ab<", Attribute::ObjectGuid),
        ] {
            assert_eq!(found(Level::Internal, &[written], &[]), Some(Place::Cell(attribute)), "{written}");
        }
    }

    #[test]
    fn nothing_known_means_that_all_is_looked_for() {
        let analysis = analysis();
        let redaction = Redaction::new(&analysis, Level::Share, [0; 32]);
        let mut watch = Watch::new(Level::Share, FxHashSet::default());
        watch.see(b"Group");
        assert!(search(&redaction, watch).is_some());
    }
}
