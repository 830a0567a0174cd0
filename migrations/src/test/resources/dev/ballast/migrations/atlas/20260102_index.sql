-- atlas:txmode none
-- atlas:nolint

CREATE INDEX CONCURRENTLY "users_name" ON "users" ("name");
