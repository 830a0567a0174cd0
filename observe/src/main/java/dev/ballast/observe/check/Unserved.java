package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import java.time.Instant;

/// That no client of a target gets a session and an answer.
///
/// @param since the first of the attempts that all failed
/// @param why the last one did
public record Unserved(Instant since, Fault why) {
  public Unserved {
    requireNonNull(since, "since is null");
    requireNonNull(why, "why is null");
  }
}
