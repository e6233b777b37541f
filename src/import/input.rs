//! A file as it was read: what it is, what was used of it, and what is wrong with it.

use crate::model::order;
use std::rc::Rc;

use super::decode::Encoding;
use super::format::{Fact, Format, InputSide};
use super::problem::{Problem, ProblemCode};
use super::set_aside::{Reason, SetAside};
use crate::model::{Attribute, ObjectKind, Table};

/// A file as it was read. `rows` is always `used` plus the number of rows set aside.
#[derive(Clone, Debug)]
pub struct Input {
    /// The name of the file.
    pub name: String,
    /// What it is.
    pub format: Format,
    /// What it is about.
    pub side: InputSide,
    /// Is it an export of Active Directory from an earlier time? It takes no part in the analysis of today.
    pub is_before: bool,
    /// How its bytes mean text; `None` where the file is no text.
    pub encoding: Option<Encoding>,
    /// What separates its cells; `None` where the file is no CSV.
    pub delimiter: Option<u8>,
    /// How many rows there are after the header.
    pub rows: u32,
    /// How many of them are used.
    pub used: u32,
    /// The others.
    pub set_aside: Vec<SetAside>,
    /// The columns that are used, with their headers.
    pub columns: Vec<(Attribute, String)>,
    /// The headers of the columns that are not.
    pub ignored_columns: Vec<String>,
    /// Every header of the file, in its order.
    pub headers: Vec<String>,
    /// The first rows, cell by cell, for a person to see what is in the columns. Secret columns are blank.
    pub first_rows: Vec<Vec<String>>,
    /// What the columns of a file might hold that fits no format, for a person to confirm.
    pub guesses: Vec<(String, Attribute)>,
    /// What is wrong, or cannot be known.
    pub problems: Vec<Problem>,
    /// The kinds of object that the file lists in full.
    pub lists: Vec<ObjectKind>,
    /// Its objects.
    pub tables: Vec<Rc<Table>>,
    /// Its facts, each with its row.
    pub facts: Vec<(u32, Fact)>,
}

impl Input {
    /// A file of which nothing is used yet.
    pub fn unused(name: &str, format: Format, side: InputSide) -> Self {
        Self {
            name: name.to_owned(),
            format,
            side,
            is_before: false,
            encoding: None,
            delimiter: None,
            rows: 0,
            used: 0,
            set_aside: Vec::new(),
            columns: Vec::new(),
            ignored_columns: Vec::new(),
            headers: Vec::new(),
            first_rows: Vec::new(),
            guesses: Vec::new(),
            problems: Vec::new(),
            lists: Vec::new(),
            tables: Vec::new(),
            facts: Vec::new(),
        }
    }

    /// Does it tell of this side as it is now?
    pub fn tells_of(&self, side: InputSide) -> bool {
        self.side == side && !self.is_before
    }

    /// Is there a problem of this kind?
    pub fn has_problem(&self, code: ProblemCode) -> bool {
        self.problems.iter().any(|problem| problem.code == code)
    }

    /// Takes columns in which no row has a value for not exported: the syntax does not tell the two apart.
    pub fn leave_out_empty_columns(&mut self) {
        let is_filled = |attribute: Attribute| {
            self.tables.iter().any(|table| table.column(attribute).is_some_and(|column| column.filled > 0))
        };
        let filled: Vec<Attribute> =
            self.columns.iter().map(|(attribute, _)| *attribute).filter(|&a| is_filled(a)).collect();
        self.columns.retain(|(attribute, _)| filled.contains(attribute));
        for table in &mut self.tables {
            for column in Rc::make_mut(table).columns_mut() {
                column.not_requested = !filled.contains(&column.attribute);
            }
        }
    }

    /// Takes the file for an older export. Only one of Active Directory can be that; any other is given up, with a problem
    /// that says so.
    pub fn take_as_before(&mut self) {
        self.is_before = true;
        if self.used == 0 && !self.problems.is_empty() {
            return;
        }
        if self.side == InputSide::OnPremises {
            self.tell_of_missing_identifier();
            return;
        }
        let title = self.format.definition().map_or("no export that is known", |definition| definition.title);
        self.problems.push(Problem::new(
            ProblemCode::WrongKindOfFile,
            format!("The older export must be one of Active Directory, and this file is not ({title})."),
            "Give an AD export from before the change, made by the same command as today's.",
        ));
        order::sort(&mut self.problems);
        self.give_up();
    }

    fn tell_of_missing_identifier(&mut self) {
        const HEADER: &str = "ObjectGUID";
        if self.columns.iter().any(|(attribute, _)| *attribute == Attribute::ObjectGuid) {
            return;
        }
        self.problems.retain(|problem| problem.column.as_deref() != Some(HEADER));
        self.problems.push(
            Problem::new(
                ProblemCode::ColumnMissing,
                format!("There is no column {HEADER}. Nothing of this older export can be compared with today's."),
                "Names change, so only this column tells which object is which. Take an older export that has it.",
            )
            .in_column(HEADER),
        );
        order::sort(&mut self.problems);
    }

    /// Gives up the whole file: every row that was used is set aside.
    pub fn give_up(&mut self) {
        for table in self.tables.drain(..) {
            self.set_aside.extend(
                (0..table.len()).map(|record| SetAside { row: table.row(record), reason: Reason::FileNotUsed }),
            );
        }
        let facts = self.facts.drain(..);
        self.set_aside.extend(facts.map(|(row, _)| SetAside { row, reason: Reason::FileNotUsed }));
        order::sort(&mut self.set_aside);
        self.used = 0;
        self.lists.clear();
    }
}
