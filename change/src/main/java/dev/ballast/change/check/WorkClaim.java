package dev.ballast.change.check;

import dev.ballast.effect.claim.WorkEffect;
import java.util.Locale;
import java.util.Optional;

/// Work under lock that a finding names.
///
/// @param kind `rewrite`, `scan`, `index build` or `emptied`
/// @param condition what it depends on; empty where it is sure
public record WorkClaim(String relation, String kind, Optional<String> condition) {
  static WorkClaim of(WorkEffect work) {
    return new WorkClaim(
        work.relation().name().toString(),
        work.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        LockClaim.condition(work.likelihood()));
  }
}
