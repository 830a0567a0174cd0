-- LIQUIBASE Formatted SQL
select 'too early';
-- CHANGESET carl:1
select 31;
--rollback changesetId:1 changesetAuthor:anna
