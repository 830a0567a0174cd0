CREATE EXTENSION IF NOT EXISTS plpgsql;
-- It comes with PostgreSQL, and needs no superuser.
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION "uuid-ossp" WITH SCHEMA public;
