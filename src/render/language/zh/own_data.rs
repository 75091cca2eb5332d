//! Words of a user's own data.

use super::super::Entries;

pub(super) const WORDS: Entries = &[
    ("{title}, with your data", "{title}（含自有数据）"),
    ("Nothing here rests on your data: {files}.", "此处没有依据自有数据的内容：{files}。"),
    ("† One row rests on your data: {files}.", "† 一行来自自有数据：{files}。"),
    ("† {rows} rows rest on your data: {files}.", "† {rows} 行来自自有数据：{files}。"),
    ("† One figure rests on your data: {files}.", "† 一项数据依据自有数据：{files}。"),
    ("† {figures} figures rest on your data: {files}.", "† {figures} 项数据依据自有数据：{files}。"),
    ("{companies} and {count} more", "{companies}等（另有 {count} 家）"),
    ("metrics are the same for all companies; leave the company out", "指标对所有公司都相同；请去掉公司"),
    (
        "the figure the company itself states for its capital expenditures; where the data has none, purchases of property and equipment stand in",
        "公司自己公布的资本支出；数据中没有时，以购置物业及设备代替",
    ),
    (
        "purchases of property and equipment less proceeds; where the data has no proceeds, purchases stand in",
        "购置物业及设备减去处置收入；数据中没有处置收入时，以购置额代替",
    ),
    (
        "net purchases plus principal payments on finance leases; where the data has no proceeds, gross purchases plus that principal stand in",
        "购置净额加融资租赁本金偿付；数据中没有处置收入时，以购置总额加该本金代替",
    ),
];
