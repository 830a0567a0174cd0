begin;
select 'deploy/stray';
commit;
