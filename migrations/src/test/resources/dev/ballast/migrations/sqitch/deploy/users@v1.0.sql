begin;
select 'deploy/users@v1.0';
commit;
