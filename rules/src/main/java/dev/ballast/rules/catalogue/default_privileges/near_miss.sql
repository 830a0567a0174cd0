GRANT SELECT ON orders TO default_privileges_clerk;
