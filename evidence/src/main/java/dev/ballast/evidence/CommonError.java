package dev.ballast.evidence;

import java.time.Duration;

/// Errors that belong to no single room.
public enum CommonError implements ErrorCode {
  INTERRUPTED(
      Blame.USER,
      ExitCode.INTERRUPTED,
      "the operator interrupted the command; what was half done was cleaned up"),
  INTERNAL_ERROR(Blame.BUG, ExitCode.BUG, "an assumption of Ballast's own code did not hold");

  /// How long a signal that a child process has got may take to interrupt the command's thread.
  private static final Duration SIGNAL_GRACE = Duration.ofMillis(500);

  private final ErrorKind kind;

  CommonError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }

  /// The fault for work cut short by an interrupt. Clears the thread's interrupt status, so that
  /// the clean-up which follows can still use files and sockets.
  public static Fault interrupted(String doing) {
    Thread.interrupted();
    return Fault.of(INTERRUPTED, "interrupted while " + doing);
  }

  /// Throws the fault of an interrupt on. For a catch that takes any other fault as an answer,
  /// such as "there is none": an interrupt answers nothing.
  public static void rethrowInterrupt(Fault fault) {
    if (fault.code() == INTERRUPTED) {
      throw fault;
    }
  }

  /// Gives the thread its interrupt status back where the fault is that of an interrupt. For
  /// clean-up that ignores what goes wrong in it.
  public static void keepInterrupt(Fault fault) {
    if (fault.code() == INTERRUPTED) {
      Thread.currentThread().interrupt();
    }
  }

  /// Throws the fault of an interrupt if one arrives soon. For who finds that a signal ended a
  /// program of Ballast's: Ctrl-C reaches a whole process group, and the program may be gone
  /// before this process has come to interrupt its own work.
  public static void requireNoInterrupt(String doing) {
    Clock.system().pause(SIGNAL_GRACE);
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(doing);
    }
  }
}
