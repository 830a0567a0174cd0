ALTER TABLE areas ALTER COLUMN area SET EXPRESSION AS (width * height * 2);
