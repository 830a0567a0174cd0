-- It is so already.
ALTER TABLE settings SET LOGGED;
ALTER TABLE staging SET UNLOGGED;
CREATE UNLOGGED TABLE heap_of_lines (line text);
ALTER TABLE heap_of_lines SET LOGGED;
