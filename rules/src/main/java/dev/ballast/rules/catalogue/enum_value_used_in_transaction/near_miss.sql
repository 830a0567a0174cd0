-- The same word for a text; another value; an enum that is new itself.
BEGIN;
ALTER TYPE public.mood ADD VALUE 'glad';
INSERT INTO settings (key, value) VALUES ('mood', 'glad');
INSERT INTO moods (person, feeling) VALUES ('Ann', 'calm');
CREATE TYPE size AS ENUM ('small');
CREATE TABLE shirts (fits size DEFAULT 'small');
COMMIT;
