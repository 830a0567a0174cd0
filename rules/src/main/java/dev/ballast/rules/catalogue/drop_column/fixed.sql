-- This release stops writing the column; the next one drops it.
ALTER TABLE customers ALTER COLUMN email DROP NOT NULL;
