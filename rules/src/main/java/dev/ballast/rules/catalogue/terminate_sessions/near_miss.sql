-- One session, known by its number; a function that is only stored.
SELECT pg_cancel_backend(0);
CREATE FUNCTION end_idle() RETURNS SETOF boolean LANGUAGE sql AS
  'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = ''idle''';
