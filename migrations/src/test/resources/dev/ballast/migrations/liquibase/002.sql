-- a header first
select 1;
