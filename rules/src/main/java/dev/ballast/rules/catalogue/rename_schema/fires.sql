ALTER SCHEMA billing RENAME TO accounting;
ALTER SCHEMA "Old things" RENAME TO attic;
