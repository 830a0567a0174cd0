-- a header
DROP TABLE lost;
---- up   migration
SELECT 1;
