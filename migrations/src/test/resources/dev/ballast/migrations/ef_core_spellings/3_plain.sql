START TRANSACTION;
ALTER TABLE users ADD b integer;

INSERT INTO "__EFMigrationsHistory" (migration_id, product_version)
VALUES ('20260104000000_Plain', '10.0.1');

COMMIT;
