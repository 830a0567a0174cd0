-- A partitioned table has no file.
ALTER TABLE events SET TABLESPACE pg_default;
SET default_tablespace = '';
CREATE TABLE parcels (id bigint) TABLESPACE pg_default;
ALTER TABLE parcels SET TABLESPACE pg_default;
