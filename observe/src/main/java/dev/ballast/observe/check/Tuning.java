package dev.ballast.observe.check;

import dev.ballast.store.alert.Urgency;
import dev.ballast.targets.config.AlertSettings;
import dev.ballast.targets.config.CheckSettings.Change;
import dev.ballast.targets.config.Figure;
import dev.ballast.targets.config.Target;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the configuration changes about checks. Immutable.
public final class Tuning {
  private static final double USUAL_CLEAR = 0.9;

  private final AlertSettings settings;

  private Tuning(AlertSettings settings) {
    this.settings = settings;
  }

  /// What these settings change.
  ///
  /// @param settings that were compared with the checks when they were read
  public static Tuning of(AlertSettings settings) {
    return new Tuning(settings);
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
}
