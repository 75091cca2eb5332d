-- The same as cash-purchases-2025.duckdb.sql, for Spark SQL:
--
--     capex export datapackage -o package
--     spark-sql -f cash-purchases-2025.spark.sql

create or replace temporary view facts
using csv options (path 'package/facts.csv', header 'true', inferSchema 'true', multiLine 'true', escape '"');

with latest as (
    select company, metric, start, `end`, max_by(value, published) as value
    from facts
    where metric in ('ppe_purchases', 'ppe_purchases_net')
    group by company, metric, start, `end`
),
cash as (
    select company, start, `end`,
        coalesce(max(case when metric = 'ppe_purchases' then value end), max(value)) as value
    from latest
    group by company, start, `end`
),
whole as (
    select company, value from cash where start = date '2025-01-01' and `end` = date '2025-12-31'
),
split as (
    select year.company, year.value - before.value + after.value as value
    from cash as year
    join cash as before
        on before.company = year.company and before.start = year.start and before.`end` = date '2024-12-31'
    join cash as after
        on after.company = year.company and after.start = date_add(year.`end`, 1) and after.`end` = date '2025-12-31'
    where year.`end` between date '2025-01-01' and date '2025-12-30' and datediff(year.`end`, year.start) > 360
),
companies as (
    select * from whole
    union all
    select * from split where company not in (select company from whole)
)
select coalesce(company, 'TOTAL') as company, cast(sum(value) as bigint) as cash_purchases
from companies
where company in ('AMZN', 'MSFT', 'GOOGL', 'META')
group by rollup (company)
order by grouping(company), company;
