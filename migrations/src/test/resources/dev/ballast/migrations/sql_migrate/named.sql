-- +migrate Up
SELECT 6;
-- +migrate down
