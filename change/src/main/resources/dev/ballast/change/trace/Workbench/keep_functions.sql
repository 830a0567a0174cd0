-- Gives the functions of libraries to the superuser, as those of a trusted extension are: their owner
-- could have them called with what they cannot bear, as NULL. Nobody else can make functions in C
-- (language 13), so none of them is the migration's. One that runs as its owner stays as it is.
-- Needs a superuser.
UPDATE pg_catalog.pg_proc
   SET proowner = 10::pg_catalog.oid
 WHERE prolang OPERATOR(pg_catalog.=) 13::pg_catalog.oid
   AND proowner OPERATOR(pg_catalog.<>) 10::pg_catalog.oid
   AND NOT prosecdef
