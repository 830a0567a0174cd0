-- No program runs.
INSERT INTO settings (key, value) VALUES ('PROGRAM', 'COPY settings FROM PROGRAM');
COPY settings TO '/dev/null';
