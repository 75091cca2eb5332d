//! The body of an answer, read up to a limit, both as sent and as unpacked.

use std::io::{self, BufReader, ErrorKind, Read};

use flate2::bufread::GzDecoder;

/// Why a body could not be read.
#[derive(Debug)]
pub enum BodyError {
    /// It is larger than anything wanted.
    TooLarge(u64),
    /// It unpacks to far more than files of its kind do.
    Bomb,
    /// It ends before it is whole.
    Truncated,
    /// It is not packed as it says.
    NotGzip,
    /// The connection failed.
    Io(io::Error),
}

/// A packed body may unpack to this many times its size: companyfacts unpack to twenty or thirty times theirs.
const LARGEST_RATIO: u64 = 200;

/// What may be unpacked before the ratio counts.
const SLACK: u64 = 1 << 20;

/// Bytes taken at a time.
const PIECE: usize = 1 << 16;

/// Reads all of a body, unpacking it if it is packed with gzip; `on` is told how many bytes came over the line.
pub fn read(body: impl Read, is_packed: bool, limit: u64, on: &mut dyn FnMut(u64)) -> Result<Vec<u8>, BodyError> {
    let counted = Counted { body, count: 0 };
    if !is_packed {
        return pieces(counted, limit, |body, _| {
            on(body.count);
            Ok(())
        });
    }
    let mut decoder = GzDecoder::new(BufReader::new(counted));
    let unpacked = pieces(&mut decoder, limit, |decoder, unpacked| {
        let packed = decoder.get_ref().get_ref().count;
        on(packed);
        let most = packed.saturating_mul(LARGEST_RATIO).max(SLACK);
        if unpacked > most { Err(BodyError::Bomb) } else { Ok(()) }
    })?;
    // Reading on also takes the end of a last chunk off the line.
    match decoder.into_inner().read(&mut [0]).map_err(BodyError::Io)? {
        0 => Ok(unpacked),
        _ => Err(BodyError::NotGzip),
    }
}

/// Reads piece by piece; `check` sees the reader and the bytes it gave so far.
fn pieces<R: Read>(
    mut reader: R,
    limit: u64,
    mut check: impl FnMut(&R, u64) -> Result<(), BodyError>,
) -> Result<Vec<u8>, BodyError> {
    let (mut bytes, mut piece) = (Vec::new(), vec![0; PIECE]);
    loop {
        let count = match reader.read(&mut piece) {
            Ok(0) => return Ok(bytes),
            Ok(count) => count,
            Err(error) => match error.kind() {
                ErrorKind::Interrupted => continue,
                ErrorKind::UnexpectedEof => return Err(BodyError::Truncated),
                ErrorKind::InvalidData | ErrorKind::InvalidInput => return Err(BodyError::NotGzip),
                _ => return Err(BodyError::Io(error)),
            },
        };
        bytes.extend_from_slice(piece.get(..count).unwrap_or_default());
        let so_far = bytes.len() as u64;
        if so_far > limit {
            return Err(BodyError::TooLarge(limit));
        }
        check(&reader, so_far)?;
    }
}

/// Counts what comes over the line.
struct Counted<R> {
    body: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.body.read(into)?;
        self.count += count as u64;
        Ok(count)
    }
}
