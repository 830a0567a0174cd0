import dev.ballast.observe.anomaly.AnomalyDetector;
import dev.ballast.observe.anomaly.nab.NabCorpus;
import dev.ballast.observe.anomaly.nab.NabProfile;
import dev.ballast.observe.anomaly.nab.NabScorer;
import dev.ballast.observe.anomaly.nab.NabScorer.Result;
import dev.ballast.observe.anomaly.nab.NabScorer.Scored;
import dev.ballast.observe.anomaly.nab.NabSeries;
import dev.ballast.observe.anomaly.nab.WindowedGaussian;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The work of `bench/nab.sh`: the tables of `docs/reference/anomalies.md` from the benchmark's
/// folder.
final class ScoreAnomalies {
  private static final int ROUNDS = 5;

  /// The published scores were written with 12 digits, which decides where many are close to 1.
  private static final MathContext PUBLISHED_DIGITS = new MathContext(12);

  private ScoreAnomalies() {}

  public static void main(String[] arguments) throws IOException {
    NabCorpus corpus = NabCorpus.read(Path.of(arguments[0]));
    List<Scored> gaussian = scored(corpus, ScoreAnomalies::gaussian);
    List<Scored> ours = scored(corpus, ScoreAnomalies::ours);
    proof(corpus, gaussian);
    comparison(corpus, ours);
    halves(corpus);
    alarms(corpus, ours);
    if (arguments.length > 1) {
      eachSeries(corpus, ours);
    }
    throughput(corpus);
  }

  private static List<Scored> scored(
      NabCorpus corpus, Function<NabSeries, List<Double>> detector) {
    return corpus.series().stream().map(s -> new Scored(s, detector.apply(s))).toList();
  }

  private static List<Double> gaussian(NabSeries series) {
    return WindowedGaussian.scores(series).stream()
        .map(s -> new BigDecimal(s).round(PUBLISHED_DIGITS).doubleValue())
        .toList();
  }

  private static List<Double> ours(NabSeries series) {
    AnomalyDetector detector = new AnomalyDetector(0);
    List<Double> scores = new ArrayList<>();
    for (NabSeries.Point point : series.points()) {
      detector.observe(point.time().toInstant(ZoneOffset.UTC), point.value());
      scores.add(detector.score());
    }
    return scores;
  }

  private static void proof(NabCorpus corpus, List<Scored> gaussian) {
    print("| profile | windowedGaussian, computed here | as published |");
    print("|---|---:|---:|");
    for (NabProfile profile : corpus.profiles()) {
      print(
          "| %s | %.9f | %.9f |",
          profile.name(),
          NabScorer.best(gaussian, profile).score(),
          published(corpus, "windowedGaussian", profile));
    }
    print("");
  }

  private static void comparison(NabCorpus corpus, List<Scored> ours) {
    print("| detector | standard | low false positives | low false negatives |");
    print("|---|---:|---:|---:|");
    List<String> rows = new ArrayList<>();
    rows.add(row("**Ballast**", corpus, p -> NabScorer.best(ours, p).score()));
    corpus.published().stream()
        .map(NabCorpus.Published::detector)
        .distinct()
        .sorted(Comparator.comparing(d -> -published(corpus, d, corpus.profiles().getFirst())))
        .forEach(d -> rows.add(row(d, corpus, p -> published(corpus, d, p))));
    rows.forEach(ScoreAnomalies::print);
    print("");
  }

  private static String row(
      String name, NabCorpus corpus, Function<NabProfile, Double> score) {
    StringBuilder row = new StringBuilder("| " + name + " |");
    for (NabProfile profile : corpus.profiles()) {
      row.append(String.format(Locale.ROOT, " %.1f |", score.apply(profile)));
    }
    return row.toString();
  }

  private static double published(NabCorpus corpus, String detector, NabProfile profile) {
    return corpus.published().stream()
        .filter(p -> p.detector().equals(detector) && p.profile().equals(profile.name()))
        .findFirst()
        .orElseThrow()
        .score();
  }

  private static void halves(NabCorpus corpus) {
    print("| series | standard | low false positives | low false negatives |");
    print("|---|---:|---:|---:|");
    for (boolean tuned : List.of(true, false)) {
      NabCorpus half = corpus.half(tuned);
      List<Scored> ours = scored(half, ScoreAnomalies::ours);
      String name = "%d, %s".formatted(half.series().size(), tuned ? "tuned by" : "the others");
      print(row(name, half, p -> NabScorer.at(ours, p, 0.5).score()));
    }
    print("");
  }

  private static void alarms(NabCorpus corpus, List<Scored> ours) {
    print("| profile | threshold | score | windows found | false alarms |");
    print("|---|---:|---:|---:|---:|");
    for (NabProfile profile : corpus.profiles()) {
      for (Result each :
          List.of(NabScorer.best(ours, profile), NabScorer.at(ours, profile, 0.5))) {
        print(
            "| %s | %.4f | %.1f | %d of %d | %d |",
            profile.name(),
            each.threshold(),
            each.score(),
            each.windows().found(),
            each.windows().all(),
            each.falseAlarms());
      }
    }
    print("");
  }

  private static void eachSeries(NabCorpus corpus, List<Scored> ours) {
    print("| series | points | windows | found | false alarms |");
    print("|---|---:|---:|---:|---:|");
    for (Scored each : ours) {
      Result result = NabScorer.at(List.of(each), corpus.profiles().getFirst(), 0.5);
      print(
          "| %s | %d | %d | %d | %d |",
          each.series().name(),
          each.series().points().size(),
          result.windows().all(),
          result.windows().found(),
          result.falseAlarms());
    }
    print("");
  }

  /// Of the last round: the ones before it are the JVM's warm-up.
  private static void throughput(NabCorpus corpus) {
    long points = 0;
    long nanos = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      points = 0;
      for (NabSeries series : corpus.series()) {
        points += ours(series).size();
      }
      nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }
    print("%d points, %.0f per CPU second", points, points / (nanos / 1e9));
  }

  private static void print(String line, Object... values) {
    System.out.println(values.length == 0 ? line : String.format(Locale.ROOT, line, values));
  }
}
