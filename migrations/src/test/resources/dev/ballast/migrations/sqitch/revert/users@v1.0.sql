begin;
select 'revert/users@v1.0';
commit;
