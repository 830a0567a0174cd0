grant select on users to reader;
