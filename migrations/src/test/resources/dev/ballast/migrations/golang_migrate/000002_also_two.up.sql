select '000002_also_two.up';
select 2;
