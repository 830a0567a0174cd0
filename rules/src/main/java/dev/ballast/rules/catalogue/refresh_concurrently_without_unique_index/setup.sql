CREATE MATERIALIZED VIEW customer_names AS SELECT id, name FROM customers;
CREATE UNIQUE INDEX customer_names_key ON customer_names (id) WHERE name IS NOT NULL;
CREATE UNIQUE INDEX customer_names_lower_key ON customer_names (lower(name), id);
