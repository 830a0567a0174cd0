CREATE TABLE stays (stay daterange);
ALTER TABLE stays ADD EXCLUDE USING gist (stay WITH &&);
