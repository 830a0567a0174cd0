package dev.ballast.change.undo;

/// How the values of a column come back where PostgreSQL does not convert them by itself.
///
/// @param column with its table and schema, quoted
/// @param clause after the type: ` USING a::integer`
record Conversion(String column, String clause) {}
