package dev.ballast.evidence;

/// The exit codes of every command; the table in `docs/reference/exit-codes.md` is checked against
/// this list.
public enum ExitCode {
  DONE(0, "done and clean"),
  BUG(1, "a defect in Ballast"),
  USAGE(2, "the command line or the configuration is wrong"),
  FOUND(3, "ran well and found something at or over the threshold"),
  REFUSED(4, "refused by a guard; nothing was changed"),
  UNREACHABLE(5, "the target is unreachable or does not permit what was asked"),
  PRECONDITION(6, "a precondition is missing on this machine or at the target"),
  REFUTED(7, "verification failed: a stored object is damaged or a proof was refuted"),
  TIMEOUT(8, "a time limit was reached or a lock was lost"),
  INTERRUPTED(130, "interrupted by the operator; what was half done was cleaned up"),
  RECOVERY_ENDED(
      200,
      "a file of the log could not be handed to a server that recovers: above 125, so that"
          + " PostgreSQL ends recovery instead of taking it for the end of the log");

  private final int status;
  private final String meaning;

  ExitCode(int status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  /// The process exit status, 0 to 255.
  public int status() {
    return status;
  }

  public String meaning() {
    return meaning;
  }
}
