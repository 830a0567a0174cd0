select 'b.up';
