-- Would a timeout end the transaction whose snapshot a proof holds open, or its waiting sessions?
-- transaction_timeout exists from 17, idle_session_timeout from 14.
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'warning' AS severity,
       name AS subject,
       format('%s is %s for this role and may end a proof that runs longer', name, current_setting(name)) AS message,
       format('ALTER ROLE %I SET %s = 0;', current_user, name) AS remedy
FROM unnest(ARRAY['idle_in_transaction_session_timeout', 'idle_session_timeout', 'transaction_timeout']) AS name
WHERE current_setting(name, true) <> '0'
ORDER BY name
