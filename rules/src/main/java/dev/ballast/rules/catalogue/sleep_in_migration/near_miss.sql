-- A column of that name; a body that is only stored.
CREATE TABLE naps (pg_sleep integer);
INSERT INTO naps (pg_sleep) VALUES (3);
CREATE FUNCTION nap() RETURNS void LANGUAGE sql AS 'SELECT pg_sleep(1)';
