package dev.ballast.migrations;

/// How the tool that runs a script puts its statements into transactions.
public enum TransactionMode {
  /// The tool wraps the whole script in one transaction (Flyway, dbmate, goose, `psql -1`).
  WRAPPED("one transaction around the script"),
  /// Each statement is a transaction of its own, unless the script says BEGIN (`psql -f`, or a
  /// tool configured to leave the transaction out).
  PER_STATEMENT("each statement its own transaction"),
  /// The whole text goes to the server as one simple query: an implicit transaction around all of
  /// it (golang-migrate). See the manual, 54.2.3.1, "Multiple Statements in a Simple Query".
  ONE_QUERY("one query with all statements, in an implicit transaction");

  private final String explanation;

  TransactionMode(String explanation) {
    this.explanation = explanation;
  }

  public String explanation() {
    return explanation;
  }
}
