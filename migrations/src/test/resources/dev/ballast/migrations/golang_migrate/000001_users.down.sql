select '000001_users.down';
select 2;
