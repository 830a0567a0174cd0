-- Which logical replication slots does this database have?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, s.slot_name AS name, '' AS of,
       s.plugin,
       to_jsonb(s) ->> 'two_phase' AS two_phase,
       to_jsonb(s) ->> 'failover' AS failover
  FROM pg_replication_slots s
 WHERE s.database = current_database() AND NOT s.temporary
