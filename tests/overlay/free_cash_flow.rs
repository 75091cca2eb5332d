//! Free cash flow of a company of one's own: by the rows of any company, by rows of its own, and on a basis.

use super::{Folder, column};

const FACTS: &str = "company,metric,start,end,value,currency,published
TST,operating_cash_flow,2025-01-01,2025-12-31,1000000000,USD,2026-02-01
TST,ppe_purchases,2025-01-01,2025-12-31,400000000,USD,2026-02-01
TST,ppe_purchases_net,2025-01-01,2025-12-31,350000000,USD,2026-02-01
TST,finance_lease_principal,2025-01-01,2025-12-31,50000000,USD,2026-02-01
TST,capex_headline,2025-01-01,2025-12-31,700000000,USD,2026-02-01
";
const HEADER: &str = "company,metric,basis,from,to,formula,words\n";

fn folder() -> Folder {
    Folder::with(&[("c.csv", "ticker,name,fiscal_year_end\nTST,Test,12-31\n"), ("f.csv", FACTS)])
}

#[track_caller]
fn value(folder: &Folder, arguments: &str) -> String {
    let answer = folder.answer(&format!("show tst -m fcf -y 2025 -f csv --data c.csv --data f.csv {arguments}"));
    column(&answer, "value").join(" ")
}

#[test]
fn it_is_less_purchases_unless_the_company_has_rows_of_its_own() {
    let folder = folder();
    assert_eq!(value(&folder, ""), "600000000");
    let row = "TST,free_cash_flow,,,,+operating_cash_flow -ppe_purchases_net -finance_lease_principal,net of leases\n";
    folder.write("definitions.csv", format!("{HEADER}{row}"));
    assert_eq!(value(&folder, "--data definitions.csv"), "600000000");
    for (basis, expected) in [("cash", 600), ("net", 650), ("leases", 600), ("headline", 300)] {
        let on_basis = value(&folder, &format!("-b {basis} --data definitions.csv"));
        assert_eq!(on_basis, format!("{expected}000000"), "{basis}");
    }
    let explained = folder.answer("explain tst 2025 -m fcf --data c.csv --data f.csv --data definitions.csv");
    assert!(explained.contains("as reported: net of leases."), "{explained}");
}

#[test]
fn a_companys_rows_change_by_date_and_may_name_capex() {
    let folder = folder();
    let rows = "TST,free_cash_flow,,,2024-12-31,+operating_cash_flow,all of it
TST,free_cash_flow,,2025-01-01,,+operating_cash_flow -capex,less what it states
";
    folder.write("definitions.csv", format!("{HEADER}{rows}"));
    assert_eq!(value(&folder, "--data definitions.csv"), "300000000");
    assert_eq!(value(&folder, "-b cash --data definitions.csv"), "600000000");
}

#[test]
fn net_purchases_stand_in_where_there_are_no_others() {
    let folder = folder();
    let net = FACTS.replace("TST,ppe_purchases,2025-01-01,2025-12-31,400000000,USD,2026-02-01\n", "");
    folder.write("f.csv", net);
    let answer = folder.answer("show tst -m fcf -y 2025 -f csv --data c.csv --data f.csv");
    assert!(answer.contains(",650000000,approximate,"), "{answer}");
}

#[test]
fn a_ratio_cannot_be_defined_and_nothing_is_made_of_what_is_computed() {
    let folder = folder();
    for (row, complaint) in [
        ("TST,capex_to_revenue,,,,+revenue,no\n", "`capex_to_revenue` is a ratio and cannot be defined"),
        (
            "TST,free_cash_flow,,,,+free_cash_flow,no\n",
            "`free_cash_flow` is computed and cannot be part of a definition",
        ),
        ("TST,free_cash_flow,cash,,,+revenue,no\n", "only capex has a basis, and needs one in each row"),
    ] {
        folder.write("definitions.csv", format!("{HEADER}{row}"));
        let complained = folder.failure("totals -y 2025 --data c.csv --data definitions.csv", 4);
        assert!(complained.contains(complaint), "{complained}");
    }
}

#[test]
fn a_computed_metric_of_ones_own_may_have_a_usual_basis() {
    let folder = folder();
    let metrics = "id,flag,name,kind,formula,basis\nspent,spent,share spent,ratio,capex / operating_cash_flow,";
    for (basis, expected) in [("net", "0.35"), ("leases", "0.4"), ("", "0.7")] {
        folder.write("metrics.csv", format!("{metrics}{basis}\n"));
        let answer = folder.answer("show tst -m spent -y 2025 -f csv --data c.csv --data f.csv --data metrics.csv");
        let usual = if basis.is_empty() { "headline" } else { basis };
        assert_eq!((column(&answer, "value"), column(&answer, "basis")), (vec![expected], vec![usual]));
    }
    folder.write("metrics.csv", format!("{metrics}gross\n"));
    let complaint = folder.failure("totals -y 2025 --data metrics.csv", 4);
    assert!(complaint.contains("unknown basis `gross`"), "{complaint}");
}
