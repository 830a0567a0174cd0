TRUNCATE customers CASCADE;
TRUNCATE public."orders" CASCADE;
