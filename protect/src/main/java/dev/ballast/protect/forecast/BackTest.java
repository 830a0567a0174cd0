package dev.ballast.protect.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How good the forecasts would have been: each drill is held back, forecast from all the others,
/// and compared with what it measured.
///
/// @param heldBack oldest first; those that the others could not forecast are left out
public record BackTest(List<HeldBack> heldBack) {
  /// Of the held-back drills, about so many parts are within a prediction interval, where there are
  /// enough of them.
  private static final double COVERAGE = 0.8;

  private static final double LEAST_SECONDS = 0.001;

  public BackTest {
    heldBack = List.copyOf(heldBack);
  }

  /// One drill.
  public record HeldBack(Instant at, Duration forecast, Duration measured) {
    public HeldBack {
      requireNonNull(at, "at is null");
      requireNonNull(forecast, "forecast is null");
      requireNonNull(measured, "measured is null");
    }

    /// Above 1 where the drill took longer than forecast.
    double ratio() {
      return Math.max(LEAST_SECONDS, measured.toNanos() / 1e9)
          / Math.max(LEAST_SECONDS, forecast.toNanos() / 1e9);
    }

    double error() {
      return Math.abs(ratio() - 1);
    }
  }

  static BackTest of(List<Drill> drills) {
    List<HeldBack> results = new ArrayList<>();
    for (int i = 0; i < drills.size(); i++) {
      Drill held = drills.get(i);
      List<Drill> others = new ArrayList<>(drills);
      others.remove(i);
      RecoveryModel model = RecoveryModel.fit(others);
      if (model.obstacle(held.workload()).isEmpty()) {
        results.add(new HeldBack(held.at(), model.recovery(held.workload()), held.recovery()));
      }
    }
    return new BackTest(results);
  }

  /// Half of the drills were missed by at most this share of the forecast.
  public double medianError() {
    return RobustLine.median(heldBack.stream().map(HeldBack::error).toList());
  }

  /// No drill was missed by more than this share of the forecast.
  public double worstError() {
    return heldBack.stream().mapToDouble(HeldBack::error).max().orElseThrow();
  }

  /// Where a recovery is expected to end: the forecast, stretched by how much the held-back drills
  /// took more or less than theirs. With *n* drills a next one of the same kind ranks anywhere
  /// among them with equal chance, so the *k* extreme ones on each side leave 1 - 2*k*/(*n* + 1).
  Interval around(double seconds) {
    List<Double> ratios = heldBack.stream().map(HeldBack::ratio).sorted().toList();
    int ranks = ratios.size() + 1;
    int cut = Math.max(1, (int) ((1 - COVERAGE) / 2 * ranks + 1e-9));
    return new Interval(
        RecoveryModel.duration(seconds * ratios.get(cut - 1)),
        RecoveryModel.duration(seconds * ratios.get(ratios.size() - cut)),
        1 - 2.0 * cut / ranks);
  }
}
