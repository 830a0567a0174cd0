SET ROLE pg_read_all_data;
