ALTER TABLE "users" ADD COLUMN "d" integer;
