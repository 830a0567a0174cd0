-- No statement says an index by its name.
ALTER INDEX orders_status_idx RENAME TO orders_by_status;
CREATE VIEW cheap_items AS SELECT id FROM items WHERE price < 5;
ALTER VIEW cheap_items RENAME TO bargains;
CREATE TYPE size AS ENUM ('s');
ALTER TYPE size RENAME TO sizes;
ALTER TRIGGER settings_touch ON settings RENAME TO touch_settings;
