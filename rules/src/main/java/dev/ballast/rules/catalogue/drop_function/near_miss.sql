-- It comes back under the same name; it is of this migration; CASCADE has a rule of its own.
DROP FUNCTION total_of(bigint);
CREATE FUNCTION total_of(customer bigint, since date) RETURNS numeric LANGUAGE sql AS
  'SELECT sum(total) FROM orders WHERE customer_id = customer AND placed_at >= since';
CREATE FUNCTION once() RETURNS void LANGUAGE sql AS 'SELECT';
DROP FUNCTION once();
DROP PROCEDURE settle() CASCADE;
