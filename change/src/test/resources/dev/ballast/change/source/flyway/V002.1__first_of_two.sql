select 21;
