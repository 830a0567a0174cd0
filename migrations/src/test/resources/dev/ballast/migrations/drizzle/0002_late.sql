ALTER TABLE "users" ADD COLUMN "d" integer
-- the end --> statement-breakpoint DROP TABLE "users";
