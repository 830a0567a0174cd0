package dev.ballast.targets.config;

import dev.ballast.evidence.Nearest;
import dev.ballast.targets.config.AlertSettings.SendRule;
import dev.ballast.targets.config.AlertSettings.SubjectLabel;
import dev.ballast.targets.secret.SecretReference;
import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the section `alerts`. For one file.
final class AlertReader {
  private static final List<String> URGENCIES = List.of("note", "ticket", "page");
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final Set<DayOfWeek> WORKING_DAYS =
      EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  static final ScalarType<String> URGENCY = oneOf("an urgency", URGENCIES);
  private static final ScalarType<String> DAY = oneOf("a day", DAYS);
  private static final ScalarType<DailyWindow> HOURS =
      ScalarType.text(
          "times of day such as 08:00-18:00", text -> DailyWindow.parse(text, ZoneOffset.UTC));

  private final Names targets;
  private final KnownChecks checks;
  private final RouteReader routes;

  /// @param targets that are declared
  AlertReader(
      ScalarType<Path> path,
      ScalarType<SecretReference> secret,
      Names targets,
      KnownChecks checks) {
    this.targets = targets;
    this.checks = checks;
    this.routes = new RouteReader(path, secret);
  }

  /// A word of a list.
  static ScalarType<String> oneOf(String expected, List<String> words) {
    return ScalarType.text(
        expected,
        text -> {
          if (!words.contains(text)) {
            throw new IllegalArgumentException(
                "must be one of "
                    + String.join(", ", words)
                    + Nearest.to(text, words)
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse(""));
          }
          return text;
        });
  }

  AlertSettings read(Section section) {
    List<Section> routeSections = section.named("routes");
    List<RouteSettings> read =
        routeSections.stream().flatMap(route -> routes.read(route).stream()).toList();
    Names names = new Names("route", routeSections.stream().map(Section::name).toList());
    List<SendRule> rules = section.items("send").stream().map(rule -> rule(rule, names)).toList();
    if (!names.all().isEmpty() && !section.has("send")) {
      section.missing("send");
    } else if (section.isEmptyList("send")) {
      section.reject("send", "send has no rule, so that nobody would be notified");
    }
    CheckReader reader = new CheckReader(checks, targets);
    List<CheckSettings> changed = section.named("checks").stream().map(reader::read).toList();
    section.done();
    return new AlertSettings(read, rules, changed);
  }

  private SendRule rule(Section section, Names names) {
    List<String> to = section.values("to", names.type());
    if (!section.has("to")) {
      section.missing("to");
    }
    if (section.isEmptyList("to")) {
      section.reject("to", "to names no route");
    }
    for (String key : List.of("urgency", "topics", "targets", "checks", "days")) {
      if (section.isEmptyList(key)) {
        section.reject(key, key + " is empty: name one, or leave the key out");
      }
    }
    Set<String> of = new HashSet<>(section.values("checks", oneOf(checks.names())));
    SendRule rule =
        new SendRule(
            to,
            new HashSet<>(section.values("urgency", URGENCY)),
            new HashSet<>(section.values("topics", oneOf(checks.topics()))),
            new HashSet<>(section.values("targets", targets.type())),
            of,
            section.section("labels").map(labels -> labels(labels, of)).orElse(List.of()),
            hours(section));
    section.done();
    return rule;
  }

  private static ScalarType<String> oneOf(Optional<Names> names) {
    return names.map(Names::type).orElse(Values.NOT_BLANK);
  }

  private List<SubjectLabel> labels(Section section, Set<String> of) {
    Optional<Names> known = checks.labels(of);
    List<SubjectLabel> labels = new ArrayList<>();
    for (Section.Named<String> label : section.entries(ScalarType.TEXT)) {
      known
          .filter(names -> !names.all().contains(label.name()))
          .ifPresent(names -> section.reject(label.name(), names.refuse(label.name())));
      labels.add(new SubjectLabel(label.name(), label.value()));
    }
    return labels;
  }

  private static Optional<WorkHours> hours(Section section) {
    Optional<DailyWindow> window = section.optional("hours", HOURS);
    Optional<ZoneId> zone = section.optional("time-zone", ScheduleReader.ZONE);
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    section.values("days", DAY).forEach(day -> days.add(DayOfWeek.of(DAYS.indexOf(day) + 1)));
    if (section.has("hours") && !section.has("time-zone")) {
      section.missing("time-zone");
    }
    for (String key : List.of("time-zone", "days")) {
      if (section.has(key) && !section.has("hours")) {
        section.reject(key, key + " is read only with hours");
      }
    }
    return window.flatMap(
        w ->
            zone.map(
                z ->
                    new WorkHours(
                        new DailyWindow(w.from(), w.to(), z),
                        days.isEmpty() ? WORKING_DAYS : days)));
  }
}
