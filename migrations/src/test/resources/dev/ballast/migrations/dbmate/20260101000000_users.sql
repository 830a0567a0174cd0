-- the users
-- migrate:up
create table users (id bigint);
create table more (id bigint);
-- migrate:down
drop table users;
