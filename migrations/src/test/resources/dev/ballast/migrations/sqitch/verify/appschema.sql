begin;
select 'verify/appschema';
commit;
