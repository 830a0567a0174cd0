-- Whose privileges or owner were altered among what is read nowhere else: objects of initdb, row
-- types, types of arrays? What has its defaults, or those of initdb, is left out.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, o.type || ' ' || o.identity AS name, '' AS of,
       pg_get_userbyid(x.owner) AS owner,
       ARRAY(SELECT i::text FROM unnest(coalesce(x.acl, x.usual)) AS i ORDER BY 1)::text AS privileges
  FROM (SELECT x.*
          FROM (SELECT 'pg_class'::regclass::oid AS class, c.oid, 0 AS sub, c.relowner AS owner, c.relacl AS acl, acldefault('r', c.relowner) AS usual
                  FROM pg_class c WHERE c.oid < 16384 AND (c.relacl IS NOT NULL OR c.relowner <> 10)
                UNION ALL
                SELECT 'pg_class'::regclass, a.attrelid, a.attnum, 10, a.attacl, '{}'
                  FROM pg_attribute a WHERE a.attrelid < 16384 AND a.attacl IS NOT NULL
                UNION ALL
                SELECT 'pg_proc'::regclass, p.oid, 0, p.proowner, p.proacl, acldefault('f', p.proowner)
                  FROM pg_proc p WHERE p.oid < 16384 AND (p.proacl IS NOT NULL OR p.proowner <> 10)
                UNION ALL
                SELECT 'pg_type'::regclass, t.oid, 0, t.typowner, t.typacl, acldefault('T', t.typowner)
                  FROM pg_type t WHERE t.oid < 16384 AND t.typelem = 0 AND (t.typacl IS NOT NULL OR t.typowner <> 10)
                UNION ALL
                SELECT 'pg_type'::regclass, t.oid, 0, 10, t.typacl, acldefault('T', t.typowner)
                  FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid
                 WHERE t.oid >= 16384 AND c.relkind <> 'c' AND t.typacl IS NOT NULL) AS x
          LEFT JOIN pg_init_privs i ON i.classoid = x.class AND i.objoid = x.oid AND i.objsubid = x.sub
         WHERE x.owner <> 10
            OR ARRAY(SELECT u::text FROM unnest(coalesce(x.acl, x.usual)) AS u ORDER BY 1)
               <> ARRAY(SELECT u::text FROM unnest(coalesce(i.initprivs, x.usual)) AS u ORDER BY 1)
        OFFSET 0) AS x
 CROSS JOIN LATERAL pg_identify_object(x.class, x.oid, x.sub) AS o
