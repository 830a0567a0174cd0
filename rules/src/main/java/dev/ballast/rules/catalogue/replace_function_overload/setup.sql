CREATE FUNCTION tax(amount numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT amount * 0.25';
CREATE PROCEDURE settle(day date) LANGUAGE plpgsql AS 'BEGIN END';
