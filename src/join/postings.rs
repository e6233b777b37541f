//! For each key, the objects that have it.

use crate::model::{Key, ObjectId};

/// For each key of a pool, the objects that have it, in the order of objects.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    starts: Vec<u32>,
    objects: Vec<ObjectId>,
}

impl Postings {
    /// Sorts pairs of key and object. `keys` is the size of the pool; keys that come later have no objects.
    pub fn new(keys: usize, pairs: &[(Key, ObjectId)]) -> Self {
        // The ends of all keys; filling from behind turns them into the starts, without a second list of their size.
        let mut starts = vec![0_u32; keys + 1];
        for (key, _) in pairs {
            starts[key.index()] += 1;
        }
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        let mut objects = vec![ObjectId(0); pairs.len()];
        for (key, object) in pairs.iter().rev() {
            let place = &mut starts[key.index()];
            *place -= 1;
            objects[*place as usize] = *object;
        }
        Self { starts, objects }
    }

    /// The objects that have a key. An object that has it twice occurs twice.
    pub fn of(&self, key: Key) -> &[ObjectId] {
        match self.starts.get(key.index()..=key.index() + 1) {
            Some(&[start, end]) => &self.objects[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The keys that more than one object has, or one object twice.
    pub fn shared(&self) -> impl Iterator<Item = (Key, &[ObjectId])> {
        self.starts
            .windows(2)
            .enumerate()
            .filter(|(_, ends)| ends[1] - ends[0] > 1)
            .filter_map(|(place, ends)| Some((Key::at(place)?, &self.objects[ends[0] as usize..ends[1] as usize])))
    }
}

#[cfg(test)]
mod tests {
    use super::Postings;
    use crate::model::{KeyPool, ObjectId};

    #[test]
    fn each_key_leads_to_its_objects() {
        let mut pool = KeyPool::default();
        let [a, b, c] = ["a", "b", "c"].map(|text| pool.intern(text).expect("room"));
        let pairs = [(b, ObjectId(0)), (a, ObjectId(1)), (b, ObjectId(2))];
        let postings = Postings::new(pool.len(), &pairs);
        let later = pool.intern("later").expect("room");
        assert_eq!(postings.of(a), [ObjectId(1)]);
        assert_eq!(postings.of(b), [ObjectId(0), ObjectId(2)]);
        assert!(postings.of(c).is_empty());
        assert!(postings.of(later).is_empty());
    }
}
