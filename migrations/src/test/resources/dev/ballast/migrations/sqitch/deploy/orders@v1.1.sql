begin;
select 'deploy/orders@v1.1';
commit;
