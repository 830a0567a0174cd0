GRANT SELECT ON orders TO change_owner_clerk;
