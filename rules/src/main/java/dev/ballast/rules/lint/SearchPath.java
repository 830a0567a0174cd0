package dev.ballast.rules.lint;

/// Where a script has names without a schema looked up. A check takes them for names of `public`,
/// whatever the script sets. For one script and one thread.
public final class SearchPath {
  private static final String PUBLIC_FIRST = "(?:\\s*\"?\\$user\"?\\s*,)?\\s*\"?public\\b.*";

  private boolean session;
  private boolean local;

  /// Of `SET LOCAL`, the transaction that it ends with; 0 for none.
  private int transaction;

  /// A statement that is done; it counts for those behind it.
  public void follow(SeenStatement seen) {
    for (SettingChange change : SettingChange.of(seen.statement())) {
      if (change.name().equals("search_path") || change.name().equals(SettingChange.ALL)) {
        boolean elsewhere =
            !change.reset() && change.value().filter(each -> each.matches(PUBLIC_FIRST)).isEmpty();
        if (change.local()) {
          local = elsewhere;
          transaction = seen.transaction();
        } else {
          session = elsewhere;
          transaction = 0;
        }
      }
    }
  }

  /// Whether a name without a schema may be of another than `public` in a transaction.
  public boolean leadsElsewhere(int in) {
    return in == transaction ? local : session;
  }
}
