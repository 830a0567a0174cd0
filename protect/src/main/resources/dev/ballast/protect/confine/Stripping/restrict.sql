-- Leaves to the keeper alone the functions that reach beyond the data: those that initdb or an
-- extension's own script kept from the public, copies of them made under another name, those of
-- some libraries, and a user's own in C that the public may not call. They become the keeper's, since
-- an owner could grant them again.
--
-- An array without elements is no list of privileges: it has no dimension, and the server refuses to
-- read it (check_acl in acl.c). Objects below 16384 are made by initdb (access/transam.h).
-- Privileges: superuser. Parameters: the keeper's name, a pattern of libraries.
WITH keeper AS (
  SELECT r.oid FROM pg_catalog.pg_authid AS r WHERE r.rolname = ?
), kept AS (
  SELECT o.oid, o.probin, o.prosrc
    FROM pg_catalog.pg_proc AS o
    JOIN pg_catalog.pg_init_privs AS i
      ON i.objoid = o.oid AND i.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass
   WHERE NOT EXISTS (SELECT FROM pg_catalog.aclexplode(i.initprivs) AS a
                      WHERE a.grantee = 0 AND a.privilege_type = 'EXECUTE'))
UPDATE pg_catalog.pg_proc AS p
   SET proowner = e.oid,
       proacl = ARRAY[pg_catalog.makeaclitem(e.oid, e.oid, 'EXECUTE', false)]
  FROM keeper AS e, pg_catalog.pg_language AS l
 WHERE l.oid = p.prolang AND l.lanname IN ('internal', 'c')
   AND (p.oid IN (SELECT k.oid FROM kept AS k)
        OR p.probin ~ ?
        OR l.lanname = 'internal' AND p.prosrc IN (
             SELECT k.prosrc FROM kept AS k WHERE k.oid < 16384)
        OR l.lanname = 'c' AND (p.probin, p.prosrc) IN (
             SELECT k.probin, k.prosrc FROM kept AS k)
        OR l.lanname = 'c' AND p.oid >= 16384
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d
                            WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                              AND d.objid = p.oid AND d.deptype = 'e')
           AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(
                             coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) AS a
                            WHERE a.grantee = 0 AND a.privilege_type = 'EXECUTE'))
