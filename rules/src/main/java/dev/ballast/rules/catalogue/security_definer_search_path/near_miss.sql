CREATE FUNCTION total_of(id bigint) RETURNS numeric LANGUAGE sql AS 'SELECT total FROM orders o WHERE o.id = $1';
ALTER FUNCTION open_count() SECURITY INVOKER;
CREATE FUNCTION code_of(id bigint) RETURNS text LANGUAGE sql SECURITY DEFINER BEGIN ATOMIC SELECT code FROM orders o WHERE o.id = $1; END;
