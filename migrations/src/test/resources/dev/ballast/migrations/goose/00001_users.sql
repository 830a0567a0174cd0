-- +goose Up
create table users (id bigint);
create table more (id bigint);

-- +goose Down
drop table users;
