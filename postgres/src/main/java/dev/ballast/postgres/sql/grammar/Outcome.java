package dev.ballast.postgres.sql.grammar;

/// What came of a parse.
public sealed interface Outcome permits Parsed, Rejected {}
