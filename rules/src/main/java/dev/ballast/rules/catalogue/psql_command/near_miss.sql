-- \i in a comment, and in a text.
INSERT INTO settings (key, value) VALUES ('\i', E'\\gexec');
