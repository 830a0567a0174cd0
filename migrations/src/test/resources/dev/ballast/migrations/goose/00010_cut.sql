-- +goose Up
create function g() returns int language plpgsql as $$
begin
  return 1; -- here
end $$;
select 10
-- +goose Down
-- +goose StatementBegin
select -10;
