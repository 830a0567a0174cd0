COMMENT ON EXTENSION citext IS 'update to 1.7 on 2026-12-01, by hand';
