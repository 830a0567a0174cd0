begin;
select 'revert/appschema';
commit;
