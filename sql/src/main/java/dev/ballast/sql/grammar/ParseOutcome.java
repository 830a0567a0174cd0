package dev.ballast.sql.grammar;

/// What came of a parse.
public sealed interface ParseOutcome permits Parsed, Rejected {}
