//! What an update brought, and why it brought nothing.

use super::super::Entries;

pub(super) const WORDS: Entries = &[
    // Headings and notes of every report.
    ("{title}, with updates", "{title}（含更新数据）"),
    ("{title}, with updates and your data", "{title}（含更新数据与自有数据）"),
    (
        "† Rows that rest on updates: {rows} (`{folder}`; --no-update-data leaves them aside).",
        "† 来自更新数据的行：{rows}（`{folder}`；--no-update-data 不使用它们）。",
    ),
    (
        "† Figures that rest on updates: {figures} (`{folder}`; --no-update-data leaves them aside).",
        "† 依据更新数据的数字：{figures} 项（`{folder}`；--no-update-data 不使用它们）。",
    ),
    // The page.
    ("Your data, updated", "数据更新"),
    ("What an update of your data would change", "更新将带来的变化"),
    ("In all", "合计"),
    ("new figures", "有新数字"),
    ("new days", "有新日期"),
    ("nothing new", "无新内容"),
    ("unchanged", "未变"),
    ("failed", "失败"),
    ("{filed}, is new.", "{filed}，为新增。"),
    ("Further new figures: {more}; -f csv lists every one.", "另有 {more} 个新数字；-f csv 逐一列出。"),
    ("{what} could not be updated: {reason}", "{what}未能更新：{reason}"),
    ("nothing could be updated: {reason}", "无法更新：{reason}"),
    ("exchange rates", "汇率"),
    ("{failure}.", "{failure}。"),
    ("Nothing was written: --dry-run.", "未写入任何文件：--dry-run。"),
    ("Nothing new: `{folder}` is up to date.", "没有新内容：`{folder}` 已是最新。"),
    ("Nothing new was written to `{folder}`.", "没有新内容写入 `{folder}`。"),
    (
        "Written to `{folder}`, which every command reads; --no-update-data leaves it aside.",
        "已写入 `{folder}`，所有命令都会读取；--no-update-data 不使用它。",
    ),
    (
        "`{file}` cannot be read ({reason}); it is set aside as `{aside}` and fetched again.",
        "`{file}` 无法读取（{reason}）；已另存为 `{aside}` 并重新获取。",
    ),
    (
        "`{file}` is of no company that is listed; it is set aside as `{aside}`. To fetch it again: {command}.",
        "`{file}` 不属于列表中的任何公司；已另存为 `{aside}`。重新获取：{command}。",
    ),
    (
        "The rates that `capex update` fetched cannot be read ({reason}); the bundled ones are used. To mend them: {command}.",
        "`capex update` 获取的汇率无法读取（{reason}）；改用内置汇率。修复方法：{command}。",
    ),
    (
        "The fixing of {currency} on {day} is {rate}, and {bundled} in the bundled data, which stands.",
        "{currency} 在 {day} 的汇率为 {rate}，内置数据为 {bundled}；以内置数据为准。",
    ),
    (
        "The fixings of {day} are left out: the bank publishes none on weekends.",
        "{day} 的汇率未采用：央行周末不公布汇率。",
    ),
    ("The fixings of {day} are left out: the day is still to come.", "{day} 的汇率未采用：该日尚未到来。"),
    (
        "The fixing of {currency} moved by {change} to {day}; it is kept.",
        "{currency} 的汇率至 {day} 变动 {change}；予以保留。",
    ),
    ("Further fixings of that kind: {more}; -f csv lists every one.", "另有 {more} 项同类汇率；-f csv 逐一列出。"),
    // What was typed.
    (
        "the SEC refuses programs that do not say who runs them: give your e-mail address with --contact, in `CAPEX_CONTACT` or in your settings; it is sent with each request and kept nowhere",
        "SEC 拒绝不说明使用者的程序：请用 --contact、`CAPEX_CONTACT` 或设置文件给出电子邮件地址；它只随每次请求发送，不会保存",
    ),
    (
        "`{typed}` cannot be sent as a contact; write an e-mail address in plain letters, such as `jane@example.com`",
        "`{typed}` 不能作为联系方式发送；请写普通字母的电子邮件地址，如 `jane@example.com`",
    ),
    (
        "`{typed}` is no e-mail address; the SEC wants one it can reach, such as `jane@example.com`",
        "`{typed}` 不是电子邮件地址；SEC 需要可联系到的地址，如 `jane@example.com`",
    ),
    (
        "`{typed}` is no address to fetch from; write one such as `https://data.sec.gov`",
        "`{typed}` 不是可下载的地址；请写成 `https://data.sec.gov` 的形式",
    ),
    (
        "`{typed}` is plain HTTP, which is for this machine only (`127.0.0.1`, `localhost`); use `https`",
        "`{typed}` 是明文 HTTP，只可用于本机（`127.0.0.1`、`localhost`）；请用 `https`",
    ),
    (
        "`update` takes what is published by now; --as-of belongs to the commands that read it",
        "`update` 获取目前已公布的全部内容；--as-of 用于读取数据的命令",
    ),
    ("there is no folder for your data; name one in `CAPEX_HOME`", "没有存放数据的文件夹；请在 `CAPEX_HOME` 中指明"),
    (
        "this capex was built without update; build it in with cargo install --path . --features update, or fetch the files yourself and read them with capex import",
        "此 capex 编译时未包含 update；请用 cargo install --path . --features update 编译，或自行下载文件后用 capex import 读取",
    ),
    ("`{word}`: CIK {cik} is already called `{ticker}`", "`{word}`：CIK {cik} 已称为 `{ticker}`"),
    (
        "`{word}` begins the names of several companies; give the ticker of one: {names}",
        "有多家公司的名称以 `{word}` 开头；请给出其中一家的股票代码：{names}",
    ),
    (
        "`{word}` is no company of the SEC's list of tickers; give its CIK (https://www.sec.gov/search-filings)",
        "SEC 的股票代码表中没有 `{word}`；请给出 CIK（https://www.sec.gov/search-filings）",
    ),
    ("`{ticker}` ({name})", "`{ticker}`（{name}）"),
    ("no list of companies: {reason}", "没有公司列表：{reason}"),
    // What servers answer.
    ("the SEC has no XBRL figures of CIK {cik} (404)", "SEC 没有 CIK {cik} 的 XBRL 数字（404）"),
    ("{address} is of CIK {found}, not {wanted}", "{address} 属于 CIK {found}，不是 {wanted}"),
    ("{address}: {reason}", "{address}：{reason}"),
    ("{address} ends before the rates that the folder has", "{address} 的汇率早于文件夹中已有的汇率"),
    (
        "{server} refuses (403); the SEC wants an address it can reach (--contact) and bars those who ask too often, so wait ten minutes",
        "{server} 拒绝了请求（403）；SEC 要求可联系到的地址（--contact），并会暂停过于频繁的访问，请等十分钟",
    ),
    ("{server} has no such file (404)", "{server} 没有此文件（404）"),
    (
        "{server} is busy (status {status}) after {tries} tries; try again later",
        "{server} 忙（状态 {status}），已尝试 {tries} 次；请稍后再试",
    ),
    (
        "{server} is busy (status {status}) and asks to come back in {seconds} seconds",
        "{server} 忙（状态 {status}），要求 {seconds} 秒后再来",
    ),
    ("{server} answers with status {status}", "{server} 回应状态 {status}"),
    ("{server} points to `{to}`, and capex follows no redirects", "{server} 指向 `{to}`，而 capex 不跟随重定向"),
    ("{server} answers with a web page, not with data", "{server} 回应的是网页，不是数据"),
    ("{server} answers in the encoding `{name}`, which was not asked for", "{server} 使用了未请求的编码 `{name}`"),
    (
        "the answer of {server} is larger than {megabytes} megabytes, the most that is read of such a file",
        "{server} 的回应超过 {megabytes} MB，即此类文件的读取上限",
    ),
    ("the answer of {server} unpacks without end: a zip bomb?", "{server} 的回应解压后没有尽头：压缩炸弹？"),
    ("the answer of {server} cannot be unpacked", "{server} 的回应无法解压"),
    ("the answer of {server} breaks off; try again", "{server} 的回应中断；请再试"),
    (
        "{server} does not answer in time; try again, or a longer --timeout",
        "{server} 未及时回应；请再试，或加长 --timeout",
    ),
    ("no connection to {server}: {what}; is there a network?", "无法连接 {server}：{what}；网络是否连通？"),
    (
        "no connection through the proxy `{proxy}`: {what}; see `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`",
        "无法通过代理 `{proxy}` 连接：{what}；请检查 `HTTPS_PROXY`、`ALL_PROXY` 和 `NO_PROXY`",
    ),
    (
        "`{variable}` is `{typed}`, which is not the address of an HTTP proxy; write one such as `http://proxy.example.com:8080`, or unset it",
        "`{variable}` 的值 `{typed}` 不是 HTTP 代理的地址；请写成 `http://proxy.example.com:8080` 的形式，或取消该变量",
    ),
    ("the connection to {server} is not secure: {what}", "与 {server} 的连接不安全：{what}"),
    ("the connection to {server} failed: {what}", "与 {server} 的连接失败：{what}"),
];
