create table users (id bigint primary key);
create index users_id on users (id);
