-- A key; a list; a batch by LIMIT; rows that the statement brings itself; a new table.
UPDATE orders SET note = 'none' WHERE id = 5;
UPDATE orders SET note = 'none' WHERE status IN ('old', 'older');
UPDATE orders SET note = 'none' WHERE id IN (SELECT id FROM orders WHERE note IS NULL LIMIT 1000);
DELETE FROM settings WHERE key = ANY (ARRAY['theme', 'font']);
INSERT INTO settings (key, value) SELECT 'k' || n, 'v' FROM generate_series(1, 3) AS n;
CREATE TABLE parcels (id bigint PRIMARY KEY, depot text);
UPDATE parcels SET depot = 'north' WHERE depot IS NULL;
CREATE FUNCTION expire() RETURNS void LANGUAGE sql AS 'DELETE FROM orders WHERE placed_at < now()';
MERGE INTO settings USING (VALUES ('theme', 'dark')) AS v (key, value) ON settings.key = v.key WHEN MATCHED THEN UPDATE SET value = v.value;
MERGE INTO settings USING (SELECT * FROM customers WHERE id = 5) AS c ON settings.key = c.email WHEN MATCHED THEN DELETE;
