CREATE TYPE size AS ENUM ('s', 'm');
CREATE TYPE address AS (street text, town text);
CREATE TYPE used_mood AS ENUM ('calm');
CREATE TABLE moods (id bigint PRIMARY KEY, feeling used_mood);
