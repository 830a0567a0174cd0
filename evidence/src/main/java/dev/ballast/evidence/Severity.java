package dev.ballast.evidence;

/// How much a finding matters, least first.
public enum Severity {
  INFO,
  WARNING,
  ERROR
}
