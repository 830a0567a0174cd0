select 'c.undo';
