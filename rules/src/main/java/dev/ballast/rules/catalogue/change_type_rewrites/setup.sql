CREATE DOMAIN label AS text;
CREATE TABLE near (
  id integer PRIMARY KEY,
  short varchar(10),
  long text,
  tag label,
  amount numeric(10, 2),
  seen timestamp(3),
  net cidr,
  flags varbit(8),
  span interval(3)
);
CREATE INDEX near_short_idx ON near (short);
