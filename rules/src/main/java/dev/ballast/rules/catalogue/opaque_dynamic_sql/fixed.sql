COMMENT ON TABLE events_2025 IS 'a year';
COMMENT ON TABLE events_2026 IS 'a year';
