select 'a.up';
