SET default_table_access_method = 'heap';
CREATE TABLE parcels (id bigint) USING heap;
