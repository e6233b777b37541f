//! Where the bytes of a file come from. The only door through which the core receives data.

use std::io::{self, Read};

/// A file that can be read from its start, more than once.
pub trait Source {
    /// The name as the person knows it.
    fn name(&self) -> &str;

    /// The size in bytes, or 0 where it is not known.
    fn size(&self) -> u64;

    /// Starts reading at the first byte.
    fn open(&self) -> io::Result<Box<dyn Read + '_>>;
}

/// A file that is already in memory.
#[derive(Clone, Debug)]
pub struct InMemory<'a> {
    name: String,
    bytes: std::borrow::Cow<'a, [u8]>,
}

impl<'a> InMemory<'a> {
    /// A file of this name and content.
    pub fn new(name: impl Into<String>, bytes: impl Into<std::borrow::Cow<'a, [u8]>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }
}

impl Source for InMemory<'_> {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(&*self.bytes))
    }
}

/// Decodes text of a Windows code page, which the core has no tables for: the browser's `TextDecoder` on the page,
/// a library on the command line.
pub trait LegacyDecoder {
    /// Decodes the next bytes and appends the text.
    fn decode(&mut self, bytes: &[u8], last: bool, text: &mut String);
}

/// Makes a decoder for a code page by its name in the encoding standard, such as `windows-1252`.
pub type MakeLegacyDecoder = dyn Fn(&str) -> Option<Box<dyn LegacyDecoder>>;
