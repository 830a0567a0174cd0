CREATE INDEX CONCURRENTLY "i" ON "users" ("id");--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "c" integer;
