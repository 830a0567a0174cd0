INSERT INTO "Odd one".parent (name) VALUES ('one');
ALTER TABLE "Odd one".parent DROP CONSTRAINT positive;
ALTER TABLE "Odd one".child DROP CONSTRAINT to_parent;
DROP TRIGGER touch ON "Odd one".parent;
DROP VIEW "Odd one".seen;
ALTER TABLE "Odd one".child ALTER COLUMN id DROP IDENTITY;
ALTER TABLE "Odd one".parent ALTER COLUMN doubled DROP EXPRESSION;
DROP INDEX "Odd one".child_parent;
ALTER TABLE parted DETACH PARTITION parted_1;
DROP INDEX parted_at;
ALTER TABLE heir NO INHERIT "Odd one".child;
ALTER TABLE readable DROP CONSTRAINT readable_id_fkey;
DO $$ BEGIN
  ASSERT (SELECT n FROM "Odd one".parent WHERE name = 'one') = 6;
  ASSERT (SELECT count(*) FROM pg_indexes WHERE indexname = 'parent_name_key') = 1;
END $$;
