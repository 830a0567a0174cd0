package dev.ballast.lab.traffic.production;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the clone knows of the relations that statements name. Not thread-safe while it is read.
final class CloneCatalog {
  private final Map<QualifiedName, CloneTable> tables = new HashMap<>();

  /// The relations of those names, as the session finds them.
  static CloneCatalog read(Session clone, Collection<QualifiedName> names) {
    Map<String, QualifiedName> requested = new HashMap<>();
    names.forEach(name -> requested.put(name.toString(), name));
    CloneCatalog catalog = new CloneCatalog();
    Map<String, List<CloneTable.Column>> columns = new HashMap<>();
    Map<String, CloneTable> heads = new HashMap<>();
    clone.query(
        SqlResource.load(CloneCatalog.class, "columns", clone.version()),
        row -> {
          String name = row.text("requested");
          columns
              .computeIfAbsent(name, any -> new ArrayList<>())
              .add(
                  new CloneTable.Column(
                      row.text("column_name"),
                      row.text("type"),
                      Math.toIntExact(row.number("length")),
                      row.flag("key"),
                      row.flag("unique_alone")));
          heads.putIfAbsent(
              name,
              new CloneTable(
                  row.text("relation"),
                  row.text("kind"),
                  row.number("pages"),
                  row.number("rows"),
                  List.of()));
          return name;
        },
        List.copyOf(requested.keySet()));
    heads.forEach(
        (name, head) ->
            catalog.tables.put(
                requested.get(name),
                new CloneTable(
                    head.name(), head.kind(), head.pages(), head.rows(), columns.get(name))));
    return catalog;
  }

  /// A catalog of known tables.
  static CloneCatalog of(Map<QualifiedName, CloneTable> tables) {
    CloneCatalog catalog = new CloneCatalog();
    catalog.tables.putAll(tables);
    return catalog;
  }

  Optional<CloneTable> table(QualifiedName name) {
    return Optional.ofNullable(tables.get(name));
  }

  /// What may write although it looks as if it only read.
  static ReadOnlyProof proof(Session clone) {
    Set<String> names =
        new HashSet<>(
            clone.query(
                SqlResource.load(CloneCatalog.class, "volatile-names", clone.version()),
                row -> row.text("name")));
    Map<QualifiedName, String> views =
        clone
            .query(
                SqlResource.load(CloneCatalog.class, "views", clone.version()),
                row ->
                    Map.entry(
                        QualifiedName.of(row.text("schema"), row.text("name")),
                        row.text("definition")))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return ReadOnlyProof.of(names, views);
  }
}
