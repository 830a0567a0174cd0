CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE pair AS (a int, b text);
CREATE DOMAIN percent AS numeric CHECK (VALUE BETWEEN 40 AND 60);
CREATE TABLE a_child (id bigserial PRIMARY KEY, parent_id uuid NOT NULL);
CREATE TABLE z_parent (id uuid PRIMARY KEY, self_id uuid REFERENCES z_parent);
ALTER TABLE a_child ADD FOREIGN KEY (parent_id) REFERENCES z_parent;
CREATE TABLE ring_a (id int PRIMARY KEY, b int);
CREATE TABLE ring_b (id int PRIMARY KEY, a int REFERENCES ring_a);
ALTER TABLE ring_a ADD FOREIGN KEY (b) REFERENCES ring_b;
CREATE TABLE types (
  a smallint NOT NULL, b numeric(3, 2) NOT NULL, c char(1) NOT NULL, d varchar(2) NOT NULL,
  e boolean NOT NULL, f date NOT NULL, g timestamptz NOT NULL, h time NOT NULL,
  i interval NOT NULL, j inet NOT NULL, k cidr NOT NULL, l macaddr NOT NULL, m bit(4) NOT NULL,
  n varbit NOT NULL, o bytea NOT NULL, p jsonb NOT NULL, q int[] NOT NULL, r int4range NOT NULL,
  s daterange NOT NULL, t mood NOT NULL, u pair NOT NULL, v percent NOT NULL, w point NOT NULL,
  x circle NOT NULL, y tsvector NOT NULL, z pg_lsn NOT NULL, aa money NOT NULL, bb regclass NOT NULL,
  cc "char" NOT NULL, dd name NOT NULL, ee int4multirange NOT NULL, ff polygon NOT NULL,
  gg int GENERATED ALWAYS AS (a + 1) STORED, hh int GENERATED ALWAYS AS IDENTITY);
CREATE TABLE checked (
  status text NOT NULL CHECK (status IN ('new', 'it''s done')),
  amount int NOT NULL CHECK (amount > 1000 AND amount < 1005),
  code text NOT NULL UNIQUE);
CREATE TABLE by_range (at date NOT NULL, v int) PARTITION BY RANGE (at);
CREATE TABLE by_range_1 PARTITION OF by_range FOR VALUES FROM ('2031-01-01') TO ('2032-01-01');
CREATE TABLE by_range_d PARTITION OF by_range DEFAULT;
CREATE TABLE by_list (k text NOT NULL) PARTITION BY LIST (k);
CREATE TABLE by_list_1 PARTITION OF by_list FOR VALUES IN ('no', 'se');
CREATE TABLE by_hash (k int NOT NULL) PARTITION BY HASH (k);
CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 4, REMAINDER 0);
CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 4, REMAINDER 1);
CREATE TABLE apart (during int4range NOT NULL, EXCLUDE USING gist (during WITH &&));
CREATE TABLE no_columns ();
CREATE TABLE impossible (a int NOT NULL CONSTRAINT never CHECK (a <> a));
CREATE TABLE full_already (a int);
INSERT INTO full_already VALUES (77);
