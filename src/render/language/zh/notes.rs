//! What is said under a table.

use super::super::Entries;

pub(super) const WORDS: Entries = &[
    ("first nine months of {year}", "{year} 年前三季度"),
    // Totals.
    (
        "{period} is partial, and growth compares the same quarters of {before}.",
        "{period} 尚不完整，增速与 {before} 的相同季度比较。",
    ),
    ("The total of {period} is without {companies}.", "{period} 的合计不含{companies}。"),
    ("The companies do not cover the same quarters, so there are no shares.", "各公司涵盖的季度不同，故不计占比。"),
    ("* {words}", "* {words}"),
    ("{period} {total}", "{period} 为 {total}"),
    (" (with {companies})", "（含{companies}）"),
    (" (without {companies})", "（不含{companies}）"),
    (
        "{count} definitions are added here (capex list definitions). On one, cash purchases: {totals}.",
        "此处合计混用{count}种口径（capex list definitions）。统一按现金购置口径：{totals}。",
    ),
    ("No", "零"),
    ("One", "一"),
    ("Two", "两"),
    ("Three", "三"),
    ("Four", "四"),
    ("Five", "五"),
    ("Six", "六"),
    ("As each company reports them (headline): {totals}.", "按各公司自身口径（headline）：{totals}。"),
    ("As each company reports it: {totals}.", "按各公司自身口径：{totals}。"),
    (
        "Capital expenditures as each company reports them can include finance leases, for which no cash was paid; without --basis, {metric} leaves those out.",
        "各公司自身口径的资本支出可能包含未支付现金的融资租赁；不加 --basis 时，{metric}不计入这部分。",
    ),
    (
        "{company}'s definition changed: {before} is {old}; {period} is {new}.",
        "{company}的口径有变：{before} 为{old}；{period} 为{new}。",
    ),
    (
        "On the new one {before} was {amount} and growth is {growth}.",
        "按新口径，{before} 为 {amount}，增速为 {growth}。",
    ),
    // Figures.
    ("{company} reports no {metric}.", "{company}未披露{metric}。"),
    ("{companies} report no {metric}.", "{companies}未披露{metric}。"),
    ("Your data has no {metric} of {companies}.", "自有数据中没有{companies}的{metric}。"),
    ("Not reported yet, and left out: {periods}.", "尚未公布，未列入：{periods}。"),
    ("{sign} {company}, {periods}: {reason}.", "{sign} {company}，{periods}：{reason}。"),
    ("quarters are missing, {reason}", "缺少部分季度，{reason}"),
    (
        "adds restated figures to those of the year before, which had not been restated",
        "重述后的数据与上一年未经重述的数据相加",
    ),
    ("{company}: {words}.", "{company}：{words}。"),
    ("Figures to {day}.", "数据截至{day}。"),
    ("Arithmetic and documents: {command}", "算式与文件：{command}"),
    (
        "Arithmetic and documents of a figure: capex explain COMPANY PERIOD",
        "单个数字的算式与文件：capex explain COMPANY PERIOD",
    ),
    (
        "Each company's own definition; for one common definition: --basis cash (capex list definitions).",
        "各公司自身口径；统一口径请用 --basis cash（capex list definitions）。",
    ),
    // Growth.
    (
        "Each company's own definition at the time; where one changed, growth crosses the change (capex list definitions, or --basis cash).",
        "各公司当时的自身口径；口径变动之处，增速跨越新旧口径（见 capex list definitions，或用 --basis cash）。",
    ),
    ("* Partial: growth compares the same quarters a year before.", "* 数据不完整：增速与上年相同季度比较。"),
    // Cloud.
    ("The series differ in scope and are not added.", "各家云业务范围不同，不作加总。"),
    ("Capex is the whole company's.", "资本支出为全公司数据。"),
    ("{company}, {quarter}: {metric} {growth}, as stated.", "{company}，{quarter}：公司公布的{metric}为 {growth}。"),
    // The summary.
    (
        "Each company's own definition, on which it guides (capex guidance).",
        "各公司自身口径，其指引亦按此口径（capex guidance）。",
    ),
    (
        "Companies guide on their own definition, so no guidance stands beside this one (capex guidance).",
        "各公司按自身口径给出指引，故此口径旁不列指引（capex guidance）。",
    ),
    (
        "TTM: trailing twelve months. Annualised: the latest quarter times four, no forecast.",
        "TTM：过去十二个月。年化：最新季度乘以四，并非预测。",
    ),
    (
        "Next: capex totals -y 2025, capex show -Q, capex cloud, capex --help.",
        "更多：capex totals -y 2025、capex show -Q、capex cloud、capex --help。",
    ),
    // Guidance.
    ("{which}: {remark}.", "{which}：{remark}。"),
    (
        "{which}: compares only in part with the statement before: {remark}.",
        "{which}：与此前表述仅部分可比：{remark}。",
    ),
    ("{which}: does not compare with the statement before: {remark}.", "{which}：与此前表述不可比：{remark}。"),
    (
        "{which}: does not compare with the statement before ({before}, {day}): {remark}.",
        "{which}：与此前表述（{before}，{day}）不可比：{remark}。",
    ),
    (
        "{company} spoke of its own {own} ({quarters}), not of calendar {asked}.",
        "{company}所述为其自身的 {own}（{quarters}），并非 {asked} 自然年。",
    ),
    ("{companies} gave no guidance for {period}.", "{companies}未给出 {period} 的指引。"),
    (
        "Every statement: capex guidance --history. Against actuals: --progress. Summed: --total.",
        "历次表述：capex guidance --history。与实际对照：--progress。合计：--total。",
    ),
    (
        "Actuals are on the basis of the statement; the rest of the year is set against the same quarters a year before.",
        "实际数据采用指引的口径；全年剩余部分与上年相同季度比较。",
    ),
    (
        "{company}'s definition changes within {period}, on {day}: from then on, {new}.",
        "{company}的口径在 {period} 内有变，自 {day} 起为{new}。",
    ),
    ("Days are counted to {day}, the day of the newest statement.", "天数计至{day}，即最新一次表述之日。"),
    ("Not added: {company}, {amount}, {day}: {remark}.", "未计入合计：{company}，{amount}，{day}：{remark}。"),
    ("{period} was over on {day}", "{period} 已于{day}结束"),
    ("The total is of {companies}.", "合计为{companies}之和。"),
    ("at least {growth}", "至少 {growth}"),
    (
        "Over those companies' own years before, {prior}, that is {growth}.",
        "与这些公司各自上一年的 {prior} 相比，增速为 {growth}。",
    ),
    // One figure.
    ("{name}: {words}.", "{name}：{words}。"),
    ("≈ {name}: {reason}.", "≈ {name}：{reason}。"),
    ("– {name}, {quarter}: {reason}.", "– {name}，{quarter}：{reason}。"),
    ("a declared stand-in, see its definition", "按定义中列明的替代数据计算"),
    ("What capex means on each basis: {command}", "资本支出在各口径下的含义：{command}"),
    (
        "Calendar {year} is {calendar}; FY{year} is {own}. The two share {shared}.",
        "{year} 自然年为 {calendar}；FY{year} 为 {own}。两者{shared}。",
    ),
    ("no quarter", "没有重合的季度"),
    ("only one quarter", "仅有一个季度重合"),
    ("only two quarters", "仅有两个季度重合"),
    ("three quarters", "有三个季度重合"),
    ("all quarters", "全部季度重合"),
    // Conversion.
    ("– {periods} could not be converted into {currency}: {reason}.", "– {periods} 无法折算为 {currency}：{reason}。"),
    (
        "The stated rate looks inverted: {rate} {currency} were paid for 1 USD; --fx-rate is units of {currency} for 1 USD.",
        "所给汇率似乎颠倒：市场汇率为 1 USD 兑 {rate} {currency}；--fx-rate 应为 1 USD 可兑的 {currency} 数额。",
    ),
    (
        "Converted at one rate, {rate} {currency} for 1 USD, {source} of {day}, the last before {asked}; growth is therefore the same as in dollars.",
        "按单一汇率折算：1 USD 兑 {rate} {currency}，{source}，{day}（{asked} 之前最近一次）；因此增速与美元计相同。",
    ),
    (
        "Converted at one rate, {rate} {currency} for 1 USD, {source} of {day}; growth is therefore the same as in dollars.",
        "按单一汇率折算：1 USD 兑 {rate} {currency}，{source}，{day}；因此增速与美元计相同。",
    ),
    (
        "Converted at one rate, {rate} {currency} for 1 USD, as stated; growth is therefore the same as in dollars.",
        "按给定的单一汇率折算：1 USD 兑 {rate} {currency}；因此增速与美元计相同。",
    ),
    (
        "Converted at the rate of the last day of each period, {source}, {days}.",
        "按各期间最后一日的汇率折算：{source}，{days}。",
    ),
    (
        "Converted at the average of the daily rates of each quarter, {source}, {days}.",
        "按各季度每日汇率的平均值折算：{source}，{days}。",
    ),
    ("{rate} in {period}", "{period} 为 {rate}"),
    ("{currency} for 1 USD, all in all: {rates}.", "综合汇率（1 USD 兑 {currency}）：{rates}。"),
    (
        "Where a year's quarters are not known, the year converts at its own average.",
        "某年的季度数据未知时，按全年平均汇率折算。",
    ),
    (
        "Growth is in dollars unless it says {currency}. Rates: capex rates {currency}",
        "除注明 {currency} 者外，增速均以美元计。汇率：capex rates {currency}",
    ),
    ("{rate} on {day}", "{day} 为 {rate}"),
    (
        "Statements at the rate of their own day, {currency} for 1 USD: {rates}.",
        "指引按各自发布日的汇率折算（1 USD 兑 {currency}）：{rates}。",
    ),
    (
        "Figures of the past at the average of each quarter; {source}. Growth is in dollars.",
        "历史数据按各季度平均汇率折算；{source}。增速以美元计。",
    ),
    (
        "Figures of the past at the rate of the last day of their period; {source}. Growth is in dollars.",
        "历史数据按各期间最后一日的汇率折算；{source}。增速以美元计。",
    ),
    (
        "– What was said on {days} could not be converted into {currency}: {reason}.",
        "– {days} 发布的指引无法折算为 {currency}：{reason}。",
    ),
    ("euro reference rates of the European Central Bank", "欧洲央行欧元参考汇率"),
    ("rates of `{file}`", "`{file}` 中的汇率"),
    // Rates.
    ("– {periods}: {reason}.", "– {periods}：{reason}。"),
    ("European Central Bank, euro reference rates to {day}.", "欧洲央行欧元参考汇率，截至{day}。"),
    ("Rates of `{file}` to {day}.", "`{file}` 中的汇率，截至{day}。"),
    (
        "Rates between other currencies, averages and ranges are own calculation: divided day by day, then averaged over the days with a fixing.",
        "其他货币间的汇率、平均值和区间由本程序计算：先逐日相除，再对有汇率公布的日期取平均。",
    ),
];
