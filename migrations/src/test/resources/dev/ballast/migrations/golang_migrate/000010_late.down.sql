select '000010_late.down';
select 2;
