-- One breach or two of every kind of rule, put in behind the server's back. Superuser, 14 to 18.
CREATE TABLE ordered (id int PRIMARY KEY);
INSERT INTO ordered VALUES (1), (2), (5), (6);
CREATE TABLE item (id int PRIMARY KEY, order_id int NOT NULL, stock int,
  CONSTRAINT item_order_fk FOREIGN KEY (order_id) REFERENCES ordered);
INSERT INTO item VALUES (1, 1, 1), (2, 2, 1), (3, 1, -3), (5, 5, 1), (6, 6, 1);
ALTER TABLE item ADD CONSTRAINT positive CHECK (stock > 0) NOT VALID;
UPDATE pg_constraint SET convalidated = true WHERE conname = 'positive';
ALTER TABLE item ALTER order_id DROP NOT NULL;
INSERT INTO item VALUES (4, NULL, 1);
UPDATE pg_attribute SET attnotnull = true WHERE attrelid = 'item'::regclass AND attname = 'order_id';

CREATE TABLE whole (a int, at date, PRIMARY KEY (a, at)) PARTITION BY RANGE (at);
CREATE TABLE whole_1 PARTITION OF whole FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
CREATE TABLE whole_2 PARTITION OF whole DEFAULT;
INSERT INTO whole SELECT g, '2024-01-01'::date + 30 * (g % 3) FROM generate_series(1, 8) g;
INSERT INTO whole VALUES (7, '2024-03-01');
CREATE TABLE part (a int, at date, CONSTRAINT part_fk FOREIGN KEY (a, at) REFERENCES whole)
  PARTITION BY HASH (a);
CREATE TABLE part_0 PARTITION OF part FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE part_1 PARTITION OF part FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO part SELECT a, at FROM whole;

CREATE TABLE pairs (a int, b int, PRIMARY KEY (a, b));
INSERT INTO pairs VALUES (1, 1), (9, 9);
CREATE TABLE fully (a int, b int, CONSTRAINT full_fk FOREIGN KEY (a, b) REFERENCES pairs MATCH FULL);
INSERT INTO fully VALUES (NULL, NULL), (1, 1), (9, 9);

CREATE TABLE doubled (id int PRIMARY KEY, name text);
CREATE UNIQUE INDEX doubled_lower ON doubled (lower(name)) WHERE id > 0;
INSERT INTO doubled VALUES (1, 'Ann'), (2, 'Bob'), (-1, 'Bob');
UPDATE pg_index SET indisready = false WHERE indrelid = 'doubled'::regclass;
INSERT INTO doubled VALUES (1, 'ANN'), (-5, 'bob');
UPDATE pg_index SET indisready = true WHERE indrelid = 'doubled'::regclass;

CREATE TABLE booked (during int4range, CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&));
INSERT INTO booked VALUES ('[1,5)'), ('[5,8)');
UPDATE pg_index SET indisready = false WHERE indrelid = 'booked'::regclass;
INSERT INTO booked VALUES ('[4,5)');
UPDATE pg_index SET indisready = true WHERE indrelid = 'booked'::regclass;

-- Too many pairs to compare: ranges alone, and ranges of only two rooms.
CREATE TABLE hours (during int4range, CONSTRAINT hours_no_overlap EXCLUDE USING gist (during WITH &&));
INSERT INTO hours SELECT int4range(i * 10, i * 10 + 5) FROM generate_series(1, 5000) AS i;
UPDATE pg_index SET indisready = false WHERE indrelid = 'hours'::regclass;
INSERT INTO hours VALUES ('[40003,40004)');
UPDATE pg_index SET indisready = true WHERE indrelid = 'hours'::regclass;

CREATE TABLE rooms (room int4range, during int4range, CONSTRAINT rooms_no_overlap
  EXCLUDE USING gist (room WITH =, during WITH &&));
INSERT INTO rooms SELECT int4range(i % 2, i % 2 + 1), int4range(i * 10, i * 10 + 5) FROM generate_series(1, 5000) AS i;
UPDATE pg_index SET indisready = false WHERE indrelid = 'rooms'::regclass;
INSERT INTO rooms VALUES ('[0,1)', '[40003,40004)'), ('[1,2)', '[30003,30004)'), ('[1,2)', '[7,8)');
UPDATE pg_index SET indisready = true WHERE indrelid = 'rooms'::regclass;
ANALYZE hours, rooms;

-- An equality of its own: numbers are the same if their last digits are.
CREATE FUNCTION digit_cmp(int, int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT sign($1 % 10 - $2 % 10)::int';
CREATE FUNCTION digit_lt(int, int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 % 10 < $2 % 10';
CREATE FUNCTION digit_le(int, int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 % 10 <= $2 % 10';
CREATE FUNCTION digit_eq(int, int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 % 10 = $2 % 10';
CREATE FUNCTION digit_ge(int, int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 % 10 >= $2 % 10';
CREATE FUNCTION digit_gt(int, int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 % 10 > $2 % 10';
CREATE OPERATOR <# (FUNCTION = digit_lt, LEFTARG = int, RIGHTARG = int);
CREATE OPERATOR <=# (FUNCTION = digit_le, LEFTARG = int, RIGHTARG = int);
CREATE OPERATOR =# (FUNCTION = digit_eq, LEFTARG = int, RIGHTARG = int);
CREATE OPERATOR >=# (FUNCTION = digit_ge, LEFTARG = int, RIGHTARG = int);
CREATE OPERATOR ># (FUNCTION = digit_gt, LEFTARG = int, RIGHTARG = int);
CREATE OPERATOR CLASS digit_ops FOR TYPE int USING btree AS
  OPERATOR 1 <#, OPERATOR 2 <=#, OPERATOR 3 =#, OPERATOR 4 >=#, OPERATOR 5 >#, FUNCTION 1 digit_cmp(int, int);
CREATE TABLE digits (number int);
CREATE UNIQUE INDEX digits_once ON digits (number digit_ops);
INSERT INTO digits VALUES (31), (42), (53);
UPDATE pg_index SET indisready = false WHERE indrelid = 'digits'::regclass;
INSERT INTO digits VALUES (72);
UPDATE pg_index SET indisready = true WHERE indrelid = 'digits'::regclass;
-- The same with no breach.
CREATE TABLE other_digits (number int);
CREATE UNIQUE INDEX other_digits_once ON other_digits (number digit_ops);
INSERT INTO other_digits VALUES (31), (42), (NULL), (NULL);

CREATE DOMAIN code AS text;
CREATE TABLE coded (id int, code code);
INSERT INTO coded VALUES (1, 'toolong'), (2, 'ok');
ALTER DOMAIN code ADD CONSTRAINT short CHECK (length(VALUE) < 5) NOT VALID;
UPDATE pg_constraint SET convalidated = true WHERE conname = 'short';

DO $$ BEGIN
  IF current_setting('server_version_num')::int >= 150000 THEN
    EXECUTE 'CREATE TABLE once (id int UNIQUE NULLS NOT DISTINCT)';
    EXECUTE 'INSERT INTO once VALUES (NULL)';
    UPDATE pg_index SET indisready = false WHERE indrelid = 'once'::regclass;
    EXECUTE 'INSERT INTO once VALUES (NULL)';
    UPDATE pg_index SET indisready = true WHERE indrelid = 'once'::regclass;
  END IF;
  IF current_setting('server_version_num')::int >= 180000 THEN
    EXECUTE 'CREATE EXTENSION btree_gist';
    EXECUTE 'CREATE TABLE periods (id int, during daterange, PRIMARY KEY (id, during WITHOUT OVERLAPS))';
    EXECUTE 'INSERT INTO periods VALUES (1, ''[2024-01-01,2024-06-01)''), (1, ''[2024-06-01,2024-09-01)'')';
    EXECUTE 'CREATE TABLE within (id int, during daterange, CONSTRAINT within_period FOREIGN KEY (id, PERIOD during) REFERENCES periods)';
    EXECUTE 'INSERT INTO within VALUES (1, ''[2024-05-01,2024-08-01)''), (1, ''[2024-07-01,2024-08-01)'')';
  END IF;
END $$;

SET session_replication_role = replica;
DELETE FROM ordered WHERE id > 2;
DELETE FROM whole WHERE a = 7 AND at = '2024-03-01';
DELETE FROM pairs WHERE a = 9;
INSERT INTO fully VALUES (1, NULL);
DO $$ BEGIN
  IF current_setting('server_version_num')::int >= 180000 THEN
    EXECUTE 'DELETE FROM periods WHERE during = ''[2024-01-01,2024-06-01)''';
  END IF;
END $$;
SET session_replication_role = origin;
