package dev.ballast.lab.traffic;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// What arrives, and how often beside each other.
///
/// @param readOnlySessions whether the server is to refuse what writes: the sessions set
///     `default_transaction_read_only`
public record TrafficMix(List<WeightedWork> works, boolean readOnlySessions) {
  public TrafficMix {
    works = List.copyOf(works);
  }

  public static TrafficMix of(List<WeightedWork> works) {
    return new TrafficMix(works, false);
  }

  /// The part that was proven to write nothing, in sessions that cannot write. May be empty.
  public TrafficMix readOnly() {
    return new TrafficMix(
        works.stream().filter(weighted -> weighted.work().isReadOnly()).toList(), true);
  }

  public boolean isEmpty() {
    return works.isEmpty();
  }

  /// The share of another mix's arrivals that this one holds, from 0 to 1.
  public double shareOf(TrafficMix whole) {
    double all = whole.weight();
    return all == 0 ? 0 : weight() / all;
  }

  private double weight() {
    return works.stream().mapToDouble(WeightedWork::weight).sum();
  }

  /// Draws from the mix by weight.
  Choice choice() {
    double[] sums = new double[works.size()];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += works.get(i).weight();
      sums[i] = sum;
    }
    return new Choice(works.stream().map(WeightedWork::work).toList(), sums);
  }

  /// A mix as sums of weights.
  static final class Choice {
    private final List<Work> works;
    private final double[] sums;

    Choice(List<Work> works, double[] sums) {
      this.works = works;
      this.sums = sums;
    }

    Work draw(RandomGenerator random) {
      double point = random.nextDouble() * sums[sums.length - 1];
      int found = Arrays.binarySearch(sums, point);
      // A point on a border belongs to what follows.
      int index = found >= 0 ? found + 1 : -found - 1;
      return works.get(Math.min(index, sums.length - 1));
    }
  }
}
