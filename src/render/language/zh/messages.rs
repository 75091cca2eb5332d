//! What is wrong with a command line, and why there are no figures.

use super::super::Entries;

pub(super) const WORDS: Entries = &[
    ("help, man and completions print text; leave -f out", "help、man 和 completions 输出文本；请去掉 -f"),
    // Why a figure is missing.
    ("not reported by the company", "公司未披露"),
    ("not in your data", "自有数据中没有"),
    ("no definition covers the period", "该期间没有定义"),
    ("no figure before {first}", "{first} 之前没有数据"),
    ("no figure after {last}", "{last} 之后没有数据"),
    ("never disclosed", "从未披露"),
    ("first published on {day}", "{day} 才首次公布"),
    (
        "the year was restated on {day} and its parts were not; --as-of {eve} shows them as first filed",
        "全年数据于 {day} 重述，而其各部分未重述；用 --as-of {eve} 可看首次申报的数据",
    ),
    ("the year was restated on {day} and its parts were not", "全年数据于 {day} 重述，而其各部分未重述"),
    ("{reason}; quarters: {bases}", "{reason}；有季度数据的口径：{bases}"),
    ("{reason}; half-years: {bases}", "{reason}；有半年数据的口径：{bases}"),
    ("{reason}; years: {bases}", "{reason}；有全年数据的口径：{bases}"),
    ("{reason}; trailing twelve months: {bases}", "{reason}；有最近十二个月数据的口径：{bases}"),
    // Why a figure is only approximate.
    ("as first filed; the year was restated on {day}", "首次披露值；该年度其后于 {day} 重述"),
    ("as last filed; the year was restated on {day}", "此前最近一次披露值；该年度其后于 {day} 重述"),
    (
        "as first filed; a longer period around it was restated on {day}",
        "首次披露值；包含该期间的较长期间其后于 {day} 重述",
    ),
    (
        "as last filed; a longer period around it was restated on {day}",
        "此前最近一次披露值；包含该期间的较长期间其后于 {day} 重述",
    ),
    (
        "its quarters do not end with the calendar's, and each stands for the calendar quarter that holds most of its days; --fiscal shows its own periods",
        "其季度与日历季度的起止不同，各季度代表与其重合天数最多的日历季度；--fiscal 可看其自身期间",
    ),
    ("the definition changed within the period", "期间内定义有变"),
    ("stated for single quarters and fiscal years only", "公司只公布单个季度和财年的数据"),
    ("the two figures do not cover the same quarters", "两项数据涵盖的季度不同"),
    ("only one of the two figures was restated", "两项数据中只有一项经过重述"),
    ("the earlier figure is not positive", "前期数据不为正数"),
    ("no company has a figure", "没有公司有数据"),
    ("the companies do not cover the same quarters", "各公司涵盖的季度不同"),
    ("a company has no figure for the same quarters a year before", "有公司缺少上年相同季度的数据"),
    ("a company has no figure a year before", "有公司缺少上年数据"),
    ("the first or the last figure is missing or partial", "首期或末期数据缺失或不完整"),
    ("the first figure is partial", "首期数据不完整"),
    ("there is no total", "没有合计"),
    ("division by zero", "除数为零"),
    ("the year before is partial", "上年数据不完整"),
    ("the period is over", "该期间已结束"),
    ("the same quarters a year before are not all known", "上年相同季度的数据不全"),
    ("no figure was given", "未给出数字"),
    ("no such end was given", "未给出该端数字"),
    ("no guidance was given", "未给出指引"),
    ("no company gave a figure", "没有公司给出数字"),
    // No such data.
    ("no data for {periods} yet; the newest quarter is {newest}", "尚无 {periods} 的数据；最新季度为 {newest}"),
    ("no {metric} of {companies}", "没有{companies}的{metric}"),
    ("no {metric} of {companies}, {periods}", "没有{companies}的{metric}，{periods}"),
    ("{what}: {reason}", "{what}：{reason}"),
    ("nothing had been published by {day}", "截至 {day} 尚无任何公布"),
    ("nothing had been published", "尚无任何公布"),
    ("no guidance had been given by {day}", "截至 {day} 尚未给出指引"),
    ("no guidance had been given", "尚未给出指引"),
    ("no guidance for {periods} had been given by {day}", "截至 {day} 尚未给出{periods}的指引"),
    ("no guidance for {periods} had been given", "尚未给出{periods}的指引"),
    // Words that name nothing.
    ("unknown {kind} `{typed}`; {advice}", "未知的{kind} `{typed}`；{advice}"),
    (
        "`{typed}` is a period, not a {kind}; where a command takes periods, they follow -p: `-p {typed}`",
        "`{typed}` 是期间，不是{kind}；接受期间的命令用 -p 指定：`-p {typed}`",
    ),
    ("company", "公司"),
    ("metric", "指标"),
    ("currency", "货币"),
    ("command or topic", "命令或主题"),
    ("did you mean {word}?", "是否想输入 {word}？"),
    ("it is one of {words}", "可用的有 {words}"),
    ("`{word}` ({name})", "`{word}`（{name}）"),
    ("`{word}`", "`{word}`"),
    // Periods.
    (
        "`{typed}` is not a period; try 2025, 2025Q3, 2025H1, FY2025, FY2025Q2, 2019..2025, latest, last8q or last5y",
        "`{typed}` 不是期间；可写 2025、2025Q3、2025H1、FY2025、FY2025Q2、2019..2025、latest、last8q 或 last5y",
    ),
    (
        "`{typed}` is not a period: a year has {parts}; did you mean `{suggestion}`?",
        "`{typed}` 不是期间：一年有{parts}；是否想输入 `{suggestion}`？",
    ),
    ("quarters Q1 to Q4", "四个季度 Q1 至 Q4"),
    ("halves H1 and H2", "两个半年 H1 和 H2"),
    (
        "the ends of `{first}..{last}` are not of one kind; write two years, two quarters or two halves",
        "`{first}..{last}` 两端的类型不同；请写两个年份、两个季度或两个半年",
    ),
    (
        "`{first}..{last}` runs backwards; did you mean `{last}..{first}`?",
        "`{first}..{last}` 先后颠倒；是否想输入 `{last}..{first}`？",
    ),
    ("`{typed}` asks for too many periods; the most is 400", "`{typed}` 包含的期间过多；最多 400 个"),
    (
        "`{period}` has no days without a company; name calendar periods (Microsoft's FY2025 is 2024Q3..2025Q2)",
        "`{period}` 因公司而异，无法确定日期；请用自然年期间（微软的 FY2025 即 2024Q3..2025Q2）",
    ),
    // Exchange rates.
    ("no rate before {day}", "{day} 之前没有汇率"),
    ("no rate after {day}", "{day} 之后没有汇率"),
    ("no rate between {from} and {to}", "{from} 至 {to} 之间没有汇率"),
    ("no exchange rates: {reason}", "没有汇率：{reason}"),
    ("no exchange rates for {periods}: {reason}", "没有{periods}的汇率：{reason}"),
    ("no rate of {currency} for {day}: {reason}", "没有 {currency} 在 {day} 的汇率：{reason}"),
    (
        "`{typed}` is a company, and a command comes first; try capex totals {typed}",
        "`{typed}` 是公司，前面须有命令；请试 capex totals {typed}",
    ),
    (
        "`{typed}` is a period, and a command comes first; try capex totals -p {typed}",
        "`{typed}` 是期间，前面须有命令；请试 capex totals -p {typed}",
    ),
    (
        "check and find try every kind of rate by themselves; leave --fx out, or state one rate with --fx-rate or --fx-date",
        "check 与 find 会自行尝试各种汇率；请去掉 --fx，或用 --fx-rate、--fx-date 给定一个汇率",
    ),
    ("{flag} converts nothing by itself; add -x with a currency", "单用 {flag} 不会折算；请用 -x 指定货币"),
    (
        "--fx {policy} looks rates up, and --fx-rate states one; leave one out",
        "--fx {policy} 是查汇率，--fx-rate 是给定汇率；请只用其一",
    ),
    (
        "--fx {policy} and --fx-date name two rates; leave one out",
        "--fx {policy} 与 --fx-date 指定了两个汇率；请只用其一",
    ),
    (
        "--fx constant needs its rate: add --fx-date DATE or --fx-rate RATE",
        "--fx constant 需要汇率：请加 --fx-date DATE 或 --fx-rate RATE",
    ),
    (
        "a dollar is one dollar, not {rate}; name another currency with -x",
        "一美元就是一美元，而非 {rate}；请用 -x 指定其他货币",
    ),
    // Commands.
    ("explain takes one period; show takes many", "explain 只接受一个期间；多个期间请用 show"),
    (
        "`{name}` is not an amount and has no growth; capex show -m {name} shows it",
        "`{name}` 不是金额，没有增速；请用 capex show -m {name} 查看",
    ),
    ("--total takes one period; add -y YEAR", "--total 只接受一个期间；请加 -y YEAR"),
    (
        "no format goes with the name `{path}`; add -f with one of {names}",
        "文件名 `{path}` 不对应任何格式；请用 -f 指定：{names}",
    ),
    ("the page is HTML; write it with -o FILE.html", "该页面为 HTML；请用 -o FILE.html 写入文件"),
    // The command line.
    ("; did you mean `{word}`?", "；是否想输入 `{word}`？"),
    ("unknown command `{typed}`{advice}", "未知的命令 `{typed}`{advice}"),
    ("unknown argument `{typed}`{advice}", "未知的参数 `{typed}`{advice}"),
    (
        "`{typed}` is no value of {argument}; it is one of {values}{advice}",
        "`{typed}` 不是 {argument} 的取值；可用的有 {values}{advice}",
    ),
    ("{argument} needs a value: one of {values}", "{argument} 需要取值：{values}"),
    ("{argument} needs a value", "{argument} 需要取值"),
    ("{argument} takes no value", "{argument} 不带取值"),
    ("`{typed}` is no value of {argument}: {reason}", "`{typed}` 不是 {argument} 的取值：{reason}"),
    ("{argument} is given more than once", "{argument} 重复给出"),
    ("{argument} cannot be used with {other}", "{argument} 不能与 {other} 同时使用"),
    ("missing: {argument}", "缺少：{argument}"),
    ("write a whole number", "请写整数"),
    ("{typed} is not in {range}", "{typed} 不在 {range} 之内"),
    ("write a day as 2025-02-08", "日期请写成 2025-02-08"),
    (
        "a rate is units of the currency for one dollar, above 0 and without signs or grouping, such as 7.295",
        "汇率是一美元可兑的该货币数额，须大于 0，不带正负号和千位分隔符，例如 7.295",
    ),
];
