package dev.ballast.rules.dependents;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The tables that a domain's rules reach.
public final class Domains {
  private Domains() {}

  /// The tables with rows and a column of the domain that others use.
  public static QualifiedName[] tables(Scene scene, QualifiedName domain) {
    return scene.schema().tablesUsing(domain).stream()
        .filter(table -> !table.partitioned())
        .map(KnownTable::name)
        .filter(table -> !scene.isFresh(table))
        .toArray(QualifiedName[]::new);
  }

  /// Their names for a sentence; empty where it is known that there are none.
  public static Optional<String> users(Scene scene, QualifiedName domain) {
    if (scene.schema().type(domain).isEmpty()) {
      return Optional.of("every table with a column of " + domain);
    }
    String names =
        Arrays.stream(tables(scene, domain))
            .map(QualifiedName::toString)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? Optional.empty() : Optional.of(names);
  }

  /// The statements that give each of these tables a rule of its own.
  public static List<String> tableChecks(
      Scene scene, QualifiedName domain, String suffix, String rule) {
    List<String> statements = new ArrayList<>();
    for (QualifiedName table : tables(scene, domain)) {
      String name = Phrases.quoted(table.name() + "_" + suffix.replaceAll("\\W", ""));
      statements.add("ALTER TABLE %s ADD CONSTRAINT %s %s NOT VALID".formatted(table, name, rule));
      statements.add("ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table, name));
    }
    return statements;
  }
}
