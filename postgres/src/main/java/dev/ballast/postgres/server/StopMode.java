package dev.ballast.postgres.server;

/// How a server is asked to end; see "Shutting Down the Server" in the manual.
public enum StopMode {
  /// Waits for clients to leave.
  SMART("TERM"),
  /// Ends clients, then a checkpoint.
  FAST("INT"),
  /// Ends at once; the next start recovers.
  IMMEDIATE("QUIT");

  private final String signal;

  StopMode(String signal) {
    this.signal = signal;
  }

  String signal() {
    return signal;
  }
}
