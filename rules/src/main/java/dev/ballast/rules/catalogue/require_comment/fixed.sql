CREATE TABLE parcels (id bigint PRIMARY KEY);
COMMENT ON TABLE parcels IS 'One parcel that left a depot.';
