-- Takes from every role of a copy but the keeper what reaches beyond its own data; it can log in with
-- the heir's password.
-- Privileges: superuser. Parameters: the names of the reader, the heir and the keeper.
UPDATE pg_catalog.pg_authid
   SET rolsuper = false, rolcreaterole = false, rolcreatedb = false,
       rolreplication = false, rolbypassrls = rolname = ?, rolcanlogin = true,
       rolconnlimit = -1, rolvaliduntil = NULL,
       rolpassword = (SELECT h.rolpassword FROM pg_catalog.pg_authid AS h WHERE h.rolname = ?)
 WHERE rolname <> ?
