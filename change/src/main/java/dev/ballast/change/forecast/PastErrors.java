package dev.ballast.change.forecast;

import dev.ballast.evidence.ChangeOutcome;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// By which factors predictions were off, for each kind of statement: 1 is exact, 2 is half or
/// twice of what was predicted.
public final class PastErrors {
  /// So many outcomes of a kind are needed before its error replaces the default.
  public static final int ENOUGH = 5;

  /// Nothing was predicted yet.
  public static final PastErrors NONE = new PastErrors(Map.of());

  private static final double MEDIAN = 0.5;
  private static final double MOST = 0.9;

  private final Map<String, List<Double>> factors;

  private PastErrors(Map<String, List<Double>> factors) {
    this.factors = factors;
  }

  public static PastErrors of(List<ChangeOutcome> outcomes) {
    return new PastErrors(
        outcomes.stream()
            .collect(
                Collectors.groupingBy(
                    ChangeOutcome::kind,
                    Collectors.mapping(ChangeOutcome::factor, Collectors.toList()))));
  }

  /// What is published of one kind.
  ///
  /// @param median half of the predictions were off by at most this factor
  /// @param most nine in ten were
  public record OfKind(String kind, int outcomes, double median, double most) {}

  /// Every kind of which there is an outcome, by its title.
  public List<OfKind> kinds() {
    return factors.keySet().stream()
        .sorted()
        .map(
            kind ->
                new OfKind(
                    kind, all(kind).size(), quantile(all(kind), MEDIAN), quantile(all(kind), MOST)))
        .toList();
  }

  /// The factor that nine in ten predictions of a kind kept; empty where there are too few.
  OptionalDouble most(StatementKind kind) {
    List<Double> all = all(kind.title());
    return all.size() < ENOUGH ? OptionalDouble.empty() : OptionalDouble.of(quantile(all, MOST));
  }

  int count(StatementKind kind) {
    return all(kind.title()).size();
  }

  private List<Double> all(String kind) {
    return factors.getOrDefault(kind, List.of());
  }

  /// The nearest rank: the smallest value that at least that share of the values does not exceed.
  private static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(rank, 1) - 1);
  }
}
