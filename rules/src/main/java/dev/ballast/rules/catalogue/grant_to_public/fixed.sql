GRANT SELECT ON orders TO grant_to_public_reader;
