CREATE OR REPLACE FUNCTION tax(amount numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT amount * 0.26';
CREATE OR REPLACE FUNCTION duty(amount numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT amount * 0.1';
CREATE FUNCTION settle(days integer) RETURNS void LANGUAGE plpgsql AS 'BEGIN END';
