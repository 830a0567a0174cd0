package dev.ballast.protect.verify;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.protect.confine.ConfinedCopy;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Chooses the role that reads a foreign key. Where both tables have one owner it is that owner;
/// between two owners it is a role made for the two, which may read the keys' columns and nothing
/// else, so that neither owner's code reads more of the other than the key shows. For one thread.
final class LinkRoles {
  /// Who owns the two tables of a key.
  private record Owners(String referencing, String referenced) {}

  private final ConfinedCopy copy;
  private final Session keeper;
  private final Map<Owners, String> made = new LinkedHashMap<>();

  /// @param keeper a session in the database of the keys
  LinkRoles(ConfinedCopy copy, Session keeper) {
    this.copy = copy;
    this.keeper = keeper;
  }

  String reading(ForeignKey key) {
    Owners owners = new Owners(key.referencing().owner(), key.referenced().owner());
    if (owners.referencing().equals(owners.referenced())) {
      return owners.referencing();
    }
    String role = made.computeIfAbsent(owners, both -> copy.link(keeper, made.size()));
    grant(
        role, key.referencing().table(), key.pairs().stream().map(ForeignKey.Pair::bare).toList());
    grant(
        role,
        key.referenced().table(),
        key.pairs().stream().map(ForeignKey.Pair::referencedColumn).toList());
    TreeSet<String> schemas = new TreeSet<>();
    Stream.of(key.referencing(), key.referenced())
        .forEach(side -> schemas.add(side.table().schema().name()));
    key.pairs().forEach(pair -> schemas.add(pair.schema()));
    schemas.remove("pg_catalog");
    for (String schema : schemas) {
      keeper.execute(
          "GRANT USAGE ON SCHEMA %s TO %s".formatted(new Identifier(schema), new Identifier(role)));
    }
    return role;
  }

  private void grant(String role, QualifiedIdentifier table, List<String> columns) {
    keeper.execute(
        "GRANT SELECT (%s) ON %s TO %s"
            .formatted(String.join(", ", columns), table, new Identifier(role)));
  }
}
