package dev.ballast.targets.config;

import dev.ballast.evidence.Nearest;
import dev.ballast.targets.config.AlertSettings.SendRule;
import dev.ballast.targets.config.AlertSettings.SubjectLabel;
import dev.ballast.targets.config.CheckSettings.AtTarget;
import dev.ballast.targets.config.CheckSettings.Change;
import dev.ballast.targets.secret.SecretReference;
import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
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

  private static final ScalarType<String> URGENCY = oneOf("an urgency", URGENCIES);
  private static final ScalarType<String> DAY = oneOf("a day", DAYS);
  private static final ScalarType<DailyWindow> HOURS =
      ScalarType.text(
          "times of day such as 08:00-18:00", text -> DailyWindow.parse(text, ZoneOffset.UTC));
  private static final ScalarType<Figure> FIGURE =
      ScalarType.amount("a figure such as 90%", Figure::parse);
  private static final ScalarType<Duration> HOLD = Values.duration("0s", "30d");

  private final List<String> targets;
  private final RouteReader routes;

  /// @param targets that are declared
  AlertReader(ScalarType<Path> path, ScalarType<SecretReference> secret, List<String> targets) {
    this.targets = targets;
    this.routes = new RouteReader(path, secret);
  }

  /// A word of a list.
  static ScalarType<String> oneOf(String expected, List<String> words) {
    return ScalarType.text(
        expected,
        text -> {
          if (!words.contains(text)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", words));
          }
          return text;
        });
  }

  AlertSettings read(Section section) {
    List<Section> routeSections = section.named("routes");
    List<RouteSettings> read =
        routeSections.stream().flatMap(route -> routes.read(route).stream()).toList();
    List<String> names = routeSections.stream().map(Section::name).toList();
    List<SendRule> rules = section.items("send").stream().map(rule -> rule(rule, names)).toList();
    if (!names.isEmpty() && !section.has("send")) {
      section.missing("send");
    }
    List<CheckSettings> checks = section.named("checks").stream().map(this::check).toList();
    section.done();
    return new AlertSettings(read, rules, checks);
  }

  private SendRule rule(Section section, List<String> names) {
    List<String> to = section.values("to", Values.NOT_BLANK);
    if (to.isEmpty()) {
      section.missing("to");
    }
    known(section, "to", "route", to, names);
    List<String> of = section.values("targets", Values.NOT_BLANK);
    known(section, "targets", "target", of, targets);
    SendRule rule =
        new SendRule(
            to,
            new HashSet<>(section.values("urgency", URGENCY)),
            new HashSet<>(section.values("topics", Values.NOT_BLANK)),
            new HashSet<>(of),
            new HashSet<>(section.values("checks", Values.NOT_BLANK)),
            section.section("labels").map(AlertReader::labels).orElse(List.of()),
            hours(section));
    section.done();
    return rule;
  }

  private static List<SubjectLabel> labels(Section section) {
    return section.entries(ScalarType.TEXT).stream()
        .map(label -> new SubjectLabel(label.name(), label.value()))
        .toList();
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

  private CheckSettings check(Section section) {
    List<AtTarget> single = new ArrayList<>();
    List<Section> of = section.named("targets");
    for (Section target : of) {
      known(target, "", "target", List.of(target.name()), targets);
      single.add(new AtTarget(target.name(), change(target)));
      target.done();
    }
    Change all = change(section);
    section.done();
    return new CheckSettings(section.name(), all, single);
  }

  private static Change change(Section section) {
    return new Change(
        section.optional("raise", FIGURE),
        section.optional("page", FIGURE),
        section.optional("clear", FIGURE),
        section.optional("hold", HOLD),
        section.optional("calm", HOLD),
        section.optional("urgency", URGENCY),
        section.optional("off", Values.NOT_BLANK));
  }

  private static void known(
      Section section, String key, String what, List<String> named, List<String> declared) {
    for (String name : named) {
      if (!declared.contains(name)) {
        String message =
            "%s \"%s\" is not declared%s"
                .formatted(
                    what,
                    name,
                    Nearest.to(name, declared)
                        .map(near -> ", did you mean \"" + near + "\"?")
                        .orElse(""));
        if (key.isEmpty()) {
          section.rejectName(message);
        } else {
          section.reject(key, message);
        }
      }
    }
  }
}
