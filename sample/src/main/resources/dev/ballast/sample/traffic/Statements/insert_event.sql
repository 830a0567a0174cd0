-- Notes what a user did.
-- Privileges: shop_app. Parameters: tenant, user, kind, occurred at, payload.
INSERT INTO shop.events (tenant_id, user_id, kind, occurred_at, payload)
VALUES (?, ?, ?::shop.event_kind, ?, ?::jsonb)
