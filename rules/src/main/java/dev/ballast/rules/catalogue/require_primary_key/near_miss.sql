CREATE TABLE depots (id bigint);
ALTER TABLE depots ADD PRIMARY KEY (id);
CREATE TEMPORARY TABLE picked (id bigint);
CREATE TABLE tours (id bigint, stop integer, PRIMARY KEY (id, stop));
CREATE TABLE settings_copy (LIKE settings INCLUDING ALL);
CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
CREATE TABLE dropped_again (code text);
DROP TABLE dropped_again;
CREATE TABLE pg_temp.picked_again (order_id bigint);
