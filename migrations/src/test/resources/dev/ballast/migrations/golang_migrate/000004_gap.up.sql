select '000004_gap.up';
select 2;
