-- +goose NO TRANSACTION
-- +goose Up
create index concurrently i on users (id);
-- +goose Down
drop index concurrently i;
