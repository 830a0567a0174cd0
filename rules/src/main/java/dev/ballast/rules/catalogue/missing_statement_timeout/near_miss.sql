-- No work that grows with the data.
ALTER TABLE orders ADD COLUMN gift boolean;
INSERT INTO settings (key, value) VALUES ('theme', 'dark');
