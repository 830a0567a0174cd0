-- CASCADE drops them too; a table goes with its own sequence, trigger and policy; both tables at once; a body that is text.
DROP FUNCTION tare(integer) CASCADE;
CREATE TABLE counted (id bigserial PRIMARY KEY, size integer CHECK (size > 0));
CREATE TRIGGER counted_touch BEFORE UPDATE ON counted FOR EACH ROW WHEN (NEW.size > 1) EXECUTE FUNCTION touch();
CREATE POLICY counted_all ON counted USING (id IN (SELECT id FROM counted));
DROP TABLE counted;
DROP FUNCTION parcel_count();
DROP VIEW depot_kinds CASCADE;
DROP TABLE parcels, depots;
CREATE FUNCTION text_only() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM settings';
DROP TABLE settings;
CREATE INDEX items_product_idx ON items (product);
DROP INDEX items_product_idx;
ALTER TABLE regions DETACH PARTITION region_2;
DROP TABLE region_2;
DROP TABLE towns, "Region 1";
