-- As pg_dump does it; set and taken back; a routine's own setting.
SELECT pg_catalog.set_config('search_path', '', false);
SET search_path = public;
RESET search_path;
CREATE FUNCTION one() RETURNS integer LANGUAGE sql SET search_path = '' AS 'SELECT 1';
