-- A check that still learns what is usual is not one that cannot be evaluated.
SET LOCAL lock_timeout = '10s';

ALTER TABLE check_gap ADD COLUMN learning boolean NOT NULL DEFAULT false;
