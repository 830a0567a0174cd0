CREATE INDEX CONCURRENTLY downloads_id ON downloads (id);
