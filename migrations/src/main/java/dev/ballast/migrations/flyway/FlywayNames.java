package dev.ballast.migrations.flyway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How the files of scripts are named.
///
/// @param prefixes of versioned scripts, those to undo, baselines and repeatable ones
/// @param separator between version and title
/// @param suffixes the ends of names, of which one must fit, in either case
public record FlywayNames(Prefixes prefixes, String separator, List<String> suffixes) {
  private static final Pattern VERSION = Pattern.compile("[0-9]+(?:[._][0-9]+)*");

  /// Flyway's own.
  public static final FlywayNames DEFAULT =
      new FlywayNames(new Prefixes("V", "U", "B", "R"), "__", List.of(".sql"));

  /// What names begin with.
  public record Prefixes(String versioned, String undo, String baseline, String repeatable) {}

  public FlywayNames {
    suffixes = List.copyOf(suffixes);
  }

  /// Whether Flyway would look at a file at all.
  public boolean hasSuffix(String fileName) {
    return stem(fileName).isPresent();
  }

  /// What a name says; empty where Flyway ignores or refuses the file.
  public Optional<FlywayName> of(String fileName) {
    return stem(fileName).flatMap(this::ofStem);
  }

  private Optional<String> stem(String fileName) {
    return suffixes.stream()
        .filter(
            suffix ->
                fileName.regionMatches(
                    true, fileName.length() - suffix.length(), suffix, 0, suffix.length()))
        .map(suffix -> fileName.substring(0, fileName.length() - suffix.length()))
        .findFirst();
  }

  /// The longest prefix that fits decides, as in Flyway.
  private Optional<FlywayName> ofStem(String stem) {
    List<Prefixed> all = new ArrayList<>();
    all.add(new Prefixed.OfVersion(prefixes.versioned(), FlywayName.Kind.MIGRATION));
    all.add(new Prefixed.OfVersion(prefixes.undo(), FlywayName.Kind.UNDO));
    all.add(new Prefixed.OfVersion(prefixes.baseline(), FlywayName.Kind.BASELINE));
    all.add(new Prefixed.OfTitle(prefixes.repeatable()));
    for (FlywayCallback event : FlywayCallback.values()) {
      all.add(new Prefixed.OfEvent(event));
    }
    return all.stream()
        .filter(each -> stem.startsWith(each.prefix()))
        .max(Comparator.comparingInt(each -> each.prefix().length()))
        .flatMap(each -> read(each, stem.substring(each.prefix().length())));
  }

  /// A beginning of names, and what it stands for.
  private sealed interface Prefixed {
    String prefix();

    record OfVersion(String prefix, FlywayName.Kind kind) implements Prefixed {}

    record OfTitle(String prefix) implements Prefixed {}

    record OfEvent(FlywayCallback event) implements Prefixed {
      @Override
      public String prefix() {
        return event.id();
      }
    }
  }

  private Optional<FlywayName> read(Prefixed prefixed, String rest) {
    int at = separator.isEmpty() ? -1 : rest.indexOf(separator);
    String before = at < 0 ? rest : rest.substring(0, at);
    String title = at < 0 ? "" : rest.substring(at + separator.length()).replace('_', ' ');
    return switch (prefixed) {
      case Prefixed.OfVersion version ->
          VERSION.matcher(before).matches()
              ? Optional.of(
                  new FlywayName.Versioned(version.kind(), before.replace('_', '.'), title))
              : Optional.empty();
      case Prefixed.OfTitle _ ->
          before.isEmpty() ? Optional.of(new FlywayName.Repeatable(title)) : Optional.empty();
      case Prefixed.OfEvent event ->
          before.isEmpty()
              ? Optional.of(new FlywayName.Callback(event.event(), title))
              : Optional.empty();
    };
  }
}
