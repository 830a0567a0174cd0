import dev.ballast.evidence.Counted;
import dev.ballast.observe.day.HealthyDay;
import dev.ballast.observe.day.Planted;
import dev.ballast.observe.day.Workday;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Label;
import dev.ballast.store.usual.KeptUsual;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The work of `bench/day.sh`: the tables of `docs/reference/healthy-day.md`.
final class SimulateDay {
  private static final List<Integer> WEEKS = List.of(1, 4);
  private static final Duration WATCHED = Duration.ofHours(3);

  private SimulateDay() {}

  public static void main(String[] arguments) {
    long seeds = Long.parseLong(arguments[0]);
    boolean details = arguments.length > 1;
    print("## A healthy day");
    print("");
    print("| seed | looks | undecided | pages | tickets | notes | came back |");
    print("|---:|---:|---:|---:|---:|---:|---:|");
    List<String> raised = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      HealthyDay.Outcome outcome =
          HealthyDay.run(
              seed,
              HealthyDay.learned(seed, 1),
              Workday.DAY,
              Workday.DAY.plus(Duration.ofDays(1)),
              Optional.empty());
      print(
          "| %d | %,d | %d | %d | %d | %d | %d |",
          seed,
          outcome.looks(),
          outcome.undecided().size(),
          count(outcome, Urgency.PAGE),
          count(outcome, Urgency.TICKET),
          count(outcome, Urgency.NOTE),
          outcome.steps().stream()
              .filter(step -> step.kind() == AlertStep.Kind.RETURNED)
              .count());
      for (Alert alert : outcome.raised()) {
        raised.add("| %d | %s |".formatted(seed, row(alert)));
      }
      if (details) {
        outcome.undecided().forEach((check, why) -> print("undecided %s: %s", check, why));
      }
    }
    print("");
    print("| seed | at | check | urgency | summary |");
    print("|---:|---|---|---|---|");
    raised.forEach(SimulateDay::print);
    print("");
    for (int weeks : WEEKS) {
      List<List<KeptUsual>> learned = new ArrayList<>();
      for (long seed = 1; seed <= seeds; seed++) {
        learned.add(HealthyDay.learned(seed, weeks));
      }
      print("## Planted departures, after %s", Counted.of(weeks, "week"));
      print("");
      planted(seeds, learned, details);
      print("");
    }
  }

  private static long count(HealthyDay.Outcome outcome, Urgency urgency) {
    return outcome.steps().stream()
        .filter(
            step ->
                step.kind() == AlertStep.Kind.RAISED || step.kind() == AlertStep.Kind.WORSENED)
        .filter(step -> step.alert().urgency() == urgency)
        .count();
  }

  private static String row(Alert alert) {
    return "%s | `%s` | %s | %s"
        .formatted(
            alert.raisedAt(),
            alert.check(),
            alert.urgency().name().toLowerCase(Locale.ROOT),
            alert.condition().summary());
  }

  private static void planted(long seeds, List<List<KeptUsual>> learned, boolean details) {
    print("| planted | at | found | minutes | by | beside |");
    print("|---|---|---:|---|---|---|");
    int found = 0;
    for (Planted each : Planted.values()) {
      List<String> minutes = new ArrayList<>();
      List<String> by = new ArrayList<>();
      List<String> beside = new ArrayList<>();
      Instant at = each.on(Workday.DAY);
      for (int seed = 1; seed <= seeds; seed++) {
        HealthyDay.Outcome outcome =
            HealthyDay.run(
                seed, learned.get(seed - 1), at, at.plus(WATCHED), Optional.of(each));
        Optional<Alert> first =
            outcome.raised().stream()
                .filter(alert -> each.isFoundBy(alert) && !alert.raisedAt().isBefore(at))
                .findFirst();
        first.ifPresent(
            alert -> {
              minutes.add(
                  Long.toString(Math.ceilDiv(Duration.between(at, alert.raisedAt()).toSeconds(), 60)));
              by.add("`" + alert.check() + "`");
            });
        outcome.raised().stream()
            .filter(alert -> !each.isFoundBy(alert))
            .forEach(alert -> beside.add("`" + alert.check() + "`" + subject(alert, details)));
        found += first.isPresent() ? 1 : 0;
      }
      print(
          "| %s | %s | %d of %d | %s | %s | %s |",
          each.what(),
          at.toString().substring(11, 16),
          minutes.size(),
          seeds,
          String.join(", ", minutes),
          by.stream().distinct().collect(Collectors.joining(", ")),
          beside.stream().distinct().sorted().collect(Collectors.joining(", ")));
    }
    print("");
    print("Recall: %d of %d.", found, Planted.values().length * seeds);
  }

  private static String subject(Alert alert, boolean details) {
    return details
        ? " "
            + alert.subject().all().stream().map(Label::value).collect(Collectors.joining(" "))
            + " "
            + alert.raisedAt()
            + " "
            + alert.condition().summary()
        : "";
  }

  private static void print(String format, Object... values) {
    System.out.println(values.length == 0 ? format : format.formatted(values));
  }
}
