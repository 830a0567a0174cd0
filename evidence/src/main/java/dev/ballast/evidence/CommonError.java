package dev.ballast.evidence;

/// Errors that belong to no single room.
public enum CommonError implements ErrorCode {
  INTERRUPTED(
      Blame.USER,
      ExitCode.INTERRUPTED,
      "the operator interrupted the command; what was half done was cleaned up"),
  INTERNAL_ERROR(Blame.BUG, ExitCode.BUG, "an assumption of Ballast's own code did not hold");

  private final Blame blame;
  private final ExitCode exit;
  private final String meaning;

  CommonError(Blame blame, ExitCode exit, String meaning) {
    this.blame = blame;
    this.exit = exit;
    this.meaning = meaning;
  }

  @Override
  public Blame blame() {
    return blame;
  }

  @Override
  public ExitCode exit() {
    return exit;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  /// The fault for work cut short by an interrupt. Clears the thread's interrupt status, so that
  /// the clean-up which
  /// follows can still use files and sockets.
  public static Fault interrupted(String doing) {
    Thread.interrupted();
    return Fault.of(INTERRUPTED, "interrupted while " + doing);
  }
}
