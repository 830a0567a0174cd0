-- No view reads these.
ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);
ALTER TABLE customers ALTER COLUMN name TYPE text;
