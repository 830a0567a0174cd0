CREATE TABLE notes (id bigint, "Text" text, number int);
ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;
