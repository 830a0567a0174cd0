package dev.ballast.postgres.server;

/// What a server that starts writes to its log when another process has its port: `could not bind
/// IPv4 address "127.0.0.1": Address already in use`, of `StreamServerPort` (`ListenServerPort`
/// from 17 on) in `src/backend/libpq/pqcomm.c`. It ends with status 1, as for most other reasons.
final class PortTakenMessage {
  private static final String TEXT = "could not bind ";

  private PortTakenMessage() {}

  static boolean isIn(String log) {
    return log.contains(TEXT);
  }
}
