package dev.ballast.protect.verify;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// How much of a table a digest covers.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "coverage")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Coverage.Full.class, name = "full"),
  @JsonSubTypes.Type(value = Coverage.Sampled.class, name = "sampled")
})
public sealed interface Coverage {

  /// Every row.
  record Full() implements Coverage {}

  /// The rows of some blocks, drawn without regard to what is in them.
  ///
  /// @param blocks how many were read
  /// @param of how many the table had
  /// @param seed what they were drawn from
  /// @param confidence how sure an equal digest makes that fewer than `fraction` of the blocks
  /// differ
  record Sampled(long blocks, long of, long seed, double confidence, double fraction)
      implements Coverage {}
}
