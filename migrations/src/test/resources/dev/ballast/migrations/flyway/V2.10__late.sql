select 210;
