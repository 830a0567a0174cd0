-- +goose Up
select 22;
