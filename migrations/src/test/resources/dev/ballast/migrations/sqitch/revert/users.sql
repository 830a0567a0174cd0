begin;
select 'revert/users';
commit;
