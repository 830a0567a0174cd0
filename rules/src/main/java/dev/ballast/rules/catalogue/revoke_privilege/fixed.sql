GRANT SELECT ON orders TO revoke_privilege_clerk;
