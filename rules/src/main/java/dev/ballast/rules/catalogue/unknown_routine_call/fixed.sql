CREATE OR REPLACE FUNCTION migrate_orders() RETURNS integer LANGUAGE sql AS 'SELECT 1';
SELECT migrate_orders();
