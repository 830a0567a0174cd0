SET statement_timeout = '5min';
UPDATE orders SET note = 'none';
