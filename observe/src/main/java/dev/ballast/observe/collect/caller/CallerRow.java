package dev.ballast.observe.collect.caller;

/// Active sessions that are alike.
///
/// @param queryId the server's id of the statement that they run; empty where it has none, `other`
///     where several groups are counted together
/// @param waits the class of events, empty for those that run on a processor
/// @param application as its client named it, which nothing proves
public record CallerRow(
    String queryId, String waits, String application, String user, long sessions) {
  private static final String TOGETHER = "other";

  /// Those of no statement, which every reading has, be it with none.
  static final CallerRow NO_STATEMENT = new CallerRow("", "", "", "", 0);

  /// The same group with none of them.
  CallerRow none() {
    return new CallerRow(queryId, waits, application, user, 0);
  }

  /// What they are counted as where their group is not counted by itself.
  CallerRow together() {
    return new CallerRow(TOGETHER, waits, "", "", sessions);
  }

  CallerRow plus(CallerRow more) {
    return new CallerRow(queryId, waits, application, user, sessions + more.sessions);
  }

  boolean isTogether() {
    return queryId.equals(TOGETHER);
  }
}
