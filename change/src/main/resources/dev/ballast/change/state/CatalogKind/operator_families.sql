-- Which operator families are there, and what is in them? Also those of initdb, which a person may
-- have added to.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, f.opfname AS name, am.amname AS of,
       pg_get_userbyid(f.opfowner) AS owner,
       (SELECT string_agg(concat_ws(' ', o.amopstrategy, o.amopopr::regoperator, o.amoppurpose, s.opfname), ', '
                          ORDER BY concat_ws(' ', o.amopstrategy, o.amopopr::regoperator, o.amoppurpose, s.opfname))
          FROM pg_amop o LEFT JOIN pg_opfamily s ON s.oid = o.amopsortfamily WHERE o.amopfamily = f.oid) AS operators,
       (SELECT string_agg(concat_ws(' ', p.amprocnum, format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL), p.amproc), ', '
                          ORDER BY concat_ws(' ', p.amprocnum, format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL), p.amproc))
          FROM pg_amproc p WHERE p.amprocfamily = f.oid) AS functions
  FROM pg_opfamily f
  JOIN pg_namespace n ON n.oid = f.opfnamespace
  JOIN pg_am am ON am.oid = f.opfmethod
