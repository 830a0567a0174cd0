set lock_timeout = '1s';
vacuum users;
