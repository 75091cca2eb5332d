//! Charts: what is written in and under them, and what is wrong with asking for one.

use super::super::Entries;

pub(super) const WORDS: Entries = &[
    (
        "{count} companies are too many for one page; name at most {most}: capex report amzn msft -o capex.html",
        "{count} 家公司超出一页的上限；请指明至多 {most} 家：capex report amzn msft -o capex.html",
    ),
    (
        "{count} companies are too many for one chart; name at most {most} (capex chart amzn msft), or take the figures of all with -f csv",
        "{count} 家公司超出一张图的上限；请指明至多 {most} 家（capex chart amzn msft），或用 -f csv 取得全部数字",
    ),
    (
        "{count} statements are too many for one chart, which shows at most {most}; name a company and a year (capex chart guidance amzn -y 2026), or take all with capex guidance --history -f csv",
        "{count} 项表述超出一张图的上限（{most} 项）；请指明公司和年度（capex chart guidance amzn -y 2026），或用 capex guidance --history -f csv 取得全部",
    ),
    // In a chart.
    ("total {amount}", "合计 {amount}"),
    ("too small to divide", "太小，未细分"),
    ("outcome {amount}", "实际 {amount}"),
    ("so far {amount}", "至今 {amount}"),
    ("{period}: total {amount}", "{period}：合计 {amount}"),
    // For those who hear it.
    ("{title}; {reading}", "{title}；{reading}"),
    ("{calendar}, in {currency}", "{calendar}，{currency}"),
    ("{name} {figure}", "{name} {figure}"),
    ("{name}: {figures}.", "{name}：{figures}。"),
    ("{bars}.", "{bars}。"),
    ("missing", "缺失"),
    ("{words} (press)", "{words}（媒体报道）"),
    // Under it.
    ("* Partial: a quarter or a company is missing.", "* 数据不完整：缺少某个季度或某家公司。"),
    ("* partial: a quarter or a company is missing", "* 不完整：缺少某个季度或某家公司"),
    ("≈ approximate: a stand-in, or as first filed", "≈ 近似值：以相近口径替代，或首次披露值"),
    ("gaps and – are missing figures, not zeros", "空缺与 – 为缺失数据，并非零"),
    (
        "Source: company filings, releases and calls; capex data {version}.",
        "来源：公司申报文件、新闻稿与电话会；capex 数据 {version}。",
    ),
    ("Statements and outcomes to {day}.", "表态与实际数截至 {day}。"),
    // What cannot be drawn, or written.
    (
        "{command} only complains, and has no answer to write; leave -f and -o out",
        "{command} 只报告问题，没有可写出的结果；请去掉 -f 和 -o",
    ),
    ("the chart of clouds has figures of its own; leave -m out", "云业务图表自有其数字；请去掉 -m"),
    ("only a chart can be written as {format}; try capex chart", "只有图表能写成 {format}；可试 capex chart"),
    ("guidance is on capital expenditures; leave -m out", "指引只针对资本支出；请去掉 -m"),
    (
        "guidance has no quarters or trailing months; leave -Q, -Y and --ttm out",
        "指引没有季度或滚动期间；请去掉 -Q、-Y 和 --ttm",
    ),
    (
        "`{chart}` is a kind of chart, and its name comes before companies: capex chart {chart} …",
        "`{chart}` 是图表的种类，要写在公司之前：capex chart {chart} …",
    ),
    ("unknown chart or company `{typed}`; did you mean `{chart}`?", "未知图表或公司 `{typed}`；是否想输入 `{chart}`？"),
];
