package dev.ballast.sql.tree;

/// What a routine promises about its results (`pg_proc.provolatile`).
public enum Volatility {
  IMMUTABLE,
  STABLE,
  VOLATILE
}
