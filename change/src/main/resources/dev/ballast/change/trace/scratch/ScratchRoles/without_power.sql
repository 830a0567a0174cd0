-- Takes the power from roles of the system, but for those in the list: PostgreSQL asks for these
-- roles by their fixed oid (pg_authid.dat). With another they are roles like any other, which can be
-- granted and give nothing: not to those who may create roles either, who could grant them to
-- themselves before 16. Needs a superuser.
UPDATE pg_catalog.pg_authid a
   SET oid = (9900 + n.number)::oid
  FROM (SELECT oid, row_number() OVER (ORDER BY oid) AS number
          FROM pg_catalog.pg_authid
         WHERE rolname LIKE 'pg\_%' AND rolname <> ALL (?::text[])) n
 WHERE a.oid = n.oid
