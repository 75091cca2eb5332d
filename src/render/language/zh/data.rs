//! Words of the data files: short names and explanations of metrics, definitions, remarks on guidance.
//!
//! What is not here is shown in the data's own words, so a new row of data needs no entry to be right.

use super::super::Entries;

pub(super) const WORDS: Entries = &[
    // Metrics: short names.
    ("purchases", "购置支出"),
    ("proceeds", "处置与补贴收入"),
    ("net purchases", "购置净额"),
    ("finance-lease principal", "融资租赁本金"),
    ("capex as stated", "公司公布的资本支出"),
    // Metrics: what they are.
    (
        "spending on property and equipment under the chosen basis; definitions.csv says what that is for each company and date",
        "按所选口径计算的物业及设备支出；各公司各时期的具体含义见 definitions.csv",
    ),
    (
        "revenue of the cloud series each company reports: AWS, Microsoft Cloud, Google Cloud",
        "各公司披露的云业务收入：AWS、Microsoft Cloud、Google Cloud",
    ),
    (
        "revenue of a Microsoft segment, narrower than Microsoft Cloud and recast several times",
        "微软一个业务分部的收入，范围小于 Microsoft Cloud，曾多次重新划分",
    ),
    ("total revenue as on the income statement", "利润表中的营收总额"),
    ("net cash provided by operating activities", "经营活动产生的现金流量净额"),
    ("net income as on the income statement", "利润表中的净利润"),
    (
        "operating income of the AWS and Google Cloud segments; Microsoft states none for Microsoft Cloud",
        "AWS 和 Google Cloud 分部的营业利润；微软未披露 Microsoft Cloud 的营业利润",
    ),
    (
        "growth of Azure and other cloud services revenue over the year before, as stated; a rate, never summed",
        "公司公布的 Azure 及其他云服务收入同比增速；系比率，不可加总",
    ),
    (
        "the same growth with exchange rates held at those of the year before, as stated",
        "公司公布的同一增速，汇率固定为上年水平",
    ),
    (
        "operating cash flow less purchases of property and equipment, as each company reports it; on a basis, operating cash flow less capital expenditures",
        "经营现金流减去购置物业及设备的支出，按各公司自身口径；选定口径时，为经营现金流减去该口径的资本支出",
    ),
    ("capital expenditures per dollar of revenue", "每一美元营收对应的资本支出"),
    (
        "share of operating cash flow spent on capital expenditures, on cash purchases unless another basis is chosen",
        "资本支出占经营现金流的比例；未选口径时按现金购置计",
    ),
    ("capital expenditures of the whole company per dollar of cloud revenue", "每一美元云收入对应的全公司资本支出"),
    (
        "cash paid for property and equipment, gross of proceeds and incentives",
        "购置物业及设备支付的现金，未扣除处置及补贴收入",
    ),
    ("cash received from sales of property and equipment and from incentives", "出售物业及设备以及获得补贴收到的现金"),
    (
        "cash paid for property and equipment less proceeds from sales and incentives",
        "购置物业及设备支付的现金，减去出售所得及补贴收入",
    ),
    (
        "cash repaid on finance leases, a financing outflow outside purchases of property and equipment",
        "偿付融资租赁本金的现金，属筹资活动流出，不在购置物业及设备之内",
    ),
    (
        "the figure a company states outside its cash-flow statement, on a call or in a release",
        "公司在现金流量表之外，于电话会议或新闻稿中公布的数字",
    ),
    // Definitions: free cash flow.
    ("operating cash flow less net purchases of property and equipment", "经营现金流减去购置物业及设备净额"),
    ("operating cash flow less additions to property and equipment", "经营现金流减去新增物业及设备"),
    ("operating cash flow less purchases of property and equipment", "经营现金流减去购置物业及设备"),
    (
        "operating cash flow less purchases of property and equipment as printed net of proceeds",
        "经营现金流减去购置物业及设备（财报所列为扣除处置收入后的净额）",
    ),
    (
        "operating cash flow less net purchases of property and equipment and principal payments on finance leases",
        "经营现金流减去购置物业及设备净额和融资租赁本金偿付",
    ),
    (
        "operating cash flow less purchases of property and equipment; where the data has only net purchases, they stand in",
        "经营现金流减去购置物业及设备；数据中只有购置净额时以净额替代",
    ),
    // Definitions: Amazon.
    (
        "net purchases of property and equipment plus equipment acquired under finance leases; printed for whole years from 2019, not for earlier years nor for quarters",
        "购置物业及设备净额，加上以融资租赁方式取得的设备；自 2019 年起按全年公布，更早年度及各季度均未公布",
    ),
    (
        "net purchases of property and equipment plus equipment acquired under finance leases, printed for the year; quarters were not stated and net purchases stand in, about 0.3 billion dollars a year short",
        "购置物业及设备净额，加上以融资租赁方式取得的设备，按全年公布；各季度未公布，以购置净额替代，每年约少计 3 亿美元",
    ),
    (
        "net purchases of property and equipment plus equipment acquired under finance leases, as spoken on its calls",
        "购置物业及设备净额，加上以融资租赁方式取得的设备，以其电话会议所述为准",
    ),
    (
        "purchases of property and equipment less proceeds from sales and incentives, which its calls name cash capital expenditures",
        "购置物业及设备减去出售所得及补贴收入，其电话会议称之为现金资本支出",
    ),
    (
        "purchases of property and equipment, gross of proceeds; the quarters of 2015 and 2016 were only ever printed net",
        "购置物业及设备，未扣除处置收入；2015 和 2016 年各季度只公布过净额",
    ),
    (
        "purchases of property and equipment less proceeds from sales and incentives",
        "购置物业及设备减去出售所得及补贴收入",
    ),
    (
        "net purchases plus principal payments on finance leases; not the value of leases begun, which its older headline counted",
        "购置净额加融资租赁本金偿付；不含新开始租赁的价值，后者曾计入其旧的公司口径",
    ),
    ("net sales of the AWS segment", "AWS 分部的净销售额"),
    // Definitions: Microsoft.
    (
        "capital expenditures including assets acquired under finance leases, counted in full when the lease begins, and goods received but not yet paid, as stated on its calls",
        "资本支出，包括以融资租赁取得的资产（租赁开始时全额计入）和已收货未付款的设备，以其电话会议所述为准",
    ),
    (
        "capital expenditures including assets acquired under finance leases, counted in full when the lease begins, and goods received but not yet paid, as stated on its calls; longer data-center lives turn finance leases into operating leases, which it leaves out",
        "资本支出，包括以融资租赁取得的资产（租赁开始时全额计入）和已收货未付款的设备，以其电话会议所述为准；数据中心使用年限延长，使融资租赁转为经营租赁，后者不计入",
    ),
    ("additions to property and equipment", "新增物业及设备"),
    (
        "additions to property and equipment; no proceeds are disclosed, so net equals cash",
        "新增物业及设备；未披露处置收入，故净额等于现金购置",
    ),
    (
        "additions to property and equipment plus principal payments on finance leases",
        "新增物业及设备加融资租赁本金偿付",
    ),
    (
        "commercial cloud: Office 365 commercial, Azure, Dynamics 365 and other cloud properties, without LinkedIn; rounded to 0.1 billion dollars",
        "商业云：Office 365 商业版、Azure、Dynamics 365 及其他云产品，不含 LinkedIn；取整至 1 亿美元",
    ),
    (
        "commercial cloud, widened by the commercial portion of LinkedIn; rounded to 0.1 billion dollars",
        "商业云，扩大至包含 LinkedIn 的商业部分；取整至 1 亿美元",
    ),
    (
        "Microsoft Cloud, the new name of commercial cloud; the year alone was recast later, from 91.2 to 91.4 billion dollars",
        "Microsoft Cloud，即商业云的新名称；其后仅全年数据重新列报，由 912 亿美元改为 914 亿美元",
    ),
    (
        "Microsoft Cloud, which spans segments and includes Office 365 and other subscriptions; rounded to 0.1 billion dollars",
        "Microsoft Cloud，横跨多个业务分部，包含 Office 365 等订阅业务；取整至 1 亿美元",
    ),
    (
        "Microsoft Cloud, which spans segments and includes Office 365 and other subscriptions; the year alone was recast later, from 137.4 to 137.7 billion dollars",
        "Microsoft Cloud，横跨多个业务分部，包含 Office 365 等订阅业务；其后仅全年数据重新列报，由 1,374 亿美元改为 1,377 亿美元",
    ),
    (
        "Microsoft Cloud, which spans segments and includes Office 365 and other subscriptions, after the changes of August 2024; rounded to 0.1 billion dollars",
        "Microsoft Cloud，横跨多个业务分部，包含 Office 365 等订阅业务，为 2024 年 8 月调整之后的范围；取整至 1 亿美元",
    ),
    (
        "growth of Azure and other cloud services over the year before; includes the per-user part of Enterprise Mobility + Security and of Power BI",
        "Azure 及其他云服务的同比增速；包含 Enterprise Mobility + Security 和 Power BI 中按用户计费的部分",
    ),
    (
        "growth of Azure and other cloud services over the year before; since August 2024 without per-user Enterprise Mobility + Security and Power BI, so not comparable with earlier rates",
        "Azure 及其他云服务的同比增速；自 2024 年 8 月起不含按用户计费的 Enterprise Mobility + Security 和 Power BI，故与更早的增速不可比",
    ),
    (
        "growth of Azure and other cloud services over the year before, in constant currency; includes the per-user part of Enterprise Mobility + Security and of Power BI",
        "Azure 及其他云服务的同比增速（固定汇率）；包含 Enterprise Mobility + Security 和 Power BI 中按用户计费的部分",
    ),
    (
        "growth of Azure and other cloud services over the year before, in constant currency; since August 2024 without per-user Enterprise Mobility + Security and Power BI, so not comparable with earlier rates",
        "Azure 及其他云服务的同比增速（固定汇率）；自 2024 年 8 月起不含按用户计费的 Enterprise Mobility + Security 和 Power BI，故与更早的增速不可比",
    ),
    // Definitions: Alphabet.
    ("purchases of property and equipment, gross", "购置物业及设备，未扣除处置收入"),
    (
        "purchases of property and equipment less proceeds from disposals, printed until the first quarter of 2019",
        "购置物业及设备减去处置收入，公布至 2019 年第一季度",
    ),
    (
        "purchases of property and equipment; proceeds are no longer disclosed, so net equals cash",
        "购置物业及设备；不再披露处置收入，故净额等于现金购置",
    ),
    ("net purchases plus principal payments on finance leases", "购置净额加融资租赁本金偿付"),
    (
        "purchases of property and equipment plus principal payments on finance leases",
        "购置物业及设备加融资租赁本金偿付",
    ),
    (
        "revenue of Google Cloud, first disclosed on 2020-02-03 back to 2017",
        "Google Cloud 的收入，2020-02-03 首次披露，追溯至 2017 年",
    ),
    // Definitions: Meta.
    (
        "purchases of property and equipment less proceeds, the only line it printed then",
        "购置物业及设备减去处置收入，当时仅公布这一项",
    ),
    (
        "net purchases of property and equipment plus principal payments on finance leases",
        "购置物业及设备净额加融资租赁本金偿付",
    ),
    (
        "purchases of property and equipment as printed, a line net of proceeds",
        "报表所列的购置物业及设备，该项为扣除处置收入后的净额",
    ),
    (
        "purchases of property and equipment, gross: proceeds stood on a line of their own",
        "购置物业及设备，未扣除处置收入：处置收入当时单独列示",
    ),
    (
        "purchases of property and equipment as printed, again a line net of proceeds",
        "报表所列的购置物业及设备，该项又改为扣除处置收入后的净额",
    ),
    ("purchases of property and equipment less proceeds", "购置物业及设备减去处置收入"),
    // Guidance: what a direction is against.
    ("previous year", "上一年"),
    ("previous quarter", "上一季度"),
    ("each previous quarter", "此前各季度"),
    ("first half", "上半年"),
    ("previous statement", "此前表述"),
    // Guidance: remarks.
    ("slightly above 50 billion", "略高于 500 亿美元"),
    (
        "four times the 26.3 billion of Q4 2024, which the company called representative of 2025; it spoke no annual number",
        "2024 年第四季度 263 亿美元的四倍，公司称该季度可代表 2025 年的水平；公司未给出全年数字",
    ),
    (
        "the press's reading, after an analyst's question; the company spoke no annual number",
        "媒体依据对分析师提问的答复所作的解读；公司未给出全年数字",
    ),
    (
        "twice the 31.4 billion of Q2 2025, which the company called representative of each remaining quarter; the press added up 118 billion for the year",
        "2025 年第二季度 314 亿美元的两倍，公司称该季度可代表其余各季度的水平；媒体据此推算全年为 1,180 亿美元",
    ),
    ("plan largely unchanged; no annual number spoken", "计划大体不变；未给出全年数字"),
    ("rising from quarter to quarter", "逐季上升"),
    ("significantly, without a number", "大幅，未给出数字"),
    (
        "said of AI data centers and never defined; the press took it for all capital expenditures",
        "所指为 AI 数据中心，从未明确定义；媒体视之为全部资本支出",
    ),
    (
        "second half of the year as planned in January: about twice 22.6 billion",
        "下半年与 1 月的计划一致：约为 226 亿美元的两倍",
    ),
    (
        "longer data-center lives turn finance leases into operating leases, which headline leaves out; the plan is otherwise unchanged",
        "数据中心使用年限延长，使融资租赁转为经营租赁，后者不计入公司口径；计划其余部分不变",
    ),
    ("each quarter at or above the first, which was 12 billion", "各季度不低于第一季度的 120 亿美元"),
    (
        "now with Intersect, a business it acquired: part of the rise is perimeter",
        "现包含收购的 Intersect 业务：部分上调来自合并范围变化",
    ),
    ("read in a later report", "据后来的报道"),
];
