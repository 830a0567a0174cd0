select '000001_users.up';
select 2;
