-- This one has no DEFAULT partition.
ALTER TABLE readings DETACH PARTITION readings_2025 CONCURRENTLY;
