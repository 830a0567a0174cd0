exports.up = (pgm) => pgm.sql("DROP TABLE users");
