select '000003_gone.down';
select 2;
