CREATE FUNCTION total_of(customer bigint) RETURNS numeric LANGUAGE sql AS
  'SELECT sum(total) FROM orders WHERE customer_id = customer';
CREATE FUNCTION "Tidy"() RETURNS void LANGUAGE sql AS 'SELECT';
CREATE PROCEDURE settle() LANGUAGE sql AS 'SELECT';
