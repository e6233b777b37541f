//! Choosing rows by facets: any of the chosen values within a facet, all facets together.
//!
//! Each row has one small number for each facet. The count beside a value says how many rows it would leave with the
//! other facets as they are, so that a choice can be widened without guessing.

use crate::wire::{Facet, FacetValue};

/// One facet over all rows.
#[derive(Clone, Debug)]
pub struct FacetColumn {
    /// Its name in a query.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Name and title of each value.
    pub values: Vec<(String, String)>,
    /// The value of each row, by its place.
    pub codes: Vec<u16>,
}

/// The rows that fit, and the counts.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The rows, in the order in which they were asked.
    pub rows: Vec<u32>,
    /// For each facet and value, how many rows it would leave.
    pub counts: Vec<Vec<u32>>,
}

/// Selects rows. `chosen` holds for each facet the names of the chosen values, none for all; `matches` is the search,
/// asked only where it can matter.
pub fn select(
    facets: &[FacetColumn],
    chosen: &[&[String]],
    rows: impl Iterator<Item = u32>,
    mut matches: impl FnMut(u32) -> bool,
) -> Selection {
    let wanted: Vec<Option<Vec<bool>>> = facets
        .iter()
        .zip(chosen)
        .map(|(facet, names)| {
            (!names.is_empty()).then(|| facet.values.iter().map(|(value, _)| names.contains(value)).collect())
        })
        .collect();
    let mut counts: Vec<Vec<u32>> = facets.iter().map(|facet| vec![0; facet.values.len()]).collect();
    let mut fitting = Vec::new();
    for row in rows {
        let code = |facet: usize| usize::from(facets[facet].codes[row as usize]);
        let mut missed = None;
        let mut count_missed = 0;
        for (place, wanted) in wanted.iter().enumerate() {
            if wanted.as_ref().is_some_and(|wanted| !wanted[code(place)]) {
                missed = Some(place);
                count_missed += 1;
            }
        }
        if count_missed > 1 || !matches(row) {
            continue;
        }
        if let Some(place) = missed {
            counts[place][code(place)] += 1;
        } else {
            for (place, counts) in counts.iter_mut().enumerate() {
                counts[code(place)] += 1;
            }
            fitting.push(row);
        }
    }
    Selection { rows: fitting, counts }
}

/// The facets with their counts, as the page shows them.
pub fn views(facets: &[FacetColumn], counts: &[Vec<u32>]) -> Vec<Facet> {
    facets
        .iter()
        .zip(counts)
        .map(|(facet, counts)| Facet {
            name: facet.name.to_owned(),
            title: facet.title.to_owned(),
            values: facet
                .values
                .iter()
                .zip(counts)
                .map(|((value, title), &count)| FacetValue { value: value.clone(), title: title.clone(), count })
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{FacetColumn, select};

    fn facet(name: &'static str, values: &[&str], codes: &[u16]) -> FacetColumn {
        let values = values.iter().map(|value| ((*value).to_owned(), (*value).to_owned())).collect();
        FacetColumn { name, title: name, values, codes: codes.to_vec() }
    }

    #[test]
    fn or_within_and_between() {
        let facets =
            [facet("colour", &["red", "blue", "green"], &[0, 0, 1, 2]), facet("size", &["s", "l"], &[0, 1, 1, 1])];
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let (colour, size) = (names(&["red", "blue"]), names(&["l"]));
        let selection = select(&facets, &[&colour, &size], 0..4, |_| true);
        assert_eq!(selection.rows, [1, 2]);
        // Green would add row 3; s would leave row 0.
        assert_eq!(selection.counts, [vec![1, 1, 1], vec![1, 2]]);
        let searched = select(&facets, &[&[], &[]], 0..4, |row| row == 3);
        assert_eq!(searched.rows, [3]);
        assert_eq!(searched.counts, [vec![0, 0, 1], vec![0, 1]]);
    }
}
