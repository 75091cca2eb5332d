//! Groups of a user's own, and a user's companies beside the groups of the data.

use super::{Folder, column};

const COMPANIES: &str = "ticker,name,fiscal_year_end\nACME,Acme,12-31\n";

const FACTS: &str = "\
company,metric,start,end,value,currency,published
ACME,ppe_purchases,2024-01-01,2024-12-31,7000000000,USD,2025-02-01
ACME,ppe_purchases,2025-01-01,2025-12-31,9000000000,USD,2026-02-01
";

const GROUPS: &str = "id,name,name_zh,aliases,members\nrivals,rivals,对手,the rivals|对头,META|ACME\n";

fn folder(groups: &str) -> Folder {
    Folder::with(&[("mine/c.csv", COMPANIES), ("mine/f.csv", FACTS), ("mine/g.csv", groups)])
}

#[test]
fn a_group_is_taken_wherever_companies_are() {
    let folder = folder(GROUPS);
    for word in ["rivals", "RIVALS", "the rivals", "对头"] {
        let run = super::capex()
            .args(["totals", word, "2025", "-b", "cash", "-f", "csv", "--data", "mine"])
            .current_dir(&folder.0)
            .output()
            .expect("run");
        let answer = String::from_utf8(run.stdout).expect("UTF-8");
        assert_eq!(column(&answer, "company"), ["META", "ACME", "TOTAL"], "{word}");
        assert_eq!(column(&answer, "value"), ["69691000000", "9000000000", "78691000000"], "{word}");
    }
    let page = folder.answer("totals rivals 2025 -b cash --data mine");
    assert!(page.lines().next().expect("a title").contains("; rivals: Meta and Acme"), "{page}");
    let page = folder.answer("totals rivals 2025 -b cash --data mine --lang zh");
    assert!(page.lines().next().expect("a title").contains("；对手：Meta 和 Acme"), "{page}");
    for command in ["show", "growth", "summary", "guidance", "find 69.7", "export facts"] {
        let answer = folder.answer(&format!("{command} rivals -f csv --data mine"));
        let others = ["AMZN", "MSFT", "GOOGL", "ORCL"];
        assert!(column(&answer, "company").iter().all(|company| !others.contains(company)), "{command}: {answer}");
    }
    let answer = folder.answer("check rivals 2025 -b cash --total 78.7 -f csv --data mine");
    assert_eq!(column(&answer, "verdict"), ["confirmed"]);
    folder.write("claims.csv", "id,companies,period,measure,value,unit,basis\na,rivals,2025,total,78.7,bn,cash\n");
    assert_eq!(column(&folder.answer("check claims.csv -f csv --data mine"), "verdict"), ["confirmed"]);
    let list = folder.answer("list groups -f csv --data mine");
    assert!(list.contains("rivals,rivals,对手,\"META, ACME\",\"the rivals, 对头\""), "{list}");
}

/// One that a user adds is meant where no company is named, as before; a group of the data is what it was.
#[test]
fn a_company_of_the_user_joins_the_default_and_no_group() {
    let folder = folder(GROUPS);
    let companies = |arguments: &str| {
        let answer = folder.answer(&format!("totals {arguments} 2025 -b cash -f csv --data mine"));
        column(&answer, "company").join(" ")
    };
    assert_eq!(companies(""), "AMZN MSFT GOOGL META ACME TOTAL");
    assert_eq!(companies("big4"), "AMZN MSFT GOOGL META TOTAL");
    assert_eq!(companies("big5 acme"), "AMZN MSFT GOOGL META ORCL ACME TOTAL");
}

#[test]
fn a_word_means_one_thing_and_a_member_is_a_company() {
    for (groups, complaint) in [
        ("id,name,members\nx,X,META|ACNE\n", "g.csv:2:3: unknown company `ACNE`; did you mean `ACME`?"),
        ("id,name,members\nx,X,\n", "g.csv:2:3: members is empty"),
        ("id,name,members\namzn,X,META\n", "g.csv:2: `amzn` already means a company, a group or a period"),
        ("id,name,members\nbig5,X,META\n", "g.csv:2: `big5` already means a company, a group or a period"),
        ("id,name,members\nx,Acme,META\n", "g.csv:2: `acme` already means a company, a group or a period"),
        ("id,name,members\n2025,X,META\n", "g.csv:2: `2025` already means a company, a group or a period"),
        ("id,name,members\nx,X,META\nx,Y,META\n", "g.csv:3: `x` occurs twice"),
    ] {
        let said = folder(groups).failure("totals 2025 --data mine", 4);
        assert!(said.contains(complaint), "{groups}: {said}");
    }
}

#[test]
fn a_word_near_a_group_is_taken_for_it() {
    let said = folder(GROUPS).failure("totals rivalz 2025 --data mine", 2);
    assert!(said.contains("did you mean `rivals`"), "{said}");
    // No group is one company.
    assert_eq!(folder(GROUPS).run("explain big5 2025").status.code(), Some(2));
}
