//! Whitespace of the JSON document: each key of the document and each item of its lists has a line of its own, and
//! an item stays on its line. Such a file is read by eye and compared by line.

use std::io::{Result, Write};

use serde_json::ser::Formatter;

/// Breaks lines in the outermost object and in the lists directly in it, and nowhere else.
#[derive(Debug, Default)]
pub(super) struct ItemPerLine {
    /// Objects and lists that are open.
    depth: usize,
    /// Whether the innermost open list has an item.
    has_items: bool,
}

impl Formatter for ItemPerLine {
    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.depth += 1;
        writer.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        writer.write_all(if first { b"" } else { b"," })?;
        writer.write_all(if self.depth == 1 { b"\n  " } else { b"" })
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        writer.write_all(if self.depth == 1 { b": " } else { b":" })
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.depth -= 1;
        writer.write_all(if self.depth == 0 { b"\n}" } else { b"}" })
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.depth += 1;
        self.has_items = false;
        writer.write_all(b"[")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        writer.write_all(if first { b"" } else { b"," })?;
        writer.write_all(if self.depth == 2 { b"\n    " } else { b"" })
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.has_items = true;
        Ok(())
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.depth -= 1;
        writer.write_all(if self.depth == 1 && self.has_items { b"\n  " } else { b"" })?;
        writer.write_all(b"]")
    }
}
