package dev.ballast.sql.grammar;

/// What came of replacing a text's constants.
public sealed interface Normalized permits NormalizedText, Rejected {}
