//! Texts that read otherwise than they are: refused in names, written out wherever else they are shown.

use super::Folder;

/// What turns a text around, and what nobody sees.
const LETTERS: [char; 14] = [
    '\u{202a}',
    '\u{202e}',
    '\u{2066}',
    '\u{2069}',
    '\u{200b}',
    '\u{200d}',
    '\u{200e}',
    '\u{200f}',
    '\u{2028}',
    '\u{2029}',
    '\u{feff}',
    '\u{ad}',
    '\u{2060}',
    '\u{e0041}',
];

const FACTS: &str = "company,metric,start,end,value,currency,published,note\n";

#[test]
fn names_that_deceive_are_refused_with_their_place() {
    for letter in LETTERS {
        let name = format!("Ama{letter}zon");
        let shown = format!("a name with the invisible character U+{:04X}; remove it", u32::from(letter));
        let companies = "ticker,name,name_zh,fiscal_year_end,aliases\n";
        for (file, text, place) in [
            ("companies.csv", format!("{companies}{name},A,,12-31,\n"), "2:1"),
            ("companies.csv", format!("{companies}ABC,{name},,12-31,\n"), "2:2"),
            ("companies.csv", format!("{companies}ABC,A,{name},12-31,\n"), "2:3"),
            ("companies.csv", format!("{companies}ABC,A,,12-31,b|{name}\n"), "2:5"),
            ("metrics.csv", format!("id,flag,name,kind\nm,m,{name},flow\n"), "2:3"),
            ("facts.csv", format!("{FACTS}{name},revenue,2029-07-01,2029-09-30,1,USD,2029-10-30,\n"), "2:1"),
            ("facts.csv", format!("{FACTS}AMZN,rev{letter}enue,2029-07-01,2029-09-30,1,USD,2029-10-30,\n"), "2:2"),
            ("sources.csv", format!("id,company,document,published\n{name},AMZN,10-Q,2029-10-30\n"), "2:1"),
        ] {
            let folder = Folder::with(&[(file, &text)]);
            let complaint = folder.failure(&format!("export sources --data {file}"), 4);
            assert_eq!(complaint, format!("capex: {file}:{place}: {shown}\n"), "{text}");
        }
        let file = format!("{{\"cik\": 99, \"entityName\": \"{name}\", \"facts\": {{\"us-gaap\": {{}}}}}}");
        let folder = Folder::with(&[("a.json", &file)]);
        let complaint = folder.failure("import a.json --company ABC=99 -o out", 4);
        assert!(complaint.contains("a.json:1:") && complaint.contains(&shown), "{complaint}");
    }
}

#[test]
fn what_deceives_is_written_out_wherever_it_is_shown() {
    for letter in LETTERS {
        let escaped = format!("\\u{{{:x}}}", u32::from(letter));
        let note = format!("paid{letter}back");
        let facts = format!("{FACTS}AMZN,revenue,2029-07-01,2029-09-30,1000000000,USD,2029-10-30,{note}\n");
        let document = format!("id,company,document,published\ns1,AMZN,Form {note},2029-10-30\n");
        let claims = format!("id,statement,metric,period,measure,value,unit\na1,{note},capex,2024,total,246,bn\n");
        let broken = format!("{FACTS}AMZN,revenue,{note},2029-09-30,1,USD,2029-10-30,\n");
        let folder = Folder::with(&[
            ("facts.csv", &facts),
            ("sources.csv", &document),
            ("claims.csv", &claims),
            ("broken.csv", &broken),
        ]);
        for format in ["table", "markdown", "html", "csv", "tsv"] {
            for words in ["export facts --data facts.csv", "list sources --data sources.csv", "check claims.csv"] {
                let answer = folder.answer(&format!("{words} -f {format}"));
                assert!(!answer.contains(letter), "{words} -f {format}");
                // Backslashes and braces have a meaning of their own in Markdown.
                assert!(answer.replace("\\\\", "\\").contains(&escaped), "{words} -f {format}: {escaped}");
            }
        }
        let json = folder.answer("check claims.csv -f json");
        assert!(!json.contains(letter));
        let parsed: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(parsed["rows"][0]["statement"], note.as_str());
        let complaint = folder.failure("totals amzn -m revenue -y 2026 --data broken.csv", 4);
        assert!(complaint.contains(&escaped) && !complaint.contains(letter), "{complaint}");
    }
}

#[test]
fn full_width_formulas_are_disarmed_and_read_back() {
    for sign in ['＝', '＋', '－', '＠', '='] {
        let note = format!("{sign}1+1");
        let facts = format!("{FACTS}AMZN,revenue,2029-07-01,2029-09-30,1000000000,USD,2029-10-30,{note}\n");
        let folder = Folder::with(&[("facts.csv", &facts)]);
        let csv = folder.answer("export facts --data facts.csv");
        assert!(csv.contains(&format!(",'{note}")), "{sign}");
        assert!(folder.answer("export facts --data facts.csv -f tsv").contains(&format!("\t'{note}")), "{sign}");
        let raw = folder.answer("export facts --data facts.csv --raw-text");
        assert!(raw.contains(&format!(",{note}")), "{sign}");
        folder.write("all.csv", &csv);
        let again = folder.answer("export facts --data all.csv --raw-text");
        assert!(again.contains(&format!(",{note}")), "{sign}");
    }
}
