package dev.ballast.server.api;

import java.util.List;

/// What came of reading the configuration again.
///
/// @param added such as `target shop`
/// @param restart settings that differ and count from the next start on
public record ReloadView(
    List<String> added, List<String> changed, List<String> removed, List<String> restart) {
  public ReloadView {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
    restart = List.copyOf(restart);
  }

  /// Whether what is declared is the same as before.
  public boolean changesNothing() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }
}
