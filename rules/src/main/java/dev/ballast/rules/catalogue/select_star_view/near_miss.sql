CREATE VIEW order_count AS SELECT count(*) AS orders FROM orders;
ALTER TABLE settings RENAME TO options;
CREATE VIEW settings AS SELECT * FROM options;
