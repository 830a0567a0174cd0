CREATE OR REPLACE FUNCTION tax(amount numeric, rate numeric DEFAULT 0.25) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT amount * rate';
CREATE OR REPLACE PROCEDURE public.settle(day timestamptz) LANGUAGE plpgsql AS 'BEGIN END';
