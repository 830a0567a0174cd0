select 'early';
-- migrate:up
select 5;
