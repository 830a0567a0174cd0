package dev.ballast.observe.anomaly.nab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The score of the Numenta Anomaly Benchmark, written from its paper ("Evaluating Real-Time
/// Anomaly Detection Algorithms", Lavin and Ahmad, 2015).
///
/// A point alarms if a detector's score for it reaches the threshold. Within a window the first
/// alarm counts, the more the earlier it is; each alarm outside costs, the less the closer it is
/// behind a window; a window without an alarm costs. One threshold holds for the whole corpus, the
/// one with the greatest sum. The sum is then put on a scale on which a detector without any alarm
/// has 0, and one that alarms exactly at the beginning of each window 100.
public final class NabScorer {
  /// What a point right at the beginning of its window is worth before it is scaled to 1.
  private static final double BEST = sigmoid(-1);

  private NabScorer() {}

  /// A detector's scores of a series, one per point.
  public record Scored(NabSeries series, List<Double> scores) {
    public Scored {
      scores = List.copyOf(scores);
      if (scores.size() != series.points().size()) {
        throw new IllegalArgumentException("one score per point of " + series.name());
      }
    }
  }

  /// What came out for a corpus under one profile.
  ///
  /// @param threshold from which on a score is an alarm
  /// @param sum over all series, before it is scaled
  /// @param score 0 for no alarm at all, 100 for a perfect detector
  /// @param windows of all series
  /// @param falseAlarms points outside of windows that alarm
  public record Result(
      double threshold, double sum, double score, Windows windows, int falseAlarms) {}

  /// How many windows there are and how many of them were found.
  public record Windows(int all, int found) {}

  /// A scored point.
  ///
  /// @param window the number of its window, or -1
  /// @param worth what an alarm here adds
  private record Candidate(double score, int window, double worth) {}

  /// The score with the threshold that suits the corpus best.
  public static Result best(List<Scored> corpus, NabProfile profile) {
    return sweep(corpus, profile, Double.NaN);
  }

  /// The score with a given threshold.
  public static Result at(List<Scored> corpus, NabProfile profile, double threshold) {
    return sweep(corpus, profile, threshold);
  }

  private static Result sweep(List<Scored> corpus, NabProfile profile, double threshold) {
    List<Candidate> candidates = new ArrayList<>();
    int windows = 0;
    for (Scored each : corpus) {
      addCandidates(candidates, each, windows, profile);
      windows += each.series().windows().size();
    }
    candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
    Tally tally = new Tally(windows, profile);
    Result best = tally.result(Double.POSITIVE_INFINITY);
    for (int i = 0; i < candidates.size(); i++) {
      Candidate each = candidates.get(i);
      if (each.score() < threshold) {
        break;
      }
      tally.add(each);
      boolean last = i + 1 == candidates.size() || candidates.get(i + 1).score() < each.score();
      if (last) {
        Result now = tally.result(each.score());
        if (!Double.isNaN(threshold) || now.sum() > best.sum()) {
          best = now;
        }
      }
    }
    return best;
  }

  /// Adds the points behind the probation, each with what an alarm there is worth.
  private static void addCandidates(
      List<Candidate> candidates, Scored scored, int firstWindow, NabProfile profile) {
    List<NabSeries.Point> points = scored.series().points();
    List<NabSeries.Window> windows = scored.series().windows();
    int next = 0;
    int from = -1;
    int to = -1;
    boolean within = false;
    for (int i = 0; i < points.size(); i++) {
      if (!within
          && next < windows.size()
          && points.get(i).time().equals(windows.get(next).first())) {
        from = i;
        to = last(points, windows.get(next), i);
        within = true;
        next++;
      }
      double worth;
      if (within) {
        double position = -(to - i + 1) / (double) (to - from + 1);
        worth = profile.found() * sigmoid(position) / BEST;
      } else if (to < 0) {
        worth = -profile.falseAlarm();
      } else {
        worth = profile.falseAlarm() * sigmoid((i - to) / (double) (to - from));
      }
      if (i >= scored.series().probation()) {
        int window = within ? firstWindow + next - 1 : -1;
        candidates.add(new Candidate(scored.scores().get(i), window, worth));
      }
      within = within && i < to;
    }
  }

  private static int last(List<NabSeries.Point> points, NabSeries.Window window, int from) {
    for (int i = from; i < points.size(); i++) {
      if (points.get(i).time().equals(window.last())) {
        return i;
      }
    }
    throw new IllegalArgumentException("the window ends at no point: " + window.last());
  }

  /// From 0.99 at the beginning of a window to 0 at its end and -1 far behind it.
  static double sigmoid(double position) {
    return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
  }

  /// Sums up while the threshold falls.
  private static final class Tally {
    private final NabProfile profile;
    private final double[] byWindow;
    private double outside;
    private int found;
    private int falseAlarms;

    Tally(int windows, NabProfile profile) {
      this.profile = profile;
      byWindow = new double[windows];
      java.util.Arrays.fill(byWindow, -profile.missed());
    }

    void add(Candidate each) {
      if (each.window() < 0) {
        outside += each.worth();
        falseAlarms++;
      } else {
        found += byWindow[each.window()] < 0 ? 1 : 0;
        byWindow[each.window()] = Math.max(byWindow[each.window()], each.worth());
      }
    }

    Result result(double threshold) {
      double sum = outside;
      for (double each : byWindow) {
        sum += each;
      }
      double least = -profile.missed() * byWindow.length;
      double most = profile.found() * byWindow.length;
      double score = 100 * (sum - least) / (most - least);
      return new Result(threshold, sum, score, new Windows(byWindow.length, found), falseAlarms);
    }
  }
}
