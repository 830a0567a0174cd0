CREATE TABLE settings_next (LIKE settings INCLUDING ALL) USING other_heap;
