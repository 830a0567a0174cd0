package dev.ballast.targets.config;

import dev.ballast.targets.config.CheckSettings.AtTarget;
import dev.ballast.targets.config.CheckSettings.Change;
import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Reads what the section `alerts` changes about a check. For one file.
final class CheckReader {
  private static final ScalarType<Figure> FIGURE =
      ScalarType.amount("a figure such as 90%", Figure::parse);
  private static final ScalarType<Duration> HOLD = Values.duration("0s", "30d");
  private static final String RAISE = "raise";
  private static final String PAGE = "page";
  private static final String CLEAR = "clear";

  private final KnownChecks checks;
  private final Names targets;

  CheckReader(KnownChecks checks, Names targets) {
    this.checks = checks;
    this.targets = targets;
  }

  CheckSettings read(Section section) {
    Optional<KnownCheck> known = checks.named(section.name());
    checks
        .names()
        .filter(names -> known.isEmpty())
        .ifPresent(names -> section.rejectName(names.refuse(section.name())));
    Change all = change(section);
    boolean fits = known.isEmpty() || fits(section, known.get(), all);
    List<AtTarget> single = new ArrayList<>();
    for (Section target : section.named("targets")) {
      if (!targets.all().contains(target.name())) {
        target.rejectName(targets.refuse(target.name()));
      }
      Change change = change(target);
      known
          .filter(check -> fits(target, check, change) && fits)
          .ifPresent(check -> requireOrder(target, check, change.or(all)));
      single.add(new AtTarget(target.name(), change));
      target.done();
    }
    known.filter(check -> fits).ifPresent(check -> requireOrder(section, check, all));
    section.done();
    return new CheckSettings(section.name(), all, single);
  }

  private static Change change(Section section) {
    return new Change(
        section.optional(RAISE, FIGURE),
        section.optional(PAGE, FIGURE),
        section.optional(CLEAR, FIGURE),
        section.optional("hold", HOLD),
        section.optional("calm", HOLD),
        section.optional("urgency", AlertReader.URGENCY),
        section.optional("off", Values.NOT_BLANK));
  }

  /// Whether the figures are such as the check compares.
  private static boolean fits(Section section, KnownCheck check, Change change) {
    boolean raise = fits(section, RAISE, check, change.raise());
    boolean page = fits(section, PAGE, check, change.page());
    boolean clear = fits(section, CLEAR, check, change.clear());
    return raise && page && clear;
  }

  private static boolean fits(
      Section section, String key, KnownCheck check, Optional<Figure> figure) {
    Optional<String> fault = figure.flatMap(written -> fault(key, check, written));
    fault.ifPresent(why -> section.reject(key, key + " " + why));
    return fault.isEmpty();
  }

  private static Optional<String> fault(String key, KnownCheck check, Figure figure) {
    if (!check.figures().units().contains(figure.unit())) {
      return Optional.of(
          "of check \"%s\" must be %s, found %s"
              .formatted(check.name(), check.figures().example(), figure.unit().title()));
    }
    if (figure.value() == 0) {
      return Optional.of(
          "must be more than 0, "
              + (key.equals(CLEAR) ? "below which no figure is" : "which every figure reaches"));
    }
    boolean isShare = check.figures().units().contains(Figure.Unit.SHARE);
    if (isShare && figure.unit() == Figure.Unit.NUMBER && figure.value() > 1) {
      return Optional.of(
          "would be %s: a share is written with a percent sign, as in 90%%"
              .formatted(check.figures().text().apply(figure.value())));
    }
    return Optional.empty();
  }

  /// Reports what this section says, and not what it has from the one above it.
  private static void requireOrder(Section section, KnownCheck check, Change change) {
    double raise = change.raise().map(Figure::value).orElse(check.raise());
    String raised = text(check, raise);
    if ((section.has(CLEAR) || section.has(RAISE))
        && change.clear().filter(clear -> clear.value() > raise).isPresent()) {
      section.reject(
          CLEAR,
          "clear is %s, above %s from which on the alert is raised"
              .formatted(text(check, change.clear().get().value()), raised));
    }
    OptionalDouble page = change.page().map(f -> OptionalDouble.of(f.value())).orElse(check.page());
    if (page.isEmpty() || page.getAsDouble() >= raise) {
      return;
    }
    String paging = text(check, page.getAsDouble());
    if (section.has(PAGE)) {
      section.reject(
          PAGE, "page is %s, below %s from which on the alert is raised".formatted(paging, raised));
    } else if (section.has(RAISE)) {
      section.reject(
          RAISE,
          "raise is %s, above %s from which on the check pages: set page, too"
              .formatted(raised, paging));
    }
  }

  private static String text(KnownCheck check, double figure) {
    return check.figures().text().apply(figure);
  }
}
