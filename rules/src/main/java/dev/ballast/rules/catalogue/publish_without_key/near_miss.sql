-- Every table has a key or an identity; only new rows are published.
CREATE PUBLICATION keyed FOR TABLE items, stamps;
CREATE PUBLICATION appended FOR TABLE visits WITH (publish = 'insert');
ALTER PUBLICATION shop ADD TABLE customers;
