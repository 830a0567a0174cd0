CREATE TABLE moods (person text, feeling mood);
