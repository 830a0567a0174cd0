begin;
select 'deploy/appschema';
commit;
