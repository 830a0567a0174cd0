-- No rows; few rows; rows of its own; a new source; a materialized view.
CREATE TABLE old_orders AS SELECT * FROM orders WITH NO DATA;
CREATE TABLE one_order AS SELECT * FROM orders WHERE id = 5;
CREATE TABLE numbers AS SELECT n FROM generate_series(1, 3) AS n;
CREATE TABLE more_numbers AS SELECT n FROM numbers;
CREATE MATERIALIZED VIEW order_notes AS SELECT id, note FROM orders;
