package dev.ballast.evidence;

/// Errors that belong to no single room.
public enum CommonError implements ErrorCode {
  INTERRUPTED(
      Blame.USER,
      ExitCode.INTERRUPTED,
      "the operator interrupted the command; what was half done was cleaned up"),
  INTERNAL_ERROR(Blame.BUG, ExitCode.BUG, "an assumption of Ballast's own code did not hold");

  private final ErrorKind kind;

  CommonError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }

  /// The fault for work cut short by an interrupt. Clears the thread's interrupt status, so that
  /// the clean-up which
  /// follows can still use files and sockets.
  public static Fault interrupted(String doing) {
    Thread.interrupted();
    return Fault.of(INTERRUPTED, "interrupted while " + doing);
  }
}
