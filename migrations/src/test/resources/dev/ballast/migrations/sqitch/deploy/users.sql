begin;
select 'deploy/users';
commit;
