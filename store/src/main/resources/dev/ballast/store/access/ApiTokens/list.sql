-- All tokens, the newest first.
SELECT token.api_token_id, token.name, token.prefix, token.scopes,
       token.created_at, token.ends_at, token.used_at, token.revoked_at,
       account.name AS owner, account.role AS owner_role
FROM api_token AS token LEFT JOIN account USING (account_id)
ORDER BY token.api_token_id DESC
