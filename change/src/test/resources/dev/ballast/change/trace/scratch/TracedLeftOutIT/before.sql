CREATE SCHEMA "Odd one";
CREATE TYPE "Odd one".mood AS ENUM ('calm', 'cross');
CREATE FUNCTION "Odd one".twice(n int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT n * 2';
CREATE FUNCTION "Odd one".touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
