set lock_timeout = 100;
