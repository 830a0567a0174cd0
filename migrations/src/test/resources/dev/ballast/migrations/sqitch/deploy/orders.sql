begin;
select 'deploy/orders';
commit;
