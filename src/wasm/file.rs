//! A file that the person chose, read piece by piece; never as a whole.

use std::io::{self, Read};

use web_sys::{File, FileReaderSync};

use crate::import::Source;

/// How much is asked of the browser at a time, in bytes. A call costs some tenths of a millisecond whatever its size.
const PIECE: usize = 4 << 20;

/// A file of the browser. `FileReaderSync` exists in workers only, which is where this runs.
pub(super) struct ChosenFile {
    file: File,
    name: String,
}

impl ChosenFile {
    pub(super) fn new(file: File) -> Self {
        let name = file.name();
        Self { file, name }
    }
}

impl Source for ChosenFile {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a file size is a whole number")]
        let size = self.file.size() as u64;
        size
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        let reader = FileReaderSync::new().map_err(|_| io::Error::other("the browser cannot read files here"))?;
        Ok(Box::new(Pieces { file: &self.file, reader, next: 0.0, piece: Vec::new(), given: 0 }))
    }
}

struct Pieces<'a> {
    file: &'a File,
    reader: FileReaderSync,
    /// Where the next piece starts. A float because that is what the browser counts in; exact up to 2^53.
    next: f64,
    piece: Vec<u8>,
    given: usize,
}

impl Pieces<'_> {
    fn fetch(&mut self) -> io::Result<()> {
        #[allow(clippy::cast_precision_loss, reason = "a piece is far smaller than 2^53")]
        let end = (self.next + PIECE as f64).min(self.file.size());
        let gone = |_| io::Error::other("it was moved, changed or closed while it was read");
        let part = self.file.slice_with_f64_and_f64(self.next, end).map_err(gone)?;
        let buffer = self.reader.read_as_array_buffer(&part).map_err(gone)?;
        let bytes = js_sys::Uint8Array::new(&buffer);
        let length = bytes.length() as usize;
        self.piece.clear();
        self.given = 0;
        self.piece.try_reserve_exact(length).map_err(|_| io::ErrorKind::OutOfMemory)?;
        self.piece.resize(length, 0);
        bytes.copy_to(&mut self.piece);
        self.next = end;
        Ok(())
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.piece.len() {
            self.fetch()?;
        }
        let rest = &self.piece[self.given..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}
