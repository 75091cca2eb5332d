//! Slips of filers: the figures around one are as good as ever, and the slip is left out with its reason.

use super::readable::shown;
use super::{Folder, fixture};

/// A folder with the facts of a fixture.
fn imported(file: &str) -> Folder {
    let folder = Folder::new();
    folder.prints(&format!("{} --company TST -o mine", fixture(file).display()));
    folder
}

/// Facts as the SEC has them, from lines such as `Revenues 2024 Q1 100 2024-05-01`: tag, year, span, millions, day of filing.
pub fn facts(lines: &str) -> String {
    let mut tags: Vec<(&str, Vec<String>)> = Vec::new();
    for line in lines.lines() {
        let [tag, year, span, value, filed] = line.split_whitespace().collect::<Vec<_>>()[..] else {
            panic!("five words: {line}");
        };
        let (start, end, form) = match span {
            "Q1" => ("01-01", "03-31", "10-Q"),
            "Q2" => ("04-01", "06-30", "10-Q"),
            "Q3" => ("07-01", "09-30", "10-Q"),
            "Q4" => ("10-01", "12-31", "10-K"),
            "6M" => ("01-01", "06-30", "10-Q"),
            "9M" => ("01-01", "09-30", "10-Q"),
            "H2" => ("07-01", "12-31", "10-K"),
            "FY" => ("01-01", "12-31", "10-K"),
            other => panic!("a span: {other}"),
        };
        let value = value.parse::<i64>().expect("millions") * 1_000_000;
        let accession = format!("0009999991-{}-{}{}", &filed[2..4], &filed[5..7], &filed[8..10]) + "00";
        let fact = format!(
            r#"{{"start":"{year}-{start}","end":"{year}-{end}","val":{value},"accn":"{accession}","form":"{form}","filed":"{filed}"}}"#
        );
        match tags.iter_mut().find(|(name, _)| *name == tag) {
            Some((_, facts)) => facts.push(fact),
            None => tags.push((tag, vec![fact])),
        }
    }
    let tags: Vec<String> = tags
        .into_iter()
        .map(|(tag, facts)| format!(r#""{tag}":{{"units":{{"USD":[{}]}}}}"#, facts.join(",\n")))
        .collect();
    format!(r#"{{"cik":9999991,"entityName":"Test","facts":{{"us-gaap":{{{}}}}}}}"#, tags.join(",\n"))
}

/// The quarters of a year and the year itself, imported from lines; a missing one is `-`.
#[track_caller]
fn year(lines: &str, metric: &str, year: i16) -> String {
    let folder = Folder::new();
    folder.write("f.json", facts(lines));
    folder.prints("f.json --company TST -o mine");
    let cells = |words: String, count: usize| -> Vec<String> {
        let output = folder.run(&format!("show tst --fiscal --data mine -f csv {words}"), b"");
        if output.status.code() == Some(3) {
            return vec!["-".to_owned(); count];
        }
        let value = |row: &String| row.split(' ').nth(1).filter(|value| !value.is_empty()).unwrap_or("-").to_owned();
        shown(&folder, &words).iter().map(value).collect()
    };
    let quarters = cells(format!("-m {metric} -Q -p {year}"), 4);
    let whole = cells(format!("-m {metric} -p {year}"), 1);
    [quarters, whole].concat().join(" ")
}

#[test]
fn a_zero_under_one_tag_does_not_stand_for_revenue_under_another() {
    let folder = imported("zero-year.json");
    let page = folder.run_args(&["import", &fixture("zero-year.json").display().to_string(), "--company", "TST"]);
    let page = super::text(&page.stdout);
    assert!(page.contains("figures left out (0 where the company gives an amount): 1."), "{page}");
    assert_eq!(shown(&folder, "-m revenue -p 2014"), ["FY2014 22552 reported"]);
    assert_eq!(shown(&folder, "-m revenue -Q -p 2014Q4"), ["FY2014Q4 5565 derived"]);

    // Each annual report gives 0 under `Revenues`, of three years; the first report of a new holding company too.
    let folder = imported("eaton-zero-revenues.json");
    assert_eq!(
        shown(&folder, "-m revenue -p 2012..2015"),
        ["FY2012 16311 reported", "FY2013 22046 reported", "FY2014 22552 reported", "FY2015 20855 reported"]
    );
    assert_eq!(
        shown(&folder, "-m revenue -Q -p 2012"),
        ["FY2012Q1 3960 reported", "FY2012Q2 4068 reported", "FY2012Q3 3950 reported", "FY2012Q4 4333 derived"]
    );
    assert_eq!(
        shown(&folder, "-m revenue -Q -p 2015"),
        ["FY2015Q1 5223 reported", "FY2015Q2 5372 reported", "FY2015Q3 5203 reported", "FY2015Q4 5057 derived"]
    );
    let restated = Folder::new().records(&fixture("eaton-zero-revenues.json").display().to_string(), &["restated"]);
    assert!(restated.iter().all(String::is_empty), "another tag is no restatement");
}

#[test]
fn a_segment_s_tag_and_a_stray_amount_do_not_hold_the_metric() {
    let folder = imported("segment-tag.json");
    assert_eq!(shown(&folder, "-m revenue -p 2012"), ["FY2012 82006 reported"]);
    let folder = imported("two-tags.json");
    assert_eq!(
        shown(&folder, "-m capex -b cash -Q -p 2024"),
        ["FY2024Q1 100 reported", "FY2024Q2 110 derived", "FY2024Q3 120 derived", "FY2024Q4 130 derived"]
    );
    let columns = ["tag", "value", "status", "reason"];
    let rows = Folder::new().records(&fixture("two-tags.json").display().to_string(), &columns);
    let aside = rows.iter().find(|row| row.starts_with("PaymentsToAcquirePropertyPlantAndEquipment")).unwrap();
    assert!(aside.ends_with("39500000 left_out under another tag than the one used for the metric in that year"));
}

#[test]
fn a_part_under_the_first_tag_does_not_take_a_year_from_the_whole() {
    // The total is under the second tag in three years; a segment is under the first in one filing of the middle year.
    let whole = |year: i16, size: i64| {
        format!(
            "SalesRevenueNet {year} Q1 {} {year}-05-01\nSalesRevenueNet {year} 6M {} {year}-08-01\nSalesRevenueNet {year} 9M {} {year}-11-01\nSalesRevenueNet {year} FY {} {}-02-15\n",
            size,
            size * 2,
            size * 3,
            size * 4,
            year + 1
        )
    };
    let all = whole(2012, 100) + &whole(2013, 110) + &whole(2014, 120);
    for stray in
        ["Revenues 2013 FY 150 2014-02-15", "Revenues 2013 FY 150 2015-02-15", "Revenues 2013 9M 90 2013-11-01"]
    {
        assert_eq!(year(&(all.clone() + stray), "revenue", 2013), "110 110 110 110 440", "{stray}");
    }
    // A table of the quarters of a segment in the annual report.
    let segment = "Revenues 2013 Q1 70 2014-02-15\nRevenues 2013 Q2 70 2014-02-15\nRevenues 2013 Q3 70 2014-02-15\n\
        Revenues 2013 Q4 70 2014-02-15\nRevenues 2013 FY 280 2014-02-15";
    assert_eq!(year(&(all.clone() + segment), "revenue", 2013), "110 110 110 110 440");
    assert_eq!(year(&(whole(2013, 110) + segment), "revenue", 2013), "110 110 110 110 440");
    // The order of the keys tells nothing.
    let turned: Vec<String> = (all.clone() + segment).lines().rev().map(str::to_owned).collect();
    assert_eq!(year(&turned.join("\n"), "revenue", 2013), "110 110 110 110 440");
    // The same where nothing but years is filed.
    let years = "SalesRevenueNet 2012 FY 400 2013-02-15\nSalesRevenueNet 2013 FY 440 2014-02-15\n\
        SalesRevenueNet 2014 FY 480 2015-02-15\nRevenues 2013 FY 150 2015-02-15";
    assert_eq!(year(years, "revenue", 2013), "- - - - 440");
}

#[test]
fn the_tag_of_the_total_holds_also_where_it_lacks_a_quarter() {
    // Revenue from contracts is a part of the revenue, given in more detail.
    let part = "RevenueFromContractWithCustomerExcludingAssessedTax";
    let mut lines: Vec<String> = Vec::new();
    for (year, quarter) in [(2019, 100), (2020, 110), (2021, 120)] {
        for (span, count, day) in [("Q1", 1, "05-01"), ("6M", 2, "08-01"), ("9M", 3, "11-01")] {
            if (year, span) != (2020, "Q1") {
                lines.push(format!("Revenues {year} {span} {} {year}-{day}\n", quarter * count));
            }
            lines.push(format!("{part} {year} {span} {} {year}-{day}\n", (quarter - 10) * count));
        }
        lines.push(format!("Revenues {year} FY {} {}-02-15\n", quarter * 4, year + 1));
        lines.push(format!("{part} {year} FY {} {}-02-15\n", (quarter - 10) * 4, year + 1));
    }
    assert_eq!(year(&lines.concat(), "revenue", 2020), "- - 110 110 440");
    assert_eq!(year(&lines.concat(), "revenue", 2021), "120 120 120 120 480");
}

#[test]
fn a_tag_that_changes_between_filings_is_no_restatement() {
    let (before, after) = ("PaymentsToAcquirePropertyPlantAndEquipment", "PaymentsToAcquireProductiveAssets");
    let lines = format!(
        "{before} 2022 Q1 100 2022-05-01\n{before} 2022 6M 210 2022-08-01\n{before} 2022 9M 330 2022-11-01\n\
         {before} 2022 FY 460 2023-02-15\n{after} 2023 Q1 120 2023-05-01\n{after} 2023 6M 250 2023-08-01\n\
         {after} 2023 9M 390 2023-11-01\n{after} 2023 FY 540 2024-02-15\n{after} 2022 FY 485 2024-02-15"
    );
    assert_eq!(year(&lines, "capex -b cash", 2022), "100 110 120 130 460");
    assert_eq!(year(&lines, "capex -b cash", 2023), "120 130 140 150 540");
    // The very same amounts under another tag are the same figures.
    let same = lines.replace("FY 485", "FY 460");
    assert_eq!(year(&same, "capex -b cash", 2022), "100 110 120 130 460");
    // Within a year too.
    let within = "SalesRevenueNet 2018 Q1 100 2018-05-01\nSalesRevenueNet 2018 6M 210 2018-08-01\n\
        Revenues 2018 9M 330 2018-11-01\nRevenues 2018 FY 460 2019-02-15";
    assert_eq!(year(within, "revenue", 2018), "100 110 120 130 460");
}

#[test]
fn the_year_of_another_tag_is_taken_where_the_quarters_call_for_it() {
    let lines = "Revenues 2018 Q1 100 2018-05-01\nRevenues 2018 6M 210 2018-08-01\nRevenues 2018 9M 330 2018-11-01\n\
        Revenues 2018 FY 46 2019-02-15\nSalesRevenueNet 2018 FY 460 2019-02-15";
    assert_eq!(year(lines, "revenue", 2018), "100 110 120 130 460");
}

#[test]
fn the_wrong_sign_is_left_out_and_no_restatement() {
    let folder = imported("sign-slip.json");
    assert_eq!(
        shown(&folder, "-m capex -b cash -Q -p 2024"),
        ["FY2024Q1 100 reported", "FY2024Q2 110 derived", "FY2024Q3 120 derived", "FY2024Q4 130 derived"]
    );
    let folder = imported("chevron-signs.json");
    assert_eq!(
        shown(&folder, "-m capex -b cash -Q -p 2009"),
        ["FY2009Q1 5984 reported", "FY2009Q2 4430 derived", "FY2009Q3 4074 derived", "FY2009Q4 5355 derived"]
    );
    // Nobody filed the first quarter of 2008 the right way round.
    assert_eq!(
        shown(&folder, "-m capex -b cash -Q -p 2008"),
        ["FY2008Q1  missing", "FY2008Q2  missing", "FY2008Q3 4661 derived", "FY2008Q4 6034 derived"]
    );
    let output = folder.run("show tst -m capex -b cash -Q -p 2008 --fiscal --data mine -f csv", b"");
    let printed = super::text(&output.stdout);
    assert_eq!(printed.matches("a figure filed on 2009-05-07 was left out: it is below zero").count(), 2, "{printed}");
    let page = Folder::new().prints(&fixture("chevron-signs.json").display().to_string()).replace('\n', " ");
    assert!(
        page.contains("USD -4.5 bn, filed on 2009-05-07 (0000891618-09-000166), is left out: below zero."),
        "{page}"
    );

    // Of a metric that may be below zero, a sign is wrong where another filing or a sum has it the other way round.
    let ocf = "NetCashProvidedByUsedInOperatingActivities";
    let year_to_date =
        format!("{ocf} 2024 6M 210 2024-08-01\n{ocf} 2024 9M 330 2024-11-01\n{ocf} 2024 FY 460 2025-02-15\n");
    let corrected = format!("{year_to_date}{ocf} 2024 Q1 -100 2024-05-01\n{ocf} 2024 Q1 100 2025-05-01");
    assert_eq!(year(&corrected, "ocf", 2024), "100 110 120 130 460");
    let summed = format!("{year_to_date}{ocf} 2024 Q1 -100 2024-05-01\n{ocf} 2024 Q2 110 2024-08-01");
    assert_eq!(year(&summed, "ocf", 2024), "100 110 120 130 460");
    let loss = format!("{year_to_date}{ocf} 2024 Q1 -100 2024-05-01\n{ocf} 2024 Q2 310 2024-08-01");
    assert_eq!(year(&loss, "ocf", 2024), "-100 310 120 130 460");
}

#[test]
fn a_year_dated_as_a_quarter_takes_no_good_figure_with_it() {
    let folder = imported("year-as-quarter.json");
    assert_eq!(shown(&folder, "-m revenue -p 2020"), ["FY2020 39068 reported"]);
    assert_eq!(
        shown(&folder, "-m revenue -Q -p 2020"),
        ["FY2020Q1 9218 reported", "FY2020Q2 9614 derived", "FY2020Q3 9796 derived", "FY2020Q4 10440 derived"]
    );
    // The slip is in as many filings as the nine months, or in more.
    let good = "Revenues 2020 Q1 90 2020-05-01\nRevenues 2020 6M 190 2020-08-01\nRevenues 2020 9M 290 2020-11-01\n\
        Revenues 2020 FY 400 2021-02-15\nRevenues 2020 FY 400 2022-02-15\n";
    let slips = "Revenues 2020 Q4 400 2021-02-15\nRevenues 2020 Q4 400 2022-02-15";
    assert_eq!(year(&format!("{good}{slips}"), "revenue", 2020), "90 100 100 110 400");
    // Net income may be below zero, so that no quarter is too large.
    let income = format!("{good}{slips}").replace("Revenues", "NetIncomeLoss");
    assert_eq!(year(&income, "net-income", 2020), "90 100 100 110 400");
}

#[test]
fn one_slip_among_figures_that_add_up_is_the_only_one_left_out() {
    let quarters = "Revenues 2020 Q1 90 2021-02-15\nRevenues 2020 Q2 100 2021-02-15\nRevenues 2020 Q3 100 2021-02-15\n\
        Revenues 2020 Q4 110 2021-02-15\n";
    // The next report has the year right.
    let corrected = format!("{quarters}Revenues 2020 FY 4000 2021-02-15\nRevenues 2020 FY 400 2022-02-15");
    assert_eq!(year(&corrected, "revenue", 2020), "90 100 100 110 400");
    // A quarter in thousands among millions.
    let unit = quarters.replace("Q2 100 ", "Q2 100000 ") + "Revenues 2020 FY 400 2021-02-15";
    assert_eq!(year(&unit, "revenue", 2020), "90 100 100 110 400");
    // An amendment has a digit too many, and the next report is right again.
    let year_to_date = "Revenues 2020 Q1 90 2020-05-01\nRevenues 2020 6M 190 2020-08-01\nRevenues 2020 9M 290 2020-11-01\n\
        Revenues 2020 FY 400 2021-02-15\n";
    let amended = format!("{year_to_date}Revenues 2020 FY 4000 2021-03-15\nRevenues 2020 FY 400 2022-02-15");
    assert_eq!(year(&amended, "revenue", 2020), "90 100 100 110 400");
    // Half a year in thousands, right in the report of the year after.
    let half = year_to_date.replace("6M 190 ", "6M 19 ") + "Revenues 2020 6M 190 2021-08-01";
    assert_eq!(year(&half, "revenue", 2020), "90 100 100 110 400");
    // The year dated as its second half, and the first quarter as the year.
    let second = format!("{year_to_date}Revenues 2020 H2 400 2021-02-15");
    assert_eq!(year(&second, "revenue", 2020), "90 100 100 110 400");
    let first = format!("{year_to_date}Revenues 2020 FY 90 2021-02-15\nRevenues 2020 FY 400 2022-02-15");
    assert_eq!(year(&first, "revenue", 2020), "90 100 100 110 400");
    // A zero in the report of a quarter, right in that of the year after.
    let zero = format!("{year_to_date}Revenues 2020 Q2 0 2020-08-01\nRevenues 2020 Q2 100 2021-08-01");
    assert_eq!(year(&zero, "revenue", 2020), "90 100 100 110 400");
    // A digit too few in nine months.
    let digit = "Revenues 2020 Q1 90 2020-05-01\nRevenues 2020 6M 190 2020-08-01\nRevenues 2020 9M 29 2020-11-01\n\
        Revenues 2020 FY 400 2021-02-15";
    assert_eq!(year(digit, "revenue", 2020), "90 100 - - 400");
}

#[test]
fn the_sign_of_a_tag_is_a_plus_or_nothing() {
    let folder = Folder::new();
    folder.write("tags.csv", "company,metric,tag,from,to,words,sign\n,revenue,Revenues,,,total revenue,-\n");
    let wrong = folder.run("validate tags.csv", b"");
    assert_eq!(wrong.status.code(), Some(4));
    let complaint = super::text(&wrong.stderr);
    assert!(complaint.contains("tags.csv:2:7: sign `-` is neither + nor empty"), "{complaint}");
}

#[test]
fn what_was_set_aside_is_said_to_be_so_wherever_a_figure_lacks_it() {
    let folder = Folder::new();
    let lines = "Revenues 2020 Q1 90 2020-05-01\nRevenues 2020 6M 190 2020-08-01\nRevenues 2020 9M 29 2020-11-01\n\
        Revenues 2020 FY 400 2021-02-15\nRevenues 2021 FY 440 2022-02-15";
    folder.write("f.json", facts(lines));
    folder.prints("f.json --company TST -o mine");
    let notes = |folder: &Folder, words: &str| {
        let output = folder.run(&format!("show tst -m revenue -Q --fiscal --data mine {words}"), b"");
        super::text(&output.stdout).replace('\n', " ")
    };
    let reason = "FY2020Q3 to FY2020Q4: a figure filed on 2020-11-01 was left out: related figures contradict it.";
    let page = notes(&folder, "-p 2020..2021");
    assert!(page.contains(reason) && page.contains("FY2021Q1 to FY2021Q4: not in your data"), "{page}");
    assert!(notes(&folder, "-p 2020 --lang zh").contains("未采用 2020-11-01 申报的一个数字：与相关数字不符"));
    // A few days too early at the start, so that the days are not whole quarters: the fourth quarter needs it too.
    let off = facts(&lines.replace("9M 29", "9M 290"))
        .replace("2020-01-01\",\"end\":\"2020-09-30", "2019-12-28\",\"end\":\"2020-09-30");
    folder.write("f.json", off);
    folder.prints("f.json --company TST -o mine");
    let reason = "FY2020Q3 to FY2020Q4: a figure filed on 2020-11-01 was left out: its dates are not whole quarters.";
    let page = notes(&folder, "-p 2020");
    assert!(page.contains(reason), "{page}");
    // What was corrected in the file is no longer noted, and the notes of another company stay.
    let other = facts(lines).replace("9999991", "9999992");
    folder.write("other.json", other);
    folder.prints("other.json --company OTH -o mine");
    folder.write("f.json", facts(&lines.replace("9M 29", "9M 290")));
    folder.prints("f.json --company TST -o mine");
    assert_eq!(
        folder.read("mine/left_out.csv"),
        "company,metric,first_day,last_day,amount,filed,reason\n\
         OTH,revenue,2020-01-01,2020-09-30,29000000,2020-11-01,contradicted\n"
    );
    let valid = folder.run("validate mine", b"");
    assert!(valid.status.success() || super::text(&valid.stderr).contains("cannot read"), "{valid:?}");
    folder.write("mine/left_out.csv", folder.read("mine/left_out.csv").replace("contradicted", "odd"));
    let output = folder.run("show tst --data mine", b"");
    assert_eq!(output.status.code(), Some(4));
    assert!(
        super::text(&output.stderr).contains("left_out.csv:2:7: reason `odd`: unknown; it is one of contradicted"),
        "{output:?}"
    );
}
