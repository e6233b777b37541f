//! The objects and keys with a text that a person looks for, found once for each text.

use crate::analyzer::Analysis;
use crate::finding::Owner;
use crate::model::{Attribute, Bits, Needle, ObjectId, Side, case_key};

/// An object looked at by itself takes about so many times as long as one among all.
const FEW: usize = 16;

/// The objects of which one of some attributes contains the text that was looked for last.
#[derive(Clone, Debug)]
pub(super) struct Search {
    attributes: &'static [Attribute],
    text: String,
    objects: [Bits; 2],
}

impl Search {
    /// A search in these attributes, for nothing yet.
    pub(super) fn new(attributes: &'static [Attribute]) -> Self {
        Self { attributes, text: String::new(), objects: [Bits::default(), Bits::default()] }
    }

    /// Looks for a text, in the form in which texts are searched; only if it is another one than before.
    pub(super) fn look_for(&mut self, analysis: &Analysis, text: &str) {
        if text.is_empty() || self.text == text {
            return;
        }
        let needle = Needle::new(text.to_owned());
        // Who goes on typing finds the text among the few that were found.
        let goes_on = !self.text.is_empty() && text.contains(&self.text);
        for (place, side) in [Side::OnPremises, Side::Cloud].into_iter().enumerate() {
            let (found, snapshot) = (&mut self.objects[place], analysis.directories.side(side));
            let holds = |object| snapshot.holds(object, &needle, self.attributes);
            if goes_on && found.count() < snapshot.len() / FEW {
                found.retain(|place| holds(ObjectId::at(place)));
                continue;
            }
            *found = snapshot.holding(&needle, self.attributes);
            for &object in analysis.odd().objects(side).iter().filter(|&&object| holds(object)) {
                found.set(object.index());
            }
        }
        text.clone_into(&mut self.text);
    }

    /// Was so much found that looking at each thing by itself takes no longer?
    pub(super) fn finds_most(&self, analysis: &Analysis) -> bool {
        let all = analysis.directories.on_premises.len() + analysis.directories.cloud.len();
        self.objects.iter().map(Bits::count).sum::<usize>() > all / 2
    }

    /// Does a value of the object contain the text?
    pub(super) fn finds(&self, owner: Owner) -> bool {
        let [on_premises, cloud] = &self.objects;
        let of_side = if owner.side == Side::OnPremises { on_premises } else { cloud };
        of_side.has(owner.object.index())
    }
}

/// The keys that contain a text.
pub(super) fn keys_with(analysis: &Analysis, text: &str) -> Bits {
    let (pool, needle) = (&analysis.index.keys, Needle::new(text.to_owned()));
    let mut found = pool.holding(&needle);
    for &key in analysis.odd().keys.iter().filter(|&&key| case_key::contains(pool.text(key), text)) {
        found.set(key.index());
    }
    found
}
