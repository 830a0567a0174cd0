CREATE TABLE visits (page text, seen_at timestamptz);
CREATE TABLE clicks (page text, seen_at timestamptz);
CREATE TABLE stamps (number integer NOT NULL);
CREATE UNIQUE INDEX stamps_number_key ON stamps (number);
ALTER TABLE stamps REPLICA IDENTITY USING INDEX stamps_number_key;
CREATE PUBLICATION shop FOR TABLE orders;
