CREATE UNIQUE INDEX title_idx ON films (title)
CREATE INDEX ON films ((lower(title)))
CREATE UNIQUE INDEX title_idx ON films (title) INCLUDE (director, rating)
CREATE INDEX title_idx ON films (title) WITH (deduplicate_items = off)
CREATE INDEX title_idx_german ON films (title COLLATE "de_DE")
CREATE INDEX title_idx_nulls_low ON films (title NULLS FIRST)
CREATE UNIQUE INDEX i ON films (a, b DESC NULLS LAST, c ASC) NULLS NOT DISTINCT
CREATE UNIQUE INDEX i ON films (a) NULLS DISTINCT
CREATE INDEX gin_idx ON documents_table USING GIN (locations) WITH (fastupdate = off)
CREATE INDEX code_idx ON films (code) TABLESPACE indexspace
CREATE INDEX pointloc ON points USING gist (box(location, location))
CREATE INDEX CONCURRENTLY sales_quantity_index ON sales_table (quantity)
CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY shop.t USING brin (a int4_minmax_multi_ops (values_per_range = 16)) WITH (pages_per_range = 4, autosummarize) WHERE a IS NOT NULL
CREATE TRUSTED PROCEDURAL LANGUAGE plsample HANDLER plsample_call_handler INLINE plsample_inline VALIDATOR v
CREATE OR REPLACE LANGUAGE plperl
CREATE LANGUAGE x HANDLER shop.h NO VALIDATOR
CREATE MATERIALIZED VIEW mymatview AS SELECT * FROM mytab
CREATE MATERIALIZED VIEW IF NOT EXISTS shop.m (a, b) USING heap WITH (fillfactor = 70) TABLESPACE fast AS SELECT 1, 2 WITH NO DATA
CREATE MATERIALIZED VIEW m AS VALUES (1), (2) WITH DATA
CREATE UNLOGGED MATERIALIZED VIEW m AS TABLE t
CREATE OPERATOR === (LEFTARG = box, RIGHTARG = box, FUNCTION = area_equal_function, COMMUTATOR = ===, NEGATOR = !==, RESTRICT = area_restriction_function, JOIN = area_join_function, HASHES, MERGES)
CREATE OPERATOR shop.!! (RIGHTARG = bigint, PROCEDURE = fact)
CREATE OPERATOR CLASS gist__int_ops DEFAULT FOR TYPE _int4 USING gist AS OPERATOR 3 &&, OPERATOR 6 = (anyarray, anyarray), FUNCTION 1 g_int_consistent (internal, _int4, smallint, oid, internal), STORAGE int4
CREATE OPERATOR CLASS c FOR TYPE int USING btree FAMILY shop.f AS OPERATOR 1 < FOR SEARCH, OPERATOR 2 <-> (a, b) FOR ORDER BY float_ops, FUNCTION 1 (int4, int8) f(int4, int8)
CREATE OPERATOR FAMILY f USING hash
CREATE POLICY user_mod_policy ON users USING (user_name = current_user)
CREATE POLICY p ON shop.t AS RESTRICTIVE FOR UPDATE TO clerk, PUBLIC USING (a = 1) WITH CHECK (b > 2)
CREATE POLICY p ON t AS PERMISSIVE FOR ALL TO SESSION_USER
CREATE POLICY p ON t FOR INSERT WITH CHECK (true)
CREATE PROCEDURE insert_data(a integer, b integer) LANGUAGE SQL AS $$ INSERT INTO tbl VALUES (a); INSERT INTO tbl VALUES (b); $$
CREATE PROCEDURE insert_data(a integer, b integer) LANGUAGE SQL BEGIN ATOMIC INSERT INTO tbl VALUES (a); INSERT INTO tbl VALUES (b); END
CREATE OR REPLACE PROCEDURE shop.p(INOUT x int, OUT y text) LANGUAGE plpgsql SECURITY DEFINER SET a.b = 'c' AS $$ BEGIN COMMIT; END $$
CREATE PUBLICATION mypublication FOR TABLE users, departments
CREATE PUBLICATION active_departments FOR TABLE departments WHERE (active IS TRUE)
CREATE PUBLICATION alltables FOR ALL TABLES
CREATE PUBLICATION insert_only FOR TABLE mydata WITH (publish = 'insert')
CREATE PUBLICATION production_publication FOR TABLE users, departments, TABLES IN SCHEMA production
CREATE PUBLICATION sales_publication FOR TABLES IN SCHEMA marketing, CURRENT_SCHEMA
CREATE PUBLICATION users_filtered FOR TABLE ONLY users (user_id, firstname), TABLE shop.x * WITH (publish_via_partition_root, publish_generated_columns = stored)
CREATE PUBLICATION empty
CREATE ROLE jonathan LOGIN
CREATE ROLE davide WITH LOGIN PASSWORD 'jw8s0F4' VALID UNTIL '2005-01-01'
CREATE ROLE admin WITH CREATEDB CREATEROLE
CREATE ROLE r SUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOLOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT -1 ENCRYPTED PASSWORD 'x' IN ROLE a, b IN GROUP c ROLE d ADMIN e, f USER g SYSID 5
CREATE RULE "_RETURN" AS ON SELECT TO t1 DO INSTEAD SELECT * FROM t2
CREATE OR REPLACE RULE notify_me AS ON UPDATE TO mytable DO ALSO NOTIFY mytable
CREATE RULE r AS ON DELETE TO shop.t WHERE OLD.a > 5 DO INSTEAD NOTHING
CREATE RULE r AS ON INSERT TO t DO (INSERT INTO log VALUES (NEW.a); DELETE FROM u WHERE a = NEW.a; UPDATE v SET a = 1)
