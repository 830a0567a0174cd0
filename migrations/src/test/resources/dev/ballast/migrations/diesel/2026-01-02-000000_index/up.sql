select '2026-01-02-000000_index/up';
