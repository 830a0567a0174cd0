GRANT ALL ON orders TO grant_all_clerk;
GRANT ALL PRIVILEGES ON ALL TABLES IN SCHEMA public TO grant_all_clerk;
GRANT ALL ON SCHEMA public TO grant_all_clerk;
