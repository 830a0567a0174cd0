VACUUM FULL orders;
VACUUM (FULL, ANALYZE) public."items";
