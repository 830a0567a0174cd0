VACUUM orders;
VACUUM (ANALYZE) public."items";
