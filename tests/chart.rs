//! Charts through the program: what they print, in what, and that pictures are pictures.

use std::io::Cursor;

use assert_cmd::Command;

const CHARTS: [&[&str]; 9] = [
    &["chart", "-Q", "-p", "last12q"],
    &["chart", "totals", "-y", "2025"],
    &["chart", "growth", "-p", "2016..2025"],
    &["chart", "cloud", "-y", "2025"],
    &["chart", "guidance", "meta", "-y", "2025"],
    &["chart", "lines", "-p", "last8q"],
    &["chart", "share", "-p", "last8q"],
    &["chart", "cash-flow", "-y", "2025"],
    &["chart", "backlog", "-p", "last8q"],
];

/// The program, in an environment of its own.
fn capex(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("capex").expect("the program");
    command.env_clear().env("LC_ALL", "C.UTF-8").args(arguments);
    command
}

fn with<'a>(arguments: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [arguments, more].concat()
}

fn out(command: &mut Command) -> String {
    let output = command.assert().success().get_output().clone();
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn bytes(arguments: &[&str]) -> Vec<u8> {
    capex(arguments).assert().success().get_output().stdout.clone()
}

#[test]
fn a_pipe_gets_no_escapes_and_colour_only_where_it_is_forced() {
    for chart in CHARTS {
        let plain = out(&mut capex(chart));
        assert!(!plain.contains('\u{1b}'), "{plain}");
        let forced = out(capex(chart).env("CLICOLOR_FORCE", "1"));
        assert!(forced.contains("\u{1b}[38;5;"), "{forced}");
        assert_eq!(anstream::adapter::strip_str(&forced).to_string(), plain);
        let refused = out(capex(chart).envs([("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
        assert_eq!(refused, plain);
        assert_eq!(out(capex(&with(chart, &["--color", "never"])).env("CLICOLOR_FORCE", "1")), plain);
    }
}

#[test]
fn a_chart_is_as_wide_as_it_is_asked_to_be() {
    for chart in CHARTS {
        for width in [40_usize, 80, 120] {
            let page = out(capex(chart).env("COLUMNS", width.to_string()));
            let drawn: Vec<&str> = page.lines().take_while(|line| !line.contains("Figures to")).collect();
            let widest = drawn.iter().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= width, "{page}");
            assert!(widest * 4 >= width * 3, "{page}");
        }
    }
}

#[test]
fn ascii_is_ascii_by_flag_and_by_locale() {
    for chart in CHARTS {
        let asked = out(&mut capex(&with(chart, &["--ascii"])));
        assert!(asked.is_ascii(), "{asked}");
        for locale in ["C", "en_US.ISO-8859-1"] {
            assert_eq!(out(capex(chart).env("LC_ALL", locale)), asked, "{locale}");
        }
        let unset = out(capex(chart).env_remove("LC_ALL"));
        assert_eq!(unset, out(&mut capex(chart)));
    }
}

/// The records of a command in CSV, by column.
fn records(arguments: &[&str]) -> Vec<std::collections::HashMap<String, String>> {
    let text = out(&mut capex(&with(arguments, &["-f", "csv"])));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// Whole dollars as billions to one decimal, worked out here without the program's own rounding.
fn billions(dollars: &str) -> String {
    let tenths = (dollars.parse::<i64>().expect("whole dollars") + 50_000_000) / 100_000_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[test]
fn the_figures_of_a_chart_are_those_of_its_records() {
    let totals = out(&mut capex(&["chart", "totals", "-y", "2025"]));
    let rows = records(&["chart", "totals", "-y", "2025"]);
    assert_eq!(rows.len(), 5);
    for row in &rows {
        assert!(totals.contains(&format!(" {} ", billions(&row["value"]))), "{row:?}\n{totals}");
    }
    let trend = out(&mut capex(&["chart", "-Q", "-p", "2023Q3..2026Q2"]));
    let rows = records(&["chart", "-Q", "-p", "2023Q3..2026Q2"]);
    for period in ["2023Q3", "2025Q1", "2026Q2"] {
        let sum: i64 =
            rows.iter().filter(|row| row["period"] == period).map(|row| row["value"].parse::<i64>().unwrap()).sum();
        assert!(trend.contains(&billions(&sum.to_string())), "{period}: {sum}\n{trend}");
    }
    assert_eq!(records(&["chart", "growth", "-p", "2016..2025"]), records(&["growth", "-p", "2016..2025"]));
    assert_eq!(
        records(&["chart", "guidance", "meta", "-y", "2025"]),
        records(&["guidance", "--history", "meta", "-y", "2025"])
    );
    assert_eq!(records(&["chart", "-Q", "-p", "last12q"]), records(&["show", "-Q", "-p", "last12q"]));
}

#[test]
fn an_svg_is_well_formed_says_what_it_shows_and_never_changes() {
    for chart in CHARTS {
        let svg = bytes(&with(chart, &["-f", "svg"]));
        assert_eq!(svg, bytes(&with(chart, &["-f", "svg"])));
        let text = String::from_utf8(svg).unwrap();
        let document = roxmltree::Document::parse(&text).expect("well-formed XML");
        let root = document.root_element();
        assert_eq!(root.tag_name().name(), "svg");
        let written: Vec<&str> = root
            .descendants()
            .filter(|node| node.has_tag_name("text"))
            .filter_map(|node| node.text())
            .map(str::trim)
            .collect();
        let written = written.join("\n");
        let page = out(&mut capex(chart));
        let title =
            root.children().find(|node| node.has_tag_name("title")).and_then(|node| node.text()).expect("a title");
        assert!(page.replace('\n', " ").starts_with(title), "{title}\n{page}");
        assert!(written.contains("Source: "), "{written}");
        if !["growth", "share"].contains(&chart[1]) {
            assert!(written.contains("USD bn"), "{written}");
        }
        for stray in ["NaN", "inf"] {
            assert!(!text.contains(stray), "{text}");
        }
    }
}

#[test]
fn a_picture_tells_its_figures_to_those_who_cannot_see_it() {
    let told = |arguments: &[&str]| {
        let text = String::from_utf8(bytes(&with(arguments, &["-f", "svg"]))).unwrap();
        let document = roxmltree::Document::parse(&text).expect("well-formed XML");
        let told = document.root_element().children().find(|node| node.has_tag_name("desc"));
        told.and_then(|node| node.text()).expect("a description").to_owned()
    };
    let totals = ["chart", "totals", "-y", "2025"];
    for row in records(&totals) {
        assert!(told(&totals).contains(&format!(" {}", billions(&row["value"]))), "{row:?}\n{}", told(&totals));
    }
    assert_eq!(told(&["chart", "cloud", "googl", "-y", "2025"]), "Alphabet: Google Cloud 58.7, Capex 91.4.");
    assert_eq!(
        told(&["chart", "growth", "amzn", "-p", "2018..2020"]),
        "Amazon: 2018 missing, 2019 missing, 2020 +72.4%."
    );
    let so_far = told(&["chart", "guidance", "meta", "-y", "2026", "--as-of", "2026-09-30"]);
    assert!(so_far.ends_with("2026-07-30 so far 50.9*."), "{so_far}");
    assert!(told(&["chart", "guidance", "meta", "-y", "2025"]).ends_with("2026-01-29 outcome 72.2."));
}

#[test]
fn a_fragment_holds_the_picture_above_the_table() {
    let fragment = out(&mut capex(&["chart", "totals", "-y", "2025", "-f", "html"]));
    let document = roxmltree::Document::parse(&fragment).expect("well-formed XML");
    let picture = document.root_element().first_element_child().expect("a picture");
    assert_eq!(picture.tag_name().name(), "svg");
    // As wide as the page it is put into.
    assert_eq!(picture.attribute("width"), None);
    assert!(picture.attribute("viewBox").is_some_and(|view| view.starts_with("0 0 1200 ")));
    assert!(fragment.contains("<table") && fragment.matches("410.0").count() >= 3, "{fragment}");
}

#[test]
fn only_charts_are_pictures() {
    let picture = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-picture.svg");
    let file = picture.to_str().expect("a path");
    let refused = |arguments: &[&str], message: &str| {
        capex(arguments).assert().code(2).stdout("").stderr(format!("capex: {message}\n"));
    };
    for command in [&["list", "companies"][..], &["totals"], &["export", "facts"], &["import", "no-such-file"], &[]] {
        refused(&with(command, &["-f", "png"]), "only a chart can be written as png; try capex chart");
        if command.first() != Some(&"import") {
            refused(&with(command, &["-o", file]), "only a chart can be written as svg; try capex chart");
        }
    }
    for asked in [["-f", "svg"], ["-f", "csv"], ["-o", file]] {
        let message = "validate only prints errors, so there is nothing to write; omit -f and -o";
        refused(&with(&["validate"], &asked), message);
    }
    assert!(!picture.exists());
}

/// The words of a picture, its lines joined.
fn written(arguments: &[&str]) -> String {
    let text = String::from_utf8(bytes(&with(arguments, &["-f", "svg"]))).unwrap();
    let document = roxmltree::Document::parse(&text).expect("well-formed XML");
    let lines = document.descendants().filter(|node| node.has_tag_name("text")).filter_map(|node| node.text());
    lines.map(str::trim).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_picture_says_like_the_table_that_companies_count_differently() {
    let totals = written(&["chart", "totals", "-y", "2025"]);
    assert!(totals.contains("This total mixes four company definitions"), "{totals}");
    assert!(totals.contains("Amazon's definition changed"), "{totals}");
    assert!(written(&["chart", "-Y"]).contains("Each company's own definition"));
    assert!(written(&["chart", "growth", "-Y"]).contains("Each company's own definition at the time"));
    let free = written(&["chart", "-m", "fcf", "-Y"]);
    assert!(free.contains("Meta: operating cash flow less net purchases"), "{free}");
    let named = written(&["chart", "msft", "-m", "fcf", "-Y", "-b", "headline"]);
    assert!(named.contains("can include finance leases"), "{named}");
    let on_one = written(&["chart", "-Y", "-b", "net"]);
    assert!(!on_one.contains("definition"), "{on_one}");
    // One company's is another all the same.
    let redefined = written(&["chart", "-Y", "-b", "cash"]);
    assert!(!redefined.contains("own definition") && redefined.contains("Meta's definition changed"), "{redefined}");
}

#[test]
fn an_svg_is_in_the_language_asked_for() {
    let text = String::from_utf8(bytes(&["chart", "totals", "-y", "2025", "--lang", "zh", "-f", "svg"])).unwrap();
    assert!(
        text.contains("xml:lang=\"zh\"")
            && text.contains("亚马逊")
            && text.contains("亿美元")
            && !text.contains("十亿"),
        "{text}"
    );
    roxmltree::Document::parse(&text).expect("well-formed XML");
}

#[test]
fn a_png_decodes_is_not_blank_and_never_changes() {
    for chart in CHARTS {
        let picture = bytes(&with(chart, &["-f", "png"]));
        assert_eq!(picture, bytes(&with(chart, &["-f", "png"])));
        let (size, pixels) = decoded(&picture);
        assert!(size.1 <= 1600 && (1600..=2400).contains(&size.0), "{size:?}");
        let colours: std::collections::HashSet<&[u8]> = pixels.chunks(3).collect();
        assert!((20..=256).contains(&colours.len()), "{} colours", colours.len());
        let inked = pixels.chunks(3).filter(|pixel| *pixel != [255, 255, 255]).count();
        assert!((2..50).contains(&(inked * 100 / (pixels.len() / 3))), "{inked} of {} pixels", pixels.len() / 3);
    }
}

/// Pixels across and down of a PNG, and three bytes for each.
fn decoded(picture: &[u8]) -> ((u32, u32), Vec<u8>) {
    let mut decoder = png::Decoder::new(Cursor::new(picture));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("pixels");
    ((info.width, info.height), pixels)
}

/// Written in a font of the system's that has the letters; without one, the package of one is named.
#[test]
fn a_png_in_chinese_is_chinese_or_names_a_font() {
    let arguments = ["chart", "totals", "-y", "2025", "-f", "png"];
    let chinese = with(&arguments, &["--lang", "zh"]);
    let bare = tempfolder("no-fonts");
    let output = capex(&chinese).env("HOME", &bare).output().expect("capex");
    if output.status.success() {
        assert!(output.stdout.starts_with(b"\x89PNG") && output.stdout != bytes(&arguments));
        return;
    }
    let message = String::from_utf8(output.stderr).expect("UTF-8");
    let expected = "capex: the picture has letters that its own font lacks (…), and no installed font has them; install one, such as \
                    the package fonts-noto-cjk, or write an SVG\n";
    let (before, behind) = expected.split_once('…').expect("letters");
    assert!(message.starts_with(before) && message.ends_with(behind), "{message}");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
}

fn tempfolder(name: &str) -> std::path::PathBuf {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&path).expect("a folder");
    path
}

#[test]
fn a_picture_is_as_large_and_as_dark_as_it_is_asked_to_be() {
    let asked = ["chart", "totals", "2025", "--size", "1200x675", "--theme", "dark", "--title", "Big & bold"];
    let (size, pixels) = decoded(&bytes(&with(&asked, &["-f", "png"])));
    assert_eq!((size, &pixels[..3]), ((1200, 675), &[0x16, 0x16, 0x16][..]));
    let text = String::from_utf8(bytes(&with(&asked, &["-f", "svg"]))).unwrap();
    let document = roxmltree::Document::parse(&text).expect("well-formed XML");
    let root = document.root_element();
    assert_eq!((root.attribute("width"), root.attribute("height")), (Some("1200"), Some("675")));
    let written: Vec<&str> =
        root.descendants().filter(|node| node.has_tag_name("text")).filter_map(|node| node.text()).collect();
    assert_eq!(written[0], "Big & bold");
    assert!(
        written
            .iter()
            .any(|line| line.starts_with("Capital expenditures, calendar 2025, as each company reports them"))
    );
}

/// A small picture has smaller letters rather than none, and words never stand on each other.
#[test]
fn words_of_a_picture_have_room_at_every_size_or_it_is_refused() {
    let guidance = ["chart", "guidance", "-y", "2026"];
    for chart in CHARTS.into_iter().chain([&guidance[..]]) {
        for size in ["600x335", "640x640", "800x450", "1080x1350", "1200x675"] {
            let output = capex(&with(chart, &["--size", size, "-f", "svg"])).output().expect("capex");
            let message = String::from_utf8_lossy(&output.stderr).into_owned();
            if !output.status.success() {
                assert!(
                    message.ends_with(&format!("{size} has no room for this chart; take a larger size\n")),
                    "{message}"
                );
                continue;
            }
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            let document = roxmltree::Document::parse(&text).expect("well-formed XML");
            let number = |node: roxmltree::Node<'_, '_>, name: &str| -> f64 {
                node.attribute(name).and_then(|number| number.parse().ok()).expect("a number")
            };
            let lines = document.descendants().filter(|node| node.has_tag_name("text"));
            let lines: Vec<(f64, f64, f64, Option<&str>)> = lines
                .map(|line| {
                    let look = line.parent_element().expect("a look");
                    (number(line, "x"), number(line, "y"), number(look, "font-size"), look.attribute("text-anchor"))
                })
                .collect();
            for (at, (x, y, size_of, anchor)) in lines.iter().enumerate() {
                for (other_x, other_y, ..) in lines.iter().skip(at + 1).filter(|other| other.3 == *anchor) {
                    let is_below = (x - other_x).abs() > 1.0 || (y - other_y).abs() >= size_of * 0.9;
                    assert!(is_below, "{chart:?} {size}: {x} {y}, {other_x} {other_y}");
                }
            }
        }
    }
    for (chart, size) in [(CHARTS[1], "800x450"), (CHARTS[5], "600x335"), (CHARTS[0], "800x450")] {
        capex(&with(chart, &["--size", size, "-f", "svg"])).assert().success();
    }
    capex(&with(&guidance, &["--size", "640x640", "-f", "svg"])).assert().failure();
    // What is said of definitions is shorter where there is no room for all of it.
    for (size, expected) in
        [("600x335", "definition changed between 2024Q4 and 2025Q1."), ("800x450", "2024Q4 was 26.1.")]
    {
        let said = written(&with(CHARTS[5], &["--size", size]));
        assert!(said.contains(expected), "{size}: {said}");
    }
}

#[test]
fn no_command_stands_in_a_picture() {
    for chart in CHARTS {
        let words = written(chart);
        for command in ["capex list", "capex explain", "capex update", "capex rates", "--basis", "--fiscal", " -b "] {
            assert!(!words.contains(command), "{command}: {words}");
        }
    }
}

#[test]
fn all_guidance_is_on_one_scale_within_1600_pixels() {
    let text = String::from_utf8(bytes(&["chart", "guidance", "-f", "svg"])).unwrap();
    let document = roxmltree::Document::parse(&text).expect("well-formed XML");
    let height: u32 =
        document.root_element().attribute("height").and_then(|height| height.parse().ok()).expect("a height");
    assert!(height <= 1600, "{height}");
    let zeros = document.descendants().filter(|node| node.has_tag_name("text") && node.text() == Some("0")).count();
    assert_eq!(zeros, 1, "one scale");
}

#[test]
fn shares_are_parts_of_the_total() {
    let rows = records(&["chart", "share", "-p", "last4q"]);
    let told = String::from_utf8(bytes(&["chart", "share", "-p", "last4q", "-f", "svg"])).unwrap();
    for row in rows.iter().filter(|row| row["company"] == "AMZN") {
        let share: rust_decimal::Decimal = row["share"].parse().unwrap();
        let percent = (share * rust_decimal::Decimal::ONE_HUNDRED)
            .round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        assert!(told.contains(&format!("{} · Amazon {percent:.1}%", row["period"])), "{row:?}");
        // It stands in its block; what all come to needs no words.
        assert!(told.contains(&format!(">{percent:.1}%</text>")) && !told.contains(">100.0%</text>"), "{row:?}");
    }
}

#[test]
fn charts_follow_the_readings() {
    let page = |more: &[&str]| out(&mut capex(&with(&["chart", "totals", "-y", "2024"], more)));
    assert!(page(&["-b", "cash"]).contains("228.3"));
    assert!(page(&["-x", "CNY"]).contains("CNY bn"));
    assert!(page(&["-u", "m"]).contains("USD m") && page(&["-u", "m"]).contains("245,5"));
    assert!(page(&["--fiscal"]).contains("fiscal 2024"));
    let partial = page(&["--as-of", "2025-01-31"]);
    assert!(partial.contains("╱╱╱") && partial.contains("205.0*"), "{partial}");
}

#[test]
fn what_is_missing_is_a_gap() {
    let growth = out(&mut capex(&["chart", "growth", "amzn", "-p", "2016..2025"]));
    assert!(growth.contains('–') && growth.contains("no figure before 2019-01-01"), "{growth}");
    let none = out(&mut capex(&["chart", "amzn", "msft", "-m", "azure-growth", "-Q"]));
    assert!(none.contains("Amazon –"), "{none}");
}

/// The README shows it. With the transcripts it is drawn anew: `SNAPSHOTS=overwrite`.
#[test]
fn the_picture_of_the_readme_is_what_the_program_draws() {
    let file = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        std::fs::read_to_string(path).expect("a file of the repository")
    };
    let drawn = out(&mut capex(&["chart", "last12q", "-Q", "-f", "svg"]));
    if std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/trend.svg");
        std::fs::write(path, &drawn).expect("the picture");
    }
    assert!(drawn == file("examples/trend.svg"), "draw anew: capex chart last12q -Q -o examples/trend.svg");
    assert!(file("README.md").contains("](examples/trend.svg)"));
}
