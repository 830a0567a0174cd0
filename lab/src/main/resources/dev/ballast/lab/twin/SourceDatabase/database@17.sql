-- How is this database made: owner, encoding and locale; and which role did initdb make?
-- Privileges: none. Columns: name, owner, encoding, collate, ctype, provider (c, i or b), locale
-- (of a provider other than the C library; empty for none), bootstrap.
SELECT d.datname AS name,
       pg_catalog.pg_get_userbyid(d.datdba) AS owner,
       pg_catalog.pg_encoding_to_char(d.encoding) AS encoding,
       d.datcollate AS collate,
       d.datctype AS ctype,
       d.datlocprovider::pg_catalog.text AS provider,
       coalesce(d.datlocale, '') AS locale,
       pg_catalog.pg_get_userbyid(10) AS bootstrap
  FROM pg_catalog.pg_database AS d
 WHERE d.datname = pg_catalog.current_database()
