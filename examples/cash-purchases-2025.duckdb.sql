-- Cash purchases of property and equipment in calendar 2025, of each company and of all, from the facts alone:
--
--     capex export datapackage -o package
--     duckdb < cash-purchases-2025.duckdb.sql

with latest as (
    -- What was printed last of each span.
    select company, metric, start, "end", arg_max(value, published) as value
    from read_csv('package/facts.csv')
    where metric in ('ppe_purchases', 'ppe_purchases_net')
    group by all
),
cash as (
    -- Gross where a company shows it; Meta's line has been net of proceeds since 2024.
    select company, start, "end",
        coalesce(max(value) filter (metric = 'ppe_purchases'), max(value)) as value
    from latest
    group by all
),
whole as (
    select company, value from cash where start = '2025-01-01' and "end" = '2025-12-31'
),
split as (
    -- A fiscal year that ends within 2025, less its part before, and what follows it.
    select year.company, year.value - before.value + after.value as value
    from cash as year
    join cash as before
        on before.company = year.company and before.start = year.start and before."end" = '2024-12-31'
    join cash as after
        on after.company = year.company and after.start = year."end" + 1 and after."end" = '2025-12-31'
    where year."end" between '2025-01-01' and '2025-12-30' and year."end" - year.start > 360
),
companies as (
    select * from whole
    union all
    select * from split where company not in (select company from whole)
)
select coalesce(company, 'TOTAL') as company, sum(value)::bigint as cash_purchases
from companies
where company in ('AMZN', 'MSFT', 'GOOGL', 'META')
group by rollup (company)
order by grouping(company), company;
