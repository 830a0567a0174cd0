-- The subscribers have the column since the migration before; here it comes to a table that is not published yet.
ALTER PUBLICATION shop DROP TABLE orders;
ALTER TABLE orders ADD COLUMN weight integer;
