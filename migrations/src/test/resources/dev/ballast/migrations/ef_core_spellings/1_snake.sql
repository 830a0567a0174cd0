CREATE TABLE IF NOT EXISTS shop."__EFMigrationsHistory" (
    migration_id character varying(150) NOT NULL,
    product_version character varying(32) NOT NULL,
    CONSTRAINT pk___ef_migrations_history PRIMARY KEY (migration_id)
);

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM shop."__EFMigrationsHistory" WHERE "migration_id" = '20260101000000_Users') THEN
        IF NOT EXISTS(SELECT 1 FROM pg_namespace WHERE nspname = 'shop') THEN
            CREATE SCHEMA shop;
        END IF;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM shop."__EFMigrationsHistory" WHERE "migration_id" = '20260102000000_Name') THEN
    ALTER TABLE shop.users ADD name text;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM shop."__EFMigrationsHistory" WHERE "migration_id" = '20260102000000_Name') THEN
    INSERT INTO shop."__EFMigrationsHistory" (migration_id, product_version)
    VALUES ('20260102000000_Name', '9.0.2');
    END IF;
END $EF$;
COMMIT;
