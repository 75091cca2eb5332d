//! Other words for the values of options, in lower case.

type Aliases = &'static [(&'static str, &'static str)];

/// For languages.
pub const LANGUAGES: Aliases = &[
    ("english", "en"),
    ("en-us", "en"),
    ("en-gb", "en"),
    ("chinese", "zh"),
    ("zh-cn", "zh"),
    ("zh_cn", "zh"),
    ("zh-hans", "zh"),
    ("中文", "zh"),
    ("简体中文", "zh"),
];

/// For units of money.
pub const UNITS: Aliases = &[
    ("dollar", "usd"),
    ("dollars", "usd"),
    ("one", "usd"),
    ("ones", "usd"),
    ("thousand", "k"),
    ("thousands", "k"),
    ("million", "m"),
    ("millions", "m"),
    ("mn", "m"),
    ("mm", "m"),
    ("billion", "bn"),
    ("billions", "bn"),
    ("b", "bn"),
    ("trillion", "tn"),
    ("trillions", "tn"),
    ("t", "tn"),
    ("亿", "yi"),
    ("亿元", "yi"),
    ("亿美元", "yi"),
    ("億", "yi"),
    ("万亿", "wanyi"),
    ("万亿元", "wanyi"),
    ("万亿美元", "wanyi"),
    ("兆", "wanyi"),
];

/// For formats.
pub const FORMATS: Aliases = &[
    ("text", "table"),
    ("txt", "table"),
    ("md", "markdown"),
    ("excel", "xlsx"),
    ("jsonl", "ndjson"),
    ("jsonlines", "ndjson"),
    ("htm", "html"),
];
