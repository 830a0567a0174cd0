package dev.ballast.observe.check;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Nearest;
import dev.ballast.observe.ObserveError;
import dev.ballast.store.alert.Urgency;
import dev.ballast.targets.config.AlertSettings;
import dev.ballast.targets.config.AlertSettings.SendRule;
import dev.ballast.targets.config.CheckSettings;
import dev.ballast.targets.config.CheckSettings.AtTarget;
import dev.ballast.targets.config.CheckSettings.Change;
import dev.ballast.targets.config.Figure;
import dev.ballast.targets.config.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/// What the configuration changes about checks. Immutable.
public final class Tuning {
  private static final double USUAL_CLEAR = 0.9;

  private final AlertSettings settings;

  private Tuning(AlertSettings settings) {
    this.settings = settings;
  }

  /// Fault `alerts-invalid`, whose detail has one line for each fault.
  public static Tuning of(AlertSettings settings, List<Check> checks) {
    Tuning tuning = new Tuning(settings);
    List<String> faults = tuning.faults(checks);
    if (!faults.isEmpty()) {
      throw Fault.of(
              ObserveError.ALERTS_INVALID,
              "the section alerts of the configuration has "
                  + (faults.size() == 1 ? "a fault" : faults.size() + " faults"))
          .detail(String.join("\n", faults))
          .hint("Every check is described in docs/reference/checks.md.");
    }
    return tuning;
  }

  /// Why a check is not evaluated at a target.
  public Optional<String> off(Check check, String target) {
    return change(check, target).flatMap(Change::off);
  }

  /// The threshold in force at a target. Where figures of the check are changed, they come before
  /// the objectives.
  public Threshold threshold(Check check, Target target) {
    Threshold own = check.threshold(target.objectives());
    return change(check, target.name())
        .map(change -> changed(setsFigures(change) ? check.threshold() : own, change))
        .orElse(own);
  }

  private static boolean setsFigures(Change change) {
    return change.raise().isPresent() || change.page().isPresent() || change.clear().isPresent();
  }

  private Optional<Change> change(Check check, String target) {
    return settings.checks().stream()
        .filter(each -> each.check().equals(check.name()))
        .findFirst()
        .map(
            each ->
                each.byTarget().stream()
                    .filter(single -> single.target().equals(target))
                    .findFirst()
                    .map(single -> single.change().or(each.all()))
                    .orElseGet(each::all));
  }

  private static Threshold changed(Threshold from, Change change) {
    double raise = change.raise().map(Figure::value).orElse(from.raise());
    OptionalDouble page =
        change.page().map(f -> OptionalDouble.of(f.value())).orElseGet(from::page);
    // As far below the threshold as the check's own.
    double ratio = from.raise() == 0 ? USUAL_CLEAR : from.clear() / from.raise();
    double clear = change.clear().map(Figure::value).orElse(raise * ratio);
    return new Threshold(
        from.measure(),
        raise,
        change.urgency().map(Tuning::urgency).orElse(from.urgency()),
        page,
        clear,
        change.hold().orElse(from.hold()),
        change.calm().orElse(from.calm()));
  }

  private static Urgency urgency(String text) {
    return Urgency.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private List<String> faults(List<Check> checks) {
    List<String> faults = new ArrayList<>();
    List<String> names = checks.stream().map(Check::name).toList();
    for (CheckSettings each : settings.checks()) {
      Optional<Check> check =
          checks.stream().filter(c -> c.name().equals(each.check())).findFirst();
      if (check.isEmpty()) {
        faults.add(unknown("check", each.check(), names));
        continue;
      }
      faults(check.get(), "", each.all()).forEach(faults::add);
      for (AtTarget single : each.byTarget()) {
        faults(check.get(), " at " + single.target(), single.change().or(each.all()))
            .forEach(faults::add);
      }
    }
    Set<String> topics =
        checks.stream().map(check -> topic(check.topic())).collect(Collectors.toSet());
    for (SendRule rule : settings.rules()) {
      rule.checks().stream()
          .filter(name -> !names.contains(name))
          .forEach(name -> faults.add(unknown("check", name, names)));
      rule.topics().stream()
          .filter(name -> !topics.contains(name))
          .forEach(name -> faults.add(unknown("topic", name, List.copyOf(topics))));
    }
    return faults.stream().distinct().sorted().toList();
  }

  /// A topic as the configuration has it.
  public static String topic(Topic topic) {
    return topic.name().toLowerCase(Locale.ROOT);
  }

  private static String unknown(String what, String name, List<String> known) {
    return "there is no %s \"%s\"%s"
        .formatted(
            what,
            name,
            Nearest.to(name, known).map(near -> ", did you mean \"" + near + "\"?").orElse(""));
  }

  private static List<String> faults(Check check, String where, Change change) {
    List<String> faults = new ArrayList<>();
    Measure measure = check.threshold().measure();
    for (Optional<Figure> figure : List.of(change.raise(), change.page(), change.clear())) {
      figure
          .filter(f -> !fits(measure, f.unit()))
          .ifPresent(
              f ->
                  faults.add(
                      "check \"%s\"%s compares %s, which %s is not"
                          .formatted(
                              check.name(),
                              where,
                              what(measure),
                              switch (f.unit()) {
                                case NUMBER -> "a number without a unit";
                                case SHARE -> "a share";
                                case SECONDS -> "a duration";
                                case BYTES -> "a size";
                              })));
    }
    if (!faults.isEmpty()) {
      return faults;
    }
    double raise = change.raise().map(Figure::value).orElse(check.threshold().raise());
    if (change.clear().isPresent() && change.clear().get().value() > raise) {
      faults.add("check \"%s\"%s would be well above its threshold".formatted(check.name(), where));
    }
    OptionalDouble page =
        change.page().map(f -> OptionalDouble.of(f.value())).orElse(check.threshold().page());
    if (page.isPresent() && page.getAsDouble() < raise) {
      faults.add(
          "check \"%s\"%s would page from %s on and be raised from %s on: set page, too"
              .formatted(
                  check.name(), where, measure.text(page.getAsDouble()), measure.text(raise)));
    }
    return faults;
  }

  private static boolean fits(Measure measure, Figure.Unit unit) {
    return switch (measure) {
      case SECONDS -> unit == Figure.Unit.SECONDS;
      case BYTES, BYTES_PER_SECOND -> unit == Figure.Unit.BYTES;
      case SHARE -> unit == Figure.Unit.SHARE || unit == Figure.Unit.NUMBER;
      case TRANSACTIONS, TIMES, PER_SECOND, COUNT -> unit == Figure.Unit.NUMBER;
    };
  }

  private static String what(Measure measure) {
    return switch (measure) {
      case SECONDS -> "durations such as 10min";
      case BYTES, BYTES_PER_SECOND -> "sizes such as 16GB";
      case SHARE -> "shares such as 90%";
      case TRANSACTIONS, TIMES, PER_SECOND, COUNT -> "numbers";
    };
  }
}
