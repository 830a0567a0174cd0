START TRANSACTION;
ALTER TABLE "Users" ADD "Name" text;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20260103000000_Name', '9.0.0');

COMMIT;

