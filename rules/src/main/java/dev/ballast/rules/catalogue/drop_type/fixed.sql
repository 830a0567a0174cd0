COMMENT ON TYPE size IS 'Unused since release 41; to be dropped with release 43.';
