-- Down migration: drop the column by hand
-- !Ups are elsewhere
SELECT 3;
