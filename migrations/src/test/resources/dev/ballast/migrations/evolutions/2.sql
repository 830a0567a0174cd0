-- !Ups
ALTER TABLE users ADD COLUMN name text
-- !Downs
ALTER TABLE users DROP COLUMN name
