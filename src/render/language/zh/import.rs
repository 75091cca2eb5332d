//! What an import found, and why it found nothing.

use super::super::Entries;

pub(super) const WORDS: Entries = &[
    // The page.
    ("Read from the SEC's companyfacts", "读自 SEC 的 companyfacts 数据"),
    ("Years", "财年"),
    ("Facts", "事实"),
    ("New", "新增"),
    ("Restated", "重述"),
    ("Left out", "未采用"),
    ("Bundled quarters", "内置季度"),
    // Notes.
    (
        "Further figures left out: {more}; -f csv lists every one, with its reason.",
        "另有 {more} 个数字未采用；-f csv 逐一列出并说明原因。",
    ),
    (
        "Further figures that restate bundled ones: {more}; -f csv lists every one.",
        "另有 {more} 个数字重述了内置数据；-f csv 逐一列出。",
    ),
    ("Further bundled quarters that differ: {more}.", "另有 {more} 个内置季度与文件不同。"),
    ("Further bundled quarters that are not in the file: {more}.", "另有 {more} 个内置季度不在文件中。"),
    (
        "Companies left out because they could not be read: {count}; the first: {first}",
        "有 {count} 家公司因无法读取而未采用；第一家：{first}",
    ),
    (
        "Nothing was written; -o FOLDER writes the facts, in the shape of data/.",
        "未写入任何文件；-o FOLDER 按 data/ 的格式写出各项事实。",
    ),
    (
        "Written to `{folder}`, in the shape of data/ (facts: {facts}; companies: {companies}).",
        "已按 data/ 的格式写入 `{folder}`（事实 {facts} 项；公司 {companies} 家）。",
    ),
    (
        "{company}: {reproduced} of {of} bundled quarters reproduced, figure for figure.",
        "{company}：{of} 个内置季度中有 {reproduced} 个与文件逐一相符。",
    ),
    ("{company}, {metric}, {quarter}", "{company}，{metric}，{quarter}"),
    ("{what}: {file} by the file, {bundled} in the bundled data.", "{what}：文件中为 {file}，内置数据中为 {bundled}。"),
    ("{what}: not in the file, {bundled} in the bundled data.", "{what}：不在文件中，内置数据中为 {bundled}。"),
    (
        "{company}, {metric} of {days}: {amount}, filed on {day} ({accession})",
        "{company}，{days} 的{metric}：{amount}，申报于 {day}（{accession}）",
    ),
    ("{filed}, is left out: {reason}.", "{filed}，未采用：{reason}。"),
    ("{filed}, restates what the bundled data has.", "{filed}，重述了内置数据。"),
    ("{company}, figures set aside as {reason}: {count}.", "{company}，另置 {count} 个数字：{reason}。"),
    // Why a figure is left out.
    ("a column of trailing twelve months, no fiscal year", "该列为过去十二个月，不是财年"),
    ("not whole quarters of one fiscal year", "不是同一财年的完整季度"),
    ("under another tag than the one that holds the metric in that year", "不在该财年承载此指标的标签之下"),
    ("0 where the company gives an amount", "公司另有金额而此处为 0"),
    ("below zero", "低于零"),
    ("not in whole dollars", "不是整数美元"),
    ("filed on {day}, before the span ended", "申报于 {day}，早于期间结束"),
    ("the figures around it give {amount}, and they do not add up", "由相关数字推算为 {amount}，两者不符"),
    ("the bundled data has {value} for the span, published on {day}", "内置数据中该期间为 {value}，公布于 {day}"),
    ("the bundled figures around it give {sum}: they do not add up", "由内置的相关数字推算为 {sum}：两者不符"),
    // What cannot be meant, and what is not there.
    (
        "`{name}` holds {count} companies; name those you want (--company meta --company NVDA=1045810) or take --all",
        "`{name}` 含 {count} 家公司；请指明所需的公司（--company meta --company NVDA=1045810），或用 --all 全部读取",
    ),
    (
        "CIK {cik} is `{ticker}` in the bundled data; it cannot be `{name}` too",
        "CIK {cik} 在内置数据中是 `{ticker}`；不能又称为 `{name}`",
    ),
    (
        "`{word}`: `{key}` is no CIK; write a number, as in NVDA=1045810",
        "`{word}`：`{key}` 不是 CIK；请写数字，如 NVDA=1045810",
    ),
    ("the data has no CIK of `{word}`", "数据中没有 `{word}` 的 CIK"),
    (
        "{unknown}; of a company that is not bundled, give the CIK: NVDA=1045810",
        "{unknown}；内置数据没有的公司请给出 CIK：NVDA=1045810",
    ),
    (
        "`{other}` and `{file}` are both of CIK {cik}; give one of them",
        "`{other}` 和 `{file}` 都属于 CIK {cik}；请只给出其中之一",
    ),
    ("CIK {other} and CIK {cik} cannot both be `{ticker}`", "CIK {other} 和 CIK {cik} 不能都称为 `{ticker}`"),
    (
        "there is no companyfacts file (CIK0001018724.json) to read",
        "没有可读取的 companyfacts 文件（CIK0001018724.json）",
    ),
    ("nothing about CIK {cik} is in what was given", "所给文件中没有 CIK {cik} 的内容"),
    (
        "`{word}` is no ticker: up to {longest} letters and digits, with points and hyphens between them",
        "`{word}` 不是股票代码：最多 {longest} 个字母和数字，其间可有点号和连字符",
    ),
    ("`{word}` already means {company}", "`{word}` 已指 {company}"),
    ("`{word}` cannot be a ticker: it stands for all companies", "`{word}` 不能作股票代码：它代表全部公司"),
];
