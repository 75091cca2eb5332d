//! Large and broken texts: an answer or an error, in a time that grows with the text and no faster.

use std::time::{Duration, Instant};

use capex::claims::{ArticleReader, Lexicon, Markup};

use crate::table::DATA;

fn read(bytes: &[u8], markup: Markup) -> usize {
    let day = "2025-10-31".parse().ok();
    let reader = ArticleReader { data: &DATA, lexicon: Lexicon::new(&DATA), rates: None, day, is_strict: false };
    let mut count = 0;
    reader.read("article", bytes, markup, |_| count += 1).map_or(0, |_| count)
}

/// The time for a text, and for one ten times as long.
fn grows_evenly(piece: &str, count: usize, markup: Markup) {
    let time = |count: usize| {
        let text = piece.repeat(count);
        let start = Instant::now();
        read(text.as_bytes(), markup);
        start.elapsed()
    };
    time(count / 10);
    let (short, long) = (time(count), time(count * 10));
    let most = (short * 25).max(Duration::from_millis(400));
    assert!(long < most, "{piece:?}: {short:?} for {count}, {long:?} for ten times as many");
}

#[test]
fn the_time_grows_with_the_text() {
    for (piece, count) in [
        ("Amazon spent $34.2 billion in the third quarter. ", 400),
        ("Amazon spent $34.2 billion, ", 400),
        ("12% ", 2_000),
        ("亚马逊资本支出342亿美元，同比增长60%；", 300),
        ("words without any figure at all ", 5_000),
        ("[a](b", 4_000),
        ("![", 4_000),
        ("<b ", 4_000),
        ("<b>\\", 4_000),
        ("| Amazon | 34.2 |\n", 500),
        ("2025-10-31 ", 3_000),
    ] {
        grows_evenly(piece, count, Markup::Markdown);
    }
    for (piece, count) in
        [("<a href='", 3_000), ("<p>$1 billion", 800), ("<!--", 3_000), ("&amp;", 4_000), ("<script>", 3_000)]
    {
        grows_evenly(piece, count, Markup::Html);
    }
}

#[test]
fn nonsense_is_an_answer_or_an_error() {
    for bytes in
        [&b""[..], b"\0\0\0", b"\xff\xfe$1", b"---\ntitle: $1bn", b"<", b"<table><tr><td>", b"|", b"$", b"\xef\xbb\xbf"]
    {
        for markup in [Markup::Markdown, Markup::Html] {
            read(bytes, markup);
        }
    }
}
