-- Revises the tenant's document that was not touched for longest, past those others work on.
-- Privileges: shop_app. Parameters: addition (a JSON object), updated at.
UPDATE shop.documents
SET body = body || ?::jsonb, updated_at = ?
WHERE id = (SELECT id FROM shop.documents ORDER BY tenant_id, updated_at LIMIT 1 FOR UPDATE SKIP LOCKED)
