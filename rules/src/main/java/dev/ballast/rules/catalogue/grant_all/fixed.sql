GRANT SELECT, INSERT, UPDATE, DELETE ON orders TO grant_all_clerk;
