CREATE TABLE "Odd one".parent (
  id bigserial PRIMARY KEY,
  kind "Odd one".mood NOT NULL DEFAULT 'calm',
  name varchar(20) COLLATE "C" UNIQUE,
  n int CONSTRAINT positive CHECK (n > 0) DEFAULT "Odd one".twice(3),
  doubled int GENERATED ALWAYS AS (n * 2) STORED,
  at timestamp DEFAULT now());
CREATE TABLE "Odd one".child (
  id int GENERATED ALWAYS AS IDENTITY,
  parent_id bigint CONSTRAINT to_parent REFERENCES "Odd one".parent ON DELETE CASCADE);
CREATE INDEX child_parent ON "Odd one".child (parent_id) WHERE id > 0;
CREATE TRIGGER touch BEFORE INSERT ON "Odd one".parent
  FOR EACH ROW EXECUTE FUNCTION "Odd one".touch();
CREATE TABLE parted (id int, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE INDEX parted_at ON parted (at);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
CREATE TABLE parted_rest PARTITION OF parted DEFAULT;
CREATE TABLE heir (more int) INHERITS ("Odd one".child);
