package dev.ballast.sql.grammar;

/// What came of taking a fingerprint.
public sealed interface Fingerprinted permits Fingerprint, Rejected {}
