package dev.ballast.protect.surroundings;

import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.SystemProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which of a cluster's locales this machine's C library does not know. A server refuses sessions
/// to a database whose locale is missing, and has no order for text of such a collation.
///
/// @param asked whether this machine could be asked at all: it has a program `locale`
/// @param databases the missing locale by the name of the database that needs it
/// @param collations the missing locale by the name of the collation that needs it
public record HostLocales(
    boolean asked, Map<String, String> databases, Map<String, String> collations) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// What every C library knows.
  private static final Set<String> BUILT_IN = Set.of("", "C", "POSIX");

  /// The character set that `locale` reports where it has fallen back to the locale `C`.
  private static final String OF_C = "ANSI_X3.4-1968";

  public HostLocales {
    databases = Map.copyOf(databases);
    collations = Map.copyOf(collations);
  }

  /// Compares what was recorded with this machine.
  public static HostLocales missing(Surroundings surroundings) {
    Optional<Path> program = SystemProgram.LOCALE.find();
    if (program.isEmpty()) {
      return new HostLocales(false, Map.of(), Map.of());
    }
    Map<String, Boolean> known = new LinkedHashMap<>();
    Map<String, String> databases = new LinkedHashMap<>();
    for (Surroundings.DatabaseLocale locale : surroundings.locales()) {
      firstUnknown(program.get(), known, locale.collate(), locale.ctype())
          .ifPresent(name -> databases.put(locale.database(), name));
    }
    Map<String, String> collations = new LinkedHashMap<>();
    for (Surroundings.UsedCollation collation : surroundings.collations()) {
      if (collation.provider().equals("c")) {
        firstUnknown(program.get(), known, collation.collate(), collation.ctype())
            .ifPresent(
                name -> collations.put(collation.name() + " in " + collation.database(), name));
      }
    }
    return new HostLocales(true, databases, collations);
  }

  private static Optional<String> firstUnknown(
      Path program, Map<String, Boolean> known, String... names) {
    return List.of(names).stream()
        .filter(name -> !known.computeIfAbsent(name, n -> isKnown(program, n)))
        .findFirst();
  }

  private static boolean isKnown(Path program, String name) {
    if (BUILT_IN.contains(name)) {
      return true;
    }
    return ExternalCommand.of(program.toString(), "charmap")
        .with("LC_ALL", name)
        .runIfPossible(TIMEOUT)
        .filter(charset -> !charset.strip().equals(OF_C))
        .isPresent();
  }

  public boolean isEmpty() {
    return databases.isEmpty() && collations.isEmpty();
  }

  /// The names of what is missing, once each.
  public Set<String> names() {
    Set<String> names = new TreeSet<>(databases.values());
    names.addAll(collations.values());
    return names;
  }

  /// What needs them, one line each.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    databases.forEach((database, name) -> lines.add("database " + database + " needs " + name));
    collations.forEach((collation, name) -> lines.add("collation " + collation + " needs " + name));
    return lines.stream().sorted().toList();
  }
}
