-- A role that may log in; a limit that lets some in; a role of this migration.
ALTER ROLE refuse_logins_clerk LOGIN CONNECTION LIMIT 5;
CREATE ROLE refuse_logins_new NOLOGIN;
ALTER ROLE refuse_logins_new NOLOGIN;
DROP ROLE refuse_logins_new;
