CREATE VIEW archive.settings AS SELECT * FROM settings;
