-- A new table; some rows; another table that says which; a body that only is stored.
CREATE TABLE parcels (id bigint PRIMARY KEY, depot text);
UPDATE parcels SET depot = 'north';
UPDATE settings SET value = 'dark' WHERE key = 'theme';
UPDATE orders SET note = c.name FROM customers AS c WHERE c.id = orders.customer_id AND orders.id = 5;
CREATE FUNCTION forget_notes() RETURNS void LANGUAGE sql AS 'UPDATE orders SET note = NULL';
