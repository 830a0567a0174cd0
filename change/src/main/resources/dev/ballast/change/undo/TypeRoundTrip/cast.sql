-- Does PostgreSQL convert values of one type to another, and when by itself?
-- Privileges: none. Parameters: the type they have and the type they are to have.
-- Column: context, as in pg_cast: i implicitly, a in an assignment, e only where a cast is
-- written; empty where there is none. Every type converts to text and from it.
SELECT COALESCE(
  (SELECT c.castcontext::pg_catalog.text FROM pg_catalog.pg_cast c
   WHERE c.castsource = given.now AND c.casttarget = given.former),
  CASE WHEN given.now = given.former THEN 'i' WHEN f.typcategory = 'S' THEN 'a'
    WHEN n.typcategory = 'S' THEN 'e' ELSE '' END) AS context
FROM (SELECT pg_catalog.to_regtype(?)::pg_catalog.oid AS now,
    pg_catalog.to_regtype(?)::pg_catalog.oid AS former) AS given
JOIN pg_catalog.pg_type n ON n.oid = given.now
JOIN pg_catalog.pg_type f ON f.oid = given.former
