package dev.ballast.server.page;

import dev.ballast.pages.chart.Span;
import dev.ballast.pages.report.Capacity;
import dev.ballast.pages.report.Capacity.Kind;
import dev.ballast.pages.report.ExecutiveSheet.Cost;
import dev.ballast.pages.report.Measured;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Point;
import dev.ballast.store.sample.SeriesReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The stored figures of all targets that an executive sheet is made of. For one sheet, and one
/// thread.
final class SheetFigures {
  /// What is drawn of a period.
  private static final int STEPS = 60;

  private static final Duration PAST = Duration.ofDays(30);
  private static final Duration DAY = Duration.ofDays(1);
  private static final double THOUSAND = 1000;

  /// Keys and sequences of which less is used are not near their end.
  private static final double NEAR = 0.5;

  private static final int MOST_KEYS = 10;

  private final Span span;
  private final Instant before;
  private final Map<Integer, List<Double>> bad = new TreeMap<>();
  private final double[] bytes;
  private final boolean[] sized;
  private final double[] seconds;
  private final double[] transactions;
  private final List<Capacity> capacity = new ArrayList<>();
  private double secondsBefore;
  private double transactionsBefore;
  private int withoutDisk;
  private int withoutFigures;
  private int targets;

  SheetFigures(Span span) {
    this.span = span;
    this.before = span.from().minus(Duration.between(span.from(), span.to()));
    this.bytes = new double[span.steps()];
    this.sized = new boolean[span.steps()];
    this.seconds = new double[span.steps()];
    this.transactions = new double[span.steps()];
  }

  /// Steps of whole hours, so many as can be seen.
  static Span span(Instant from, Instant to, ZoneId zone) {
    long hours = Math.max(1, Math.ceilDiv(Duration.between(from, to).toHours(), STEPS));
    return new Span(from, to, Duration.ofHours(hours), zone);
  }

  void add(SeriesReader series, String target) {
    Hours hours = new Hours(series, target);
    targets++;
    objectives(hours);
    Map<Labels, List<Point>> stored =
        hours.of("database_size", "bytes", earlier(span.from().minus(DAY)), span.to());
    Map<Labels, List<Point>> sizes = Hours.present(since(stored), span.to());
    sizes(stored.values());
    if (!sizes.isEmpty()) {
      capacity.add(Outlooks.growing(target, Kind.DATABASES, "", List.copyOf(sizes.values())));
    }
    boolean disk = disks(hours);
    withoutDisk += disk ? 0 : 1;
    withoutFigures += sizes.isEmpty() && !disk ? 1 : 0;
    keys(hours, "key", Kind.KEY, List.of("schema", "table", "column"));
    keys(hours, "sequence", Kind.SEQUENCE, List.of("schema", "sequence"));
    cost(hours);
  }

  /// What trends are made of begins no later.
  private Instant earlier(Instant at) {
    Instant past = span.to().minus(PAST);
    return at.isBefore(past) ? at : past;
  }

  private Map<Labels, List<Point>> since(Map<Labels, List<Point>> all) {
    Map<Labels, List<Point>> late = new TreeMap<>();
    Instant past = span.to().minus(PAST);
    all.forEach(
        (labels, points) ->
            late.put(labels, points.stream().filter(p -> !p.at().isBefore(past)).toList()));
    return late;
  }

  private void objectives(Hours hours) {
    Map<String, Map<Labels, List<Point>>> counted =
        hours.several("objective", List.of("good", "measured"), span.from(), span.to());
    Map<Labels, List<Point>> good = counted.getOrDefault("good", Map.of());
    Map<Labels, List<Point>> measured = counted.getOrDefault("measured", Map.of());
    measured.forEach(
        (labels, points) -> {
          double[] all = sums(points);
          double[] well = sums(good.getOrDefault(labels, List.of()));
          for (int step = 0; step < all.length; step++) {
            if (all[step] > 0) {
              bad.computeIfAbsent(step, none -> new ArrayList<>()).add(1 - well[step] / all[step]);
            }
          }
        });
  }

  private double[] sums(List<Point> points) {
    double[] sums = new double[span.steps()];
    for (Point point : points) {
      int step = span.index(point.at());
      if (step >= 0 && step < sums.length && !Double.isNaN(point.value())) {
        sums[step] += point.value();
      }
    }
    return sums;
  }

  /// What was read last holds for a day.
  private void sizes(Collection<List<Point>> stored) {
    for (List<Point> points : stored) {
      TreeMap<Instant, Double> known = new TreeMap<>();
      points.stream()
          .filter(point -> !Double.isNaN(point.value()))
          .forEach(point -> known.put(point.at(), point.value()));
      for (int step = 0; step < bytes.length; step++) {
        Instant end = span.at(step + 1);
        Map.Entry<Instant, Double> last = known.lowerEntry(end);
        if (last != null && last.getKey().isAfter(end.minus(span.step()).minus(DAY))) {
          bytes[step] += last.getValue();
          sized[step] = true;
        }
      }
    }
  }

  /// Places of one file system are full at once.
  private boolean disks(Hours hours) {
    Map<String, Map<Labels, List<Point>>> places =
        hours.several(
            "host_disk", List.of("free_bytes", "device"), span.to().minus(PAST), span.to());
    Map<Labels, List<Point>> free =
        Hours.present(places.getOrDefault("free_bytes", Map.of()), span.to());
    Map<Labels, List<Point>> devices =
        Hours.present(places.getOrDefault("device", Map.of()), span.to());
    Map<String, List<Labels>> shared = new TreeMap<>();
    for (Labels labels : free.keySet()) {
      String disk =
          devices.containsKey(labels)
              ? String.valueOf(devices.get(labels).getLast().value())
              : labels.text();
      shared.computeIfAbsent(disk, none -> new ArrayList<>()).add(labels);
    }
    for (List<Labels> together : shared.values()) {
      String names =
          together.stream()
              .flatMap(labels -> labels.value("place").stream())
              .collect(Collectors.joining(", "));
      capacity.add(
          Outlooks.ending(hours.target(), Kind.DISK, names, 0, free.get(together.getFirst())));
    }
    return !free.isEmpty();
  }

  private void keys(Hours hours, String family, Kind kind, List<String> names) {
    Hours.present(hours.of(family, "used_ratio", span.to().minus(PAST), span.to()), span.to())
        .entrySet()
        .stream()
        .filter(each -> each.getValue().getLast().value() >= NEAR)
        .sorted(Comparator.comparingDouble(each -> -each.getValue().getLast().value()))
        .limit(MOST_KEYS)
        .forEach(
            each ->
                capacity.add(
                    Outlooks.ending(
                        hours.target(),
                        kind,
                        String.join(
                            ".",
                            names.stream()
                                .flatMap(name -> each.getKey().value(name).stream())
                                .toList()),
                        1,
                        each.getValue())));
  }

  /// An hour counts where both its time and its transactions are known.
  private void cost(Hours hours) {
    Map<String, Map<Labels, Map<Instant, Double>>> grown =
        hours.grown(
            "database", List.of("active_seconds", "commits", "rollbacks"), before, span.to());
    Map<Labels, Map<Instant, Double>> active = grown.getOrDefault("active_seconds", Map.of());
    Map<Labels, Map<Instant, Double>> commits = grown.getOrDefault("commits", Map.of());
    Map<Labels, Map<Instant, Double>> rollbacks = grown.getOrDefault("rollbacks", Map.of());
    active.forEach(
        (labels, times) -> {
          Map<Instant, Double> done = commits.getOrDefault(labels, Map.of());
          Map<Instant, Double> undone = rollbacks.getOrDefault(labels, Map.of());
          times.forEach(
              (at, time) -> {
                if (done.containsKey(at) && undone.containsKey(at)) {
                  cost(at, time, done.get(at) + undone.get(at));
                }
              });
        });
  }

  private void cost(Instant at, double time, double ended) {
    int step = span.index(at);
    if (step < 0) {
      secondsBefore += time;
      transactionsBefore += ended;
    } else if (step < seconds.length) {
      seconds[step] += time;
      transactions[step] += ended;
    }
  }

  /// How many were read.
  int targets() {
    return targets;
  }

  /// The share that was bad, each objective alike.
  List<Measured> bad() {
    return bad.entrySet().stream()
        .map(each -> new Measured(span.at(each.getKey()), mean(each.getValue())))
        .toList();
  }

  /// Whether there are parts of the period in which no objective was measured.
  boolean partly() {
    return bad.size() < span.steps();
  }

  private static double mean(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  List<Measured> bytes() {
    List<Measured> known = new ArrayList<>();
    for (int step = 0; step < bytes.length; step++) {
      if (sized[step]) {
        known.add(new Measured(span.at(step), bytes[step]));
      }
    }
    return known;
  }

  /// How fast all databases grow whose pace is known.
  Optional<Double> bytesPerDay() {
    List<Double> paces =
        capacity.stream()
            .filter(each -> each.kind() == Kind.DATABASES)
            .flatMap(each -> each.perDay().stream())
            .toList();
    return paces.isEmpty()
        ? Optional.empty()
        : Optional.of(paces.stream().mapToDouble(Double::doubleValue).sum());
  }

  List<Measured> costs() {
    List<Measured> known = new ArrayList<>();
    for (int step = 0; step < seconds.length; step++) {
      if (transactions[step] > 0) {
        known.add(new Measured(span.at(step), THOUSAND * seconds[step] / transactions[step]));
      }
    }
    return known;
  }

  Cost cost() {
    double time = 0;
    double ended = 0;
    for (int step = 0; step < seconds.length; step++) {
      time += seconds[step];
      ended += transactions[step];
    }
    return new Cost(
        ended > 0 ? Optional.of(THOUSAND * time / ended) : Optional.empty(),
        transactionsBefore > 0
            ? Optional.of(THOUSAND * secondsBefore / transactionsBefore)
            : Optional.empty(),
        ended);
  }

  /// What runs out first is first, then what is not known.
  List<Capacity> capacity() {
    return capacity.stream()
        .sorted(
            Comparator.comparing(Capacity::outlook)
                .thenComparing(each -> each.date().orElse(Instant.MAX))
                .thenComparing(Capacity::target)
                .thenComparing(Capacity::kind)
                .thenComparing(Capacity::subject))
        .toList();
  }

  /// What is not known, as sentences.
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (withoutFigures > 0) {
      missing.add("Of %d of %d targets no size is stored.".formatted(withoutFigures, targets));
    }
    if (withoutDisk > 0) {
      missing.add(
          "Of %d of %d targets the free space of file systems is not known: they run on another machine than the node, or nothing was stored yet."
              .formatted(withoutDisk, targets));
    }
    long unknown =
        capacity.stream().filter(each -> each.outlook() == Capacity.Outlook.UNKNOWN).count();
    if (unknown > 0) {
      missing.add(
          "Of %d of %d capacities fewer than 3 days of figures are stored, which is no trend."
              .formatted(unknown, capacity.size()));
    }
    int gaps = span.steps() - bad.size();
    if (gaps > 0 && targets > 0) {
      missing.add(
          "No objective was measured in %d of %d parts of the period."
              .formatted(gaps, span.steps()));
    }
    return missing;
  }
}
