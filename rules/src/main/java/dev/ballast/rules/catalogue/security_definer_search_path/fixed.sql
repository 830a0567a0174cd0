CREATE FUNCTION order_note(id bigint) RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS 'SELECT note FROM orders o WHERE o.id = $1';
REVOKE EXECUTE ON FUNCTION order_note(bigint) FROM PUBLIC;
