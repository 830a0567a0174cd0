BEGIN;

-- Running downgrade b1b2c3d4e5f6 -> a1b2c3d4e5f6

DROP INDEX users_name_idx;

UPDATE alembic_version SET version_num='a1b2c3d4e5f6' WHERE alembic_version.version_num = 'b1b2c3d4e5f6';

COMMIT;

