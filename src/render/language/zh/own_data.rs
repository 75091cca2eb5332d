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
];
