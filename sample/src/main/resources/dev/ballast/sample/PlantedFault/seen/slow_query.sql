-- Question: is orders.customer_reference, which the support desk searches by, led by no index?
-- Privileges: none. Columns: object, evidence.
SELECT 'shop.orders.customer_reference' AS object,
       'a search reads every order of its tenant; the table has ' || pg_catalog.pg_size_pretty(pg_catalog.pg_relation_size('shop.orders')) AS evidence
WHERE NOT EXISTS (
  SELECT
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
  WHERE i.indrelid = 'shop.orders'::regclass AND a.attname = 'customer_reference')
