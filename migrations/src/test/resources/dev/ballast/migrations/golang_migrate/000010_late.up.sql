select '000010_late.up';
select 2;
