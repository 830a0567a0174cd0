ALTER DATABASE postgres SET work_mem = '8MB';
ALTER DATABASE postgres RESET work_mem;
