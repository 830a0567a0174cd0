ALTER ROLE refuse_logins_clerk NOLOGIN;
ALTER ROLE refuse_logins_heir CONNECTION LIMIT 0;
DROP ROLE IF EXISTS refuse_logins_clerk, "Refuse logins";
ALTER DATABASE no_such_shop ALLOW_CONNECTIONS false;
