-- +migrate Up
SELECT 10;
