package dev.ballast.protect.verify.content;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// How much of a table a digest covers.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "coverage")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Coverage.Full.class, name = "full"),
  @JsonSubTypes.Type(value = Coverage.Whole.class, name = "whole"),
  @JsonSubTypes.Type(value = Coverage.Sampled.class, name = "sampled")
})
public sealed interface Coverage {

  /// Every row.
  record Full() implements Coverage {}

  /// Every row, though the table is so large that a sample was requested.
  ///
  /// @param reason why no sample was taken
  record Whole(String reason) implements Coverage {
    public Whole {
      requireNonNull(reason, "reason is null");
    }
  }

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
