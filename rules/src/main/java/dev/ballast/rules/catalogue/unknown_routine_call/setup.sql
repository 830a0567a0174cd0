-- The texts are the results of queries, so that no reader knows the routines.
DO $$
BEGIN
  EXECUTE (SELECT 'CREATE FUNCTION migrate_orders() RETURNS integer LANGUAGE sql AS ''SELECT 1''');
  EXECUTE (SELECT 'CREATE PROCEDURE settle(n integer) LANGUAGE sql AS ''SELECT 1''');
END
$$;
