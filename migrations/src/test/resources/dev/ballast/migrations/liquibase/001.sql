--liquibase formatted sql

--changeset anna:1 labels:users context:"prod or test"
--comment: users and what they own
--preconditions onFail:HALT
--precondition-sql-check expectedResult:0 select count(*) from pg_class where relname = 'users'
create table users (id bigint primary key);
create table größen (id bigint);
--rollback drop table größen;
--rollback drop table
--rollback   users;

--changeset anna:"add index" runInTransaction:false
create index concurrently users_id on users (id);
/* liquibase rollback
drop index concurrently users_id;
select 2;
*/

--changeset ben:3 splitStatements:false runInTransaction:false runOnChange:true
create or replace function f() returns int language plpgsql as $$ begin return 1; end $$;
--rollback empty

--changeset ben:4 endDelimiter:GO
create function g() returns int language sql
begin atomic
  select 1;
end
GO
select 4
go
--rollback not required

--changeset ben:5 dbms:mysql,oracle
alter table users engine innodb;

--changeset ben:6 dbms:"!oracle, postgresql"
--ignoreLines:2
this is
no sql
select 6;
--ignoreLines:start
nor is this ';
--ignoreLines:end
select 66;

--changeset ben:7 ignore:true
select 7;

--changeset ben:6
select 'again';

--changeset nobody
select 8;

--changeset anna:9
-- nothing
