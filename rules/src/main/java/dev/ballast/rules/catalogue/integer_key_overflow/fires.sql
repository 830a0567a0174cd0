CREATE TABLE parcels (id serial PRIMARY KEY, code text);
CREATE TABLE public."Depots" (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE tours (day date NOT NULL, number integer, PRIMARY KEY (number));
ALTER TABLE settings ADD COLUMN number serial;
DO $$
BEGIN
  CREATE TABLE vans (id int PRIMARY KEY);
END
$$;
CREATE TABLE drivers (id int PRIMARY KEY, "Chief" integer REFERENCES drivers);
CREATE TABLE trips (id bigint PRIMARY KEY, driver int REFERENCES drivers (id), tour integer, FOREIGN KEY (tour) REFERENCES tours);
