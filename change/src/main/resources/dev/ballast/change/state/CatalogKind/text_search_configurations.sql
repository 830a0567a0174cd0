-- Which text search configurations are there? Token types have their number: their name would be
-- asked of the parser, which is code.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, c.cfgname AS name, '' AS of,
       pg_get_userbyid(c.cfgowner) AS owner,
       pn.nspname || '.' || p.prsname AS parser,
       (SELECT string_agg(m.maptokentype || ': ' || m.mapdict::regdictionary, ', ' ORDER BY m.maptokentype, m.mapseqno)
          FROM pg_ts_config_map m WHERE m.mapcfg = c.oid) AS mappings
  FROM pg_ts_config c
  JOIN pg_namespace n ON n.oid = c.cfgnamespace
  JOIN pg_ts_parser p ON p.oid = c.cfgparser
  JOIN pg_namespace pn ON pn.oid = p.prsnamespace
