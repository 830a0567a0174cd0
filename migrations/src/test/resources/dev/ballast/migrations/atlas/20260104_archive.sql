-- atlas:txtar

-- checks.sql --
SELECT NOT EXISTS (SELECT 1 FROM users);

-- migration.sql --
ALTER TABLE "users" ADD COLUMN "a" integer;
DROP TABLE "users";

-- down.sql --
CREATE TABLE "users" ("id" bigint PRIMARY KEY);
