REVOKE ALL ON orders FROM grant_all_clerk;
GRANT ALL ON FUNCTION touch() TO grant_all_clerk;
