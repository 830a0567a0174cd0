-- Question: which foreign keys of the shop still wait for their validation, by table?
-- Privileges: none. Columns: statement (the one that validates all keys of one table).
SELECT format('ALTER TABLE %s %s',
         conrelid::regclass,
         string_agg(format('VALIDATE CONSTRAINT %I', conname), ', ' ORDER BY conname)) AS statement
FROM pg_catalog.pg_constraint
WHERE contype = 'f' AND NOT convalidated AND connamespace = 'shop'::regnamespace
GROUP BY conrelid
ORDER BY max(pg_catalog.pg_relation_size(conrelid)) DESC, conrelid
