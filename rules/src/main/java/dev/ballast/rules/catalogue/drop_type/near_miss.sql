CREATE TYPE colour AS ENUM ('red');
DROP TYPE colour;
DROP VIEW open_orders;
-- The name is that of another type further down: who names it finds that one.
BEGIN;
CREATE TYPE mood_next AS ENUM ('calm', 'angry');
DROP TYPE mood;
ALTER TYPE mood_next RENAME TO mood;
COMMIT;
DROP DOMAIN IF EXISTS public.positive;
CREATE DOMAIN positive AS bigint CHECK (VALUE > 0);
DROP TYPE IF EXISTS "size";
CREATE TYPE size AS (height integer, width integer);
