select 'a.down';
