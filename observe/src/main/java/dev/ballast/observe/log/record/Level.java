package dev.ballast.observe.log.record;

/// How serious the server itself says that a message is.
public enum Level {
  DEBUG,
  INFO,
  NOTICE,
  WARNING,
  ERROR,
  LOG,
  FATAL,
  PANIC,
  /// A word that is none of these in any language that is known here.
  UNKNOWN
}
