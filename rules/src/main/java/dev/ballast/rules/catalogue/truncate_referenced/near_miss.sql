-- Nothing points at it, or only what is emptied too.
TRUNCATE items;
TRUNCATE tree;
TRUNCATE settings, events;
TRUNCATE orders CASCADE;
ALTER TABLE uses DROP CONSTRAINT uses_part_fkey;
TRUNCATE "Parts 1";
