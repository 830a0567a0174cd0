-- down we go: this is prose, not a mark
SELECT 1;
-- down
SELECT 2;
