select '2026-01-01-000000_users/down';
