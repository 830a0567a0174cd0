CREATE TABLE bookings_next (id bigint PRIMARY KEY, stay daterange, CONSTRAINT bookings_no_overlap EXCLUDE USING gist (stay WITH &&));
