select '000002_more_users.up';
select 2;
