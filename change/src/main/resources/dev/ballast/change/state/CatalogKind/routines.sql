-- Which functions, procedures and aggregates are there?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, p.proname || '(' || oidvectortypes(p.proargtypes) || ')' AS name, '' AS of,
       CASE p.prokind WHEN 'f' THEN 'function' WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'window function' END AS kind,
       pg_get_function_arguments(p.oid) AS arguments,
       pg_get_function_result(p.oid) AS result,
       l.lanname AS language,
       coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) AS body,
       p.probin AS library,
       CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END AS volatility,
       CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' ELSE 'unsafe' END AS parallel,
       CASE WHEN p.prosecdef THEN 'definer' ELSE 'invoker' END AS security,
       p.proleakproof::text AS leakproof,
       p.proisstrict::text AS strict,
       p.procost::text AS cost,
       p.prorows::text AS rows,
       p.prosupport::text AS support,
       ARRAY(SELECT unnest(p.proconfig) ORDER BY 1)::text AS settings,
       ARRAY(SELECT format_type(t, NULL) FROM unnest(p.protrftypes) AS t ORDER BY 1)::text AS transforms,
       pg_get_userbyid(p.proowner) AS owner,
       ARRAY(SELECT i::text FROM unnest(coalesce(p.proacl, acldefault('f', p.proowner))) AS i ORDER BY 1)::text AS privileges,
       concat_ws(', ', 'kind ' || a.aggkind::text, 'direct ' || a.aggnumdirectargs,
         'sfunc ' || a.aggtransfn, 'stype ' || format_type(a.aggtranstype, NULL), 'sspace ' || a.aggtransspace, 'initial ' || a.agginitval,
         'final ' || a.aggfinalfn, 'extra ' || a.aggfinalextra, 'modify ' || a.aggfinalmodify::text,
         'combine ' || a.aggcombinefn, 'serial ' || a.aggserialfn, 'deserial ' || a.aggdeserialfn,
         'msfunc ' || a.aggmtransfn, 'minvfunc ' || a.aggminvtransfn, 'mstype ' || CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END,
         'msspace ' || a.aggmtransspace, 'minitial ' || a.aggminitval, 'mfinal ' || a.aggmfinalfn, 'mextra ' || a.aggmfinalextra,
         'mmodify ' || a.aggmfinalmodify::text, 'sort ' || CASE WHEN a.aggsortop <> 0 THEN a.aggsortop::regoperator::text END) AS aggregate
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_language l ON l.oid = p.prolang
  LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
 WHERE p.oid >= 16384 AND n.nspname !~ '^pg_temp'
