package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What the change did to the traffic on the clone.
///
/// @param source where its statements come from
/// @param ratePerSecond statements due in a second
/// @param before the change, without it
/// @param during one for each script, in their order
/// @param after the change
/// @param notReplayed what of the source is not on the clone
/// @param replayedShare the part of the source's calls that is, from 0 to 1
public record TrafficEffect(
    String source,
    double ratePerSecond,
    TrafficStretch before,
    List<Script> during,
    TrafficStretch after,
    List<NotReplayed> notReplayed,
    double replayedShare) {
  public TrafficEffect {
    requireNonNull(source, "source is null");
    requireNonNull(before, "before is null");
    during = List.copyOf(during);
    requireNonNull(after, "after is null");
    notReplayed = List.copyOf(notReplayed);
  }

  /// A run of a script under traffic.
  public record Script(RehearsedScript run, TrafficStretch traffic) {
    public Script {
      requireNonNull(run, "run is null");
      requireNonNull(traffic, "traffic is null");
    }
  }

  /// A statement of the source that is not replayed.
  ///
  /// @param share of the source's calls, from 0 to 1
  public record NotReplayed(String text, String reason, double share) {
    public NotReplayed {
      requireNonNull(text, "text is null");
      requireNonNull(reason, "reason is null");
    }
  }
}
