-- flyway:executeInTransaction=false
reindex table concurrently users;
