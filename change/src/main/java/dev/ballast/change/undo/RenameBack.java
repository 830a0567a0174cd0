package dev.ballast.change.undo;

import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;

/// The statement that gives something its former name.
final class RenameBack {
  private final CatalogNames names;
  private final ObjectStatement.Rename rename;

  RenameBack(CatalogNames names, ObjectStatement.Rename rename) {
    this.names = names;
    this.rename = rename;
  }

  Approach find() {
    return switch (rename.kind()) {
      case TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE ->
          found(
              rename
                  .relation()
                  .flatMap(names::relation)
                  .map(former -> to(rename.kind().sql() + " " + renamed(former))));
      case COLUMN -> within(rename.relationKind().sql(), "RENAME COLUMN");
      case CONSTRAINT -> within("TABLE", "RENAME CONSTRAINT");
      case ATTRIBUTE -> within("TYPE", "RENAME ATTRIBUTE");
      case TRIGGER, POLICY, RULE ->
          found(
              relation()
                  .map(on -> to(rename.kind().sql() + " " + name(rename.newName()) + " ON " + on)));
      case DOMAIN_CONSTRAINT ->
          found(
              rename
                  .object()
                  .map(ObjectName::name)
                  .flatMap(names::type)
                  .map(domain -> inside("DOMAIN", domain, "RENAME CONSTRAINT")));
      case TYPE, DOMAIN ->
          found(
              rename
                  .object()
                  .map(ObjectName::name)
                  .flatMap(names::type)
                  .map(former -> to(rename.kind().sql() + " " + renamed(former))));
      case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE ->
          found(
              rename
                  .object()
                  .flatMap(names::routine)
                  .map(
                      former ->
                          to(rename.kind().sql() + " " + former.renamed(renamed(former.name())))));
      case SCHEMA,
          ROLE,
          DATABASE,
          LANGUAGE,
          SERVER,
          FOREIGN_DATA_WRAPPER,
          PUBLICATION,
          EVENT_TRIGGER,
          TABLESPACE,
          SUBSCRIPTION ->
          Approach.Known.by(to(rename.kind().sql() + " " + name(rename.newName())));
      default -> inItsSchema();
    };
  }

  /// What has a schema that this session does not find by name: it must be written.
  private Approach inItsSchema() {
    Optional<String> schema = rename.object().flatMap(object -> object.name().schema());
    if (schema.isEmpty() || rename.kind() == ObjectKind.OTHER || usesMethod()) {
      return Approach.Known.undecided(
          "RENAME: in which schema the " + rename.kind().sql() + " is, is not read");
    }
    return Approach.Known.by(
        to(rename.kind().sql() + " " + QualifiedName.of(schema.get(), rename.newName())));
  }

  private boolean usesMethod() {
    return List.of(ObjectKind.OPERATOR_CLASS, ObjectKind.OPERATOR_FAMILY).contains(rename.kind());
  }

  private Approach within(String kind, String action) {
    return found(relation().map(on -> inside(kind, on, action)));
  }

  private Optional<QualifiedName> relation() {
    return rename.relation().flatMap(names::relation);
  }

  private String inside(String kind, QualifiedName holder, String action) {
    return "ALTER %s %s %s %s TO %s"
        .formatted(kind, holder, action, name(rename.newName()), name(rename.oldName()));
  }

  private String to(String object) {
    return "ALTER %s RENAME TO %s".formatted(object, name(rename.oldName()));
  }

  private QualifiedName renamed(QualifiedName former) {
    return new QualifiedName(former.schema(), rename.newName());
  }

  private static QualifiedName name(String name) {
    return QualifiedName.of(name);
  }

  private static Approach found(Optional<String> back) {
    return back.<Approach>map(Approach.Known::by)
        .orElseGet(() -> Approach.Known.nothing("there is nothing of that name"));
  }
}
