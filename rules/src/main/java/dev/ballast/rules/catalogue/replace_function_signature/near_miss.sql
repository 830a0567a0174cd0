CREATE OR REPLACE FUNCTION fee(amount numeric) RETURNS numeric LANGUAGE sql AS 'SELECT amount';
CREATE OR REPLACE FUNCTION fee(amount numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT amount';
