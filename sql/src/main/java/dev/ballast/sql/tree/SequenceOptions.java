package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// What `CREATE SEQUENCE`, `ALTER SEQUENCE` and an identity column may say. Empty is unsaid.
///
/// @param restarts whether it says `RESTART`, with or without a value
/// @param minimum empty too for `NO MINVALUE`, which [#options()] holds
/// @param ownedBy table and column, or `none`
/// @param options all of them as written
public record SequenceOptions(
    Optional<TypeName> type,
    Optional<Long> start,
    boolean restarts,
    Optional<Long> restartWith,
    Optional<Long> increment,
    Optional<Long> minimum,
    Optional<Long> maximum,
    Optional<Boolean> cycle,
    Optional<Long> cache,
    List<String> ownedBy,
    List<Option> options) {
  public SequenceOptions {
    ownedBy = List.copyOf(ownedBy);
    options = List.copyOf(options);
  }
}
