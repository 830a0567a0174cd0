CREATE FUNCTION open_count() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM orders';
