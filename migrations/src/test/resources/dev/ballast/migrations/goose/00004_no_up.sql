-- +goose Down
select 4;
