BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> a1b2c3d4e5f6

CREATE TABLE users (
    id BIGSERIAL NOT NULL, 
    name VARCHAR(50) NOT NULL, 
    PRIMARY KEY (id)
);

INSERT INTO alembic_version (version_num) VALUES ('a1b2c3d4e5f6') RETURNING alembic_version.version_num;

-- Running upgrade a1b2c3d4e5f6 -> b1b2c3d4e5f6

COMMIT;

CREATE INDEX CONCURRENTLY users_name_idx ON users (name);

BEGIN;

UPDATE users SET name = 'x';

UPDATE alembic_version SET version_num='b1b2c3d4e5f6' WHERE alembic_version.version_num = 'a1b2c3d4e5f6';

COMMIT;

