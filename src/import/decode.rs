//! Bytes to UTF-8 text, as a stream.
//!
//! UTF-8 and UTF-16 are read here. A Windows code page is read by the decoder that the caller brings, because its
//! tables are large and the browser has them already.

use std::io::{self, Read};

use super::source::LegacyDecoder;

/// How the bytes of a file mean text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a mark at the start.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8WithMark,
    /// UTF-16, low byte first.
    Utf16LittleEndian,
    /// UTF-16, high byte first.
    Utf16BigEndian,
    /// A code page of Windows, by its place in [`CODE_PAGES`].
    Windows(u8),
}

/// The code pages of Windows by their names for people and in the encoding standard.
pub const CODE_PAGES: [(&str, &str); 9] = [
    ("Windows-1252", "windows-1252"),
    ("Windows-1250", "windows-1250"),
    ("Windows-1251", "windows-1251"),
    ("Windows-1253", "windows-1253"),
    ("Windows-1254", "windows-1254"),
    ("Windows-1255", "windows-1255"),
    ("Windows-1256", "windows-1256"),
    ("Windows-1257", "windows-1257"),
    ("Windows-1258", "windows-1258"),
];

impl Encoding {
    /// The name in reports and on the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8WithMark => "UTF-8 with BOM",
            Self::Utf16LittleEndian | Self::Utf16BigEndian => "UTF-16",
            Self::Windows(page) => CODE_PAGES[page as usize].0,
        }
    }

    /// The code page of Western European Windows: what bytes that are not UTF-8 most likely are.
    pub const WESTERN: Self = Self::Windows(0);

    /// Those that a person may choose. A byte order mark is no choice: it is there or not.
    fn all() -> impl Iterator<Item = Self> {
        let pages = (0..).take(CODE_PAGES.len()).map(Self::Windows);
        [Self::Utf8, Self::Utf16LittleEndian].into_iter().chain(pages)
    }

    /// The names of those that a person may choose.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::all().map(Self::name)
    }

    /// The encoding of this name, in any letter case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|encoding| encoding.name().eq_ignore_ascii_case(name))
    }

    /// The label of a code page, which needs a decoder that the caller brings.
    pub fn code_page(self) -> Option<&'static str> {
        match self {
            Self::Windows(page) => Some(CODE_PAGES[page as usize].1),
            _ => None,
        }
    }

    /// The encoding that the first bytes of a file show. UTF-8 is only a first guess: reading on may disprove it.
    pub fn detect(start: &[u8]) -> Self {
        match start {
            [0xEF, 0xBB, 0xBF, ..] => Self::Utf8WithMark,
            [0xFF, 0xFE, ..] => Self::Utf16LittleEndian,
            [0xFE, 0xFF, ..] => Self::Utf16BigEndian,
            _ => {
                // Exports are mostly letters a–z, which UTF-16 writes as pairs with one zero byte.
                let pairs = start.as_chunks::<2>().0;
                let zero = |place: usize| pairs.iter().filter(|pair| pair[place] == 0).count();
                if pairs.len() >= 4 && zero(1) * 10 > pairs.len() * 6 && zero(0) * 10 < pairs.len() {
                    Self::Utf16LittleEndian
                } else if pairs.len() >= 4 && zero(0) * 10 > pairs.len() * 6 && zero(1) * 10 < pairs.len() {
                    Self::Utf16BigEndian
                } else {
                    Self::Utf8
                }
            }
        }
    }
}

/// A stream of UTF-8 text made from a stream of bytes. For UTF-8 the bytes pass as they are, unchecked; whoever makes
/// text of them finds out.
pub struct TextReader<'a> {
    bytes: Box<dyn Read + 'a>,
    conversion: Conversion,
    raw: Vec<u8>,
    text: String,
    given: usize,
    mark_checked: bool,
    /// The end was met and told to the decoder, which must hear of it once only.
    is_at_end: bool,
}

enum Conversion {
    None,
    Utf16 { big_endian: bool, odd_byte: Option<u8>, high: Option<u16> },
    Legacy(Box<dyn LegacyDecoder>),
}

const CHUNK: usize = 1 << 16;

impl<'a> TextReader<'a> {
    /// A reader of `bytes` in this encoding. `legacy` is needed for code pages only.
    pub fn new(bytes: Box<dyn Read + 'a>, encoding: Encoding, legacy: Option<Box<dyn LegacyDecoder>>) -> Self {
        let conversion = match (encoding, legacy) {
            (Encoding::Utf16LittleEndian, _) => Conversion::Utf16 { big_endian: false, odd_byte: None, high: None },
            (Encoding::Utf16BigEndian, _) => Conversion::Utf16 { big_endian: true, odd_byte: None, high: None },
            (Encoding::Windows(_), Some(decoder)) => Conversion::Legacy(decoder),
            _ => Conversion::None,
        };
        Self {
            bytes,
            conversion,
            raw: Vec::new(),
            text: String::new(),
            given: 0,
            mark_checked: false,
            is_at_end: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.given = 0;
        self.raw.resize(CHUNK, 0);
        while self.text.is_empty() && !self.is_at_end {
            let count = read_some(&mut self.bytes, &mut self.raw)?;
            let (chunk, last) = (&self.raw[..count], count == 0);
            self.is_at_end = last;
            match &mut self.conversion {
                Conversion::Legacy(decoder) => decoder.decode(chunk, last, &mut self.text),
                Conversion::Utf16 { big_endian, odd_byte, high } => {
                    decode_utf16(chunk, *big_endian, odd_byte, high, &mut self.text);
                    if last && (odd_byte.take().is_some() || high.take().is_some()) {
                        self.text.push(char::REPLACEMENT_CHARACTER);
                    }
                }
                Conversion::None => {}
            }
            if !self.mark_checked && !self.text.is_empty() {
                self.mark_checked = true;
                if self.text.starts_with('\u{feff}') {
                    self.text.drain(..'\u{feff}'.len_utf8());
                }
            }
        }
        Ok(())
    }
}

impl Read for TextReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if matches!(self.conversion, Conversion::None) {
            let count = read_some(&mut self.bytes, buffer)?;
            if !self.mark_checked {
                self.mark_checked = true;
                if buffer[..count].starts_with(&[0xEF, 0xBB, 0xBF]) {
                    buffer.copy_within(3..count, 0);
                    // A file of nothing but a mark must not look like its end while more is to come.
                    return if count == 3 { self.read(buffer) } else { Ok(count - 3) };
                }
            }
            return Ok(count);
        }
        if self.given == self.text.len() {
            self.refill()?;
        }
        let rest = &self.text.as_bytes()[self.given..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}

fn read_some(bytes: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match bytes.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

fn decode_utf16(chunk: &[u8], big_endian: bool, odd_byte: &mut Option<u8>, high: &mut Option<u16>, text: &mut String) {
    let units = odd_byte.take().into_iter().chain(chunk.iter().copied());
    let mut first = None;
    for byte in units {
        let Some(before) = first.take() else {
            first = Some(byte);
            continue;
        };
        let unit = if big_endian { u16::from_be_bytes([before, byte]) } else { u16::from_le_bytes([before, byte]) };
        match (high.take(), unit) {
            (Some(lead), 0xDC00..=0xDFFF) => {
                let code = 0x1_0000 + (u32::from(lead - 0xD800) << 10) + u32::from(unit - 0xDC00);
                text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            (lead, unit) => {
                if lead.is_some() {
                    text.push(char::REPLACEMENT_CHARACTER);
                }
                match unit {
                    0xD800..=0xDBFF => *high = Some(unit),
                    unit => text.push(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)),
                }
            }
        }
    }
    *odd_byte = first;
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{Encoding, TextReader};

    /// Gives one byte at a time, so that every boundary falls inside a character.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
            buffer[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    const TEXT: &str = "Name,UPN\r\nSiân Łucja 😀,a@b.example\r\n";

    fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    fn read(bytes: &[u8], encoding: Encoding, drip: bool) -> String {
        let source: Box<dyn Read + '_> = if drip { Box::new(Drip(bytes)) } else { Box::new(bytes) };
        let mut text = String::new();
        TextReader::new(source, encoding, None).read_to_string(&mut text).expect("text");
        text
    }

    #[test]
    fn every_encoding_is_found_and_read() {
        let marked = |bytes: Vec<u8>, mark: &[u8]| [mark, &bytes].concat();
        let cases = [
            (TEXT.as_bytes().to_vec(), Encoding::Utf8),
            (marked(TEXT.into(), &[0xEF, 0xBB, 0xBF]), Encoding::Utf8WithMark),
            (marked(utf16(TEXT, false), &[0xFF, 0xFE]), Encoding::Utf16LittleEndian),
            (marked(utf16(TEXT, true), &[0xFE, 0xFF]), Encoding::Utf16BigEndian),
            (utf16(TEXT, false), Encoding::Utf16LittleEndian),
            (utf16(TEXT, true), Encoding::Utf16BigEndian),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(Encoding::detect(&bytes), encoding);
            assert_eq!(read(&bytes, encoding, false), TEXT);
            if encoding != Encoding::Utf8WithMark {
                assert_eq!(read(&bytes, encoding, true), TEXT);
            }
        }
    }

    #[test]
    fn broken_utf16_becomes_replacement_characters() {
        let bytes = [0xFF, 0xFE, 0x41, 0x00, 0x3D, 0xD8, 0x42, 0x00, 0x3D];
        assert_eq!(read(&bytes, Encoding::Utf16LittleEndian, false), "A\u{fffd}B\u{fffd}");
    }

    #[test]
    fn a_file_of_nothing_but_a_mark_is_empty() {
        assert_eq!(read(&[0xEF, 0xBB, 0xBF], Encoding::Utf8WithMark, false), "");
        assert_eq!(read(&[0xFF, 0xFE], Encoding::Utf16LittleEndian, false), "");
    }
}
