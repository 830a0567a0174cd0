package dev.ballast.observe.watch;

import dev.ballast.observe.text.StatementId;
import dev.ballast.observe.text.StatementText;
import java.util.Map;

/// Takes the texts of statements that were not known before, from any number of threads at once.
/// Does not wait for a store.
@FunctionalInterface
public interface TextSink {
  void accept(String target, Map<StatementId, StatementText> texts);
}
