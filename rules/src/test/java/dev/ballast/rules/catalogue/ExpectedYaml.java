package dev.ballast.rules.catalogue;

import dev.ballast.evidence.Severity;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.RuleFolder.Expectation;
import dev.ballast.rules.catalogue.RuleFolder.Expected;
import dev.ballast.rules.catalogue.RuleFolder.ExpectedError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Reads an `expected.yaml`; a key that nobody knows is an error, so that a slip does not pass as a
/// weaker expectation.
final class ExpectedYaml {
  private static final Set<String> TOP = Set.of("transaction", "fires", "errors");
  private static final Set<String> FIRE =
      Set.of(
          "script",
          "line",
          "severity",
          "locks",
          "rewrites",
          "scans",
          "builds",
          "emptied",
          "majors");
  private static final Set<String> ERROR = Set.of("script", "line", "sqlstate", "majors");

  private final Path file;

  private ExpectedYaml(Path file) {
    this.file = file;
  }

  static Expected read(Path file) {
    return new ExpectedYaml(file).expected();
  }

  private Expected expected() {
    Object document =
        new Load(LoadSettings.builder().build()).loadFromString(RuleFolder.read(file));
    Map<String, Object> top = map(document, TOP);
    List<Expectation> fires = new ArrayList<>();
    for (Object each : list(top.get("fires"))) {
      fires.add(expectation(map(each, FIRE)));
    }
    List<ExpectedError> errors = new ArrayList<>();
    for (Object each : list(top.get("errors"))) {
      Map<String, Object> error = map(each, ERROR);
      int[] majors = majors(error);
      errors.add(
          new ExpectedError(
              text(error, "script", "fires"),
              Integer.parseInt(text(error, "line", "0")),
              text(error, "sqlstate", ""),
              majors[0],
              majors[1]));
    }
    return new Expected(
        TransactionMode.valueOf(constant(text(top, "transaction", "per-statement"))),
        fires,
        errors);
  }

  private Expectation expectation(Map<String, Object> fire) {
    int[] majors = majors(fire);
    return new Expectation(
        text(fire, "script", "fires"),
        Integer.parseInt(text(fire, "line", "0")),
        Severity.valueOf(constant(text(fire, "severity", ""))),
        RuleFolder.lockModes(words(fire.get("locks"))),
        names(fire.get("rewrites")),
        names(fire.get("scans")),
        names(fire.get("builds")),
        names(fire.get("emptied")),
        majors[0],
        majors[1]);
  }

  /// `14-17`, `18` or nothing, which means all.
  private static int[] majors(Map<String, Object> entry) {
    String[] bounds = text(entry, "majors", "14-18").split("-", -1);
    return new int[] {Integer.parseInt(bounds[0]), Integer.parseInt(bounds[bounds.length - 1])};
  }

  private static String text(Map<String, Object> map, String key, String otherwise) {
    Object value = map.get(key);
    return value == null ? otherwise : value.toString();
  }

  private static String constant(String words) {
    return words.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
  }

  private static List<?> list(Object value) {
    return value == null ? List.of() : (List<?>) value;
  }

  private static Set<String> names(Object value) {
    Set<String> names = new TreeSet<>();
    list(value).forEach(each -> names.add(each.toString()));
    return names;
  }

  private static Map<String, String> words(Object value) {
    Map<String, String> words = new TreeMap<>();
    if (value != null) {
      ((Map<?, ?>) value).forEach((key, each) -> words.put(key.toString(), each.toString()));
    }
    return words;
  }

  private Map<String, Object> map(Object value, Set<String> known) {
    Map<String, Object> map = new TreeMap<>();
    if (!(value instanceof Map<?, ?> raw)) {
      throw new AssertionError(file + " has something else where a mapping belongs: " + value);
    }
    raw.forEach(
        (key, each) -> {
          if (!known.contains(key.toString())) {
            throw new AssertionError(file + " has an unknown key " + key);
          }
          map.put(key.toString(), each);
        });
    return map;
  }
}
