-- The token of a prefix that was not revoked, has not ended and whose account is not disabled.
-- Parameters: prefix, now.
SELECT token.api_token_id, token.name, token.prefix, token.token_hash, token.scopes,
       token.created_at, token.ends_at, token.used_at, token.revoked_at,
       account.name AS owner, account.role AS owner_role
FROM api_token AS token LEFT JOIN account USING (account_id)
WHERE token.prefix = ?
  AND token.revoked_at IS NULL
  AND (token.ends_at IS NULL OR token.ends_at > ?)
  AND account.disabled_at IS NULL
