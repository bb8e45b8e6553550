//! gzip, member by member.
//!
//! In: a stream of gzip members. Out: what they hold, as one stream. A damaged member is an error once; whoever reads on then gets the next
//! member, for crawlers pack each record by itself. Never holds more of a packed member than it may need to look through it again.

use std::io::{BufRead, Error, ErrorKind, Read, Result};

use flate2::bufread::GzDecoder;

/// How a member begins: gzip, deflated, no flag that does not exist.
const MARK: &[u8] = &[0x1F, 0x8B, 0x08];
/// Packed bytes of a member that can be looked through again for the next one after damage, for the damage may have led past its end.
const KEPT: usize = 4 << 20;

/// The members of a stream.
pub(super) struct Members<R: BufRead> {
    state: MemberState<R>,
}

/// Whether anything of a member was given out.
#[derive(Clone, Copy, PartialEq)]
enum Given {
    Nothing,
    Something,
}

/// The kind of an error of a member of which nothing was given out, so that it is no doubt about what was read before.
pub(super) const BEFORE_ANYTHING: ErrorKind = ErrorKind::InvalidData;
/// The kind of an error of a member of which something was given out.
const BEHIND_SOMETHING: ErrorKind = ErrorKind::InvalidInput;

enum MemberState<R: BufRead> {
    Inside(Box<GzDecoder<Replay<R>>>, Given),
    /// Before a member, or after damage.
    Between(Replay<R>),
    Ended,
}

impl<R: BufRead> Members<R> {
    pub fn new(stream: R) -> Self {
        let replay = Replay { stream, kept: Vec::new(), at: 0, overflown: false };
        Self { state: MemberState::Inside(Box::new(GzDecoder::new(replay)), Given::Nothing) }
    }

    /// Leaves a damaged member; its remains are no further damage.
    fn leave(&mut self, mut stream: Replay<R>, given: Given, error: &Error) -> Error {
        stream.rewind();
        let found = stream.go_to_mark();
        let is_last = !matches!(found, Ok(Mark { at_end: false, .. }));
        self.state = if is_last { MemberState::Ended } else { MemberState::Between(stream) };
        let kind = if given == Given::Nothing { BEFORE_ANYTHING } else { BEHIND_SOMETHING };
        Error::new(kind, format!("{error}{}", if is_last { "; nothing behind it can be unpacked" } else { "" }))
    }

    /// Goes to the next member. What is not zero between two members is an error, after which the next one is begun.
    fn next_member(&mut self, mut stream: Replay<R>) -> Result<()> {
        stream.forget();
        let between = stream.go_to_mark()?;
        if between.at_end {
            self.state = MemberState::Ended;
        } else {
            self.state = MemberState::Inside(Box::new(GzDecoder::new(stream)), Given::Nothing);
        }
        match between.skipped {
            0 => Ok(()),
            count => Err(Error::new(BEFORE_ANYTHING, format!("{count} packed bytes belong to nothing that can be unpacked"))),
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, MemberState::Ended) {
                MemberState::Ended => return Ok(0),
                MemberState::Between(stream) => self.next_member(stream)?,
                MemberState::Inside(mut decoder, given) => match decoder.read(buffer) {
                    Ok(0) if !buffer.is_empty() => self.next_member(decoder.into_inner())?,
                    Ok(count) => {
                        self.state = MemberState::Inside(decoder, Given::Something);
                        return Ok(count);
                    }
                    Err(error) if error.kind() == ErrorKind::Interrupted => self.state = MemberState::Inside(decoder, given),
                    Err(error) => return Err(self.leave(decoder.into_inner(), given, &error)),
                },
            }
        }
    }
}

/// What lay before the next member.
struct Mark {
    /// Bytes other than zero.
    skipped: u64,
    at_end: bool,
}

/// A stream that can go back to a place, as long as that is not too far behind.
struct Replay<R> {
    stream: R,
    /// Bytes since that place.
    kept: Vec<u8>,
    /// How far into them reading is.
    at: usize,
    /// Whether more was read than is kept.
    overflown: bool,
}

impl<R: BufRead> Replay<R> {
    /// From now on this is the place to go back to.
    fn forget(&mut self) {
        self.kept.drain(..self.at);
        self.at = 0;
        self.overflown = false;
    }

    /// Goes back to one byte after the place, if it is still there.
    fn rewind(&mut self) {
        if !self.overflown {
            self.at = self.kept.len().min(1);
        }
    }

    /// Goes on to the next mark of a member. Bytes before it are no longer kept.
    fn go_to_mark(&mut self) -> Result<Mark> {
        let mut mark = Mark { skipped: 0, at_end: false };
        loop {
            let window = self.window()?;
            if window.is_empty() {
                mark.at_end = true;
                return Ok(mark);
            }
            if window.starts_with(MARK) && window.get(3).is_none_or(|flags| *flags < 0x20) {
                self.forget();
                return Ok(mark);
            }
            let next = memchr::memchr(MARK[0], &window[1..]).map_or(window.len(), |n| n + 1);
            mark.skipped += window[..next].iter().filter(|b| **b != 0).count() as u64;
            self.consume(next);
            if self.at >= self.kept.len() {
                self.forget();
            }
        }
    }

    /// At least four bytes, where there are so many.
    fn window(&mut self) -> Result<&[u8]> {
        while self.kept.len() - self.at < 4 {
            let more = self.stream.fill_buf()?;
            if more.is_empty() {
                break;
            }
            let count = more.len();
            self.kept.extend_from_slice(more);
            self.stream.consume(count);
        }
        Ok(&self.kept[self.at..])
    }
}

impl<R: BufRead> Read for Replay<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Replay<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.at < self.kept.len() {
            return Ok(&self.kept[self.at..]);
        }
        if self.kept.len() >= KEPT {
            (self.overflown, self.at) = (true, 0);
            self.kept.clear();
        }
        let more = self.stream.fill_buf()?;
        let count = more.len();
        self.kept.extend_from_slice(more);
        self.stream.consume(count);
        Ok(&self.kept[self.at..])
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn member(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).expect("memory takes it");
        encoder.finish().expect("it is closed")
    }

    /// What is read, with a bar for each error.
    fn read(bytes: &[u8]) -> String {
        let mut members = Members::new(bytes);
        let mut text = String::new();
        let mut buffer = [0; 7];
        loop {
            match members.read(&mut buffer) {
                Ok(0) => return text,
                Ok(count) => text.push_str(&String::from_utf8_lossy(&buffer[..count])),
                Err(_) => text.push('|'),
            }
        }
    }

    #[test]
    fn members_are_joined_and_padding_is_no_damage() {
        let file = [member("Rain "), member("fell."), vec![0; 512]].concat();
        assert_eq!(read(&file), "Rain fell.");
    }

    #[test]
    fn a_damaged_member_costs_only_itself() {
        for at in 0..member("fell on Monday ").len() {
            let mut damaged = member("fell on Monday ");
            damaged[at] ^= 0xFF;
            let file = [member("Rain "), damaged, member("again.")].concat();
            let text = read(&file);
            assert!(text.starts_with("Rain ") && text.ends_with("again."), "{at}: {text}");
        }
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        let file = member("Rain fell.");
        assert!(read(&file[..file.len() - 3]).ends_with('|'));
    }
}
