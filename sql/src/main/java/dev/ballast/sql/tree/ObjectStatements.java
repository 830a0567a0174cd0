package dev.ballast.sql.tree;

import dev.ballast.sql.tree.ObjectStatement.AlterExtension;
import dev.ballast.sql.tree.ObjectStatement.ChangeOwner;
import dev.ballast.sql.tree.ObjectStatement.Comment;
import dev.ballast.sql.tree.ObjectStatement.CreateExtension;
import dev.ballast.sql.tree.ObjectStatement.CreateSchema;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.ObjectStatement.SecurityLabel;
import dev.ballast.sql.tree.ObjectStatement.SetSchema;
import dev.ballast.sql.tree.TypeStatement.AlterDomain;
import dev.ballast.sql.tree.TypeStatement.AlterEnumAddValue;
import dev.ballast.sql.tree.TypeStatement.AlterEnumRenameValue;
import dev.ballast.sql.tree.TypeStatement.CreateCompositeType;
import dev.ballast.sql.tree.TypeStatement.CreateDomain;
import dev.ballast.sql.tree.TypeStatement.CreateEnum;
import dev.ballast.sql.tree.TypeStatement.CreateRange;
import java.util.List;
import java.util.Optional;

/// Reads the statements that fit objects of any kind, and those about types, schemas and
/// extensions. For one text, not safe for more than one thread.
final class ObjectStatements {
  private final StatementReader statements;

  ObjectStatements(StatementReader statements) {
    this.statements = statements;
  }

  Optional<Statement> statement(RawNode raw) {
    return switch (raw.kind()) {
      case "DropStmt" -> Optional.of(drop(raw));
      case "RenameStmt" -> Optional.of(rename(raw));
      case "AlterObjectSchemaStmt" -> {
        ObjectKind kind = Names.objectKind(raw, "objectType");
        yield Optional.of(
            new SetSchema(kind, named(kind, raw), raw.text("newschema"), raw.flag("missing_ok")));
      }
      case "AlterOwnerStmt" -> {
        ObjectKind kind = Names.objectKind(raw, "objectType");
        yield Optional.of(
            new ChangeOwner(kind, named(kind, raw), Names.role(raw.some("newowner"))));
      }
      case "CommentStmt" -> {
        ObjectKind kind = Names.objectKind(raw, "objtype");
        yield Optional.of(new Comment(kind, named(kind, raw), raw.someText("comment")));
      }
      case "SecLabelStmt" -> {
        ObjectKind kind = Names.objectKind(raw, "objtype");
        yield Optional.of(
            new SecurityLabel(
                kind, named(kind, raw), raw.someText("provider"), raw.someText("label")));
      }
      default -> type(raw).or(() -> container(raw));
    };
  }

  /// The object, where a statement keeps relations in another field than all else.
  private static ObjectName named(ObjectKind kind, RawNode raw) {
    return raw.node("object")
        .map(object -> Names.object(kind, object))
        .orElseGet(() -> ObjectName.of(Names.ofRange(raw.some("relation"))));
  }

  private static Drop drop(RawNode raw) {
    ObjectKind kind = Names.objectKind(raw, "removeType");
    return new Drop(
        kind,
        raw.list("objects").stream().map(object -> Names.object(kind, object)).toList(),
        cascade(raw),
        raw.flag("missing_ok"),
        raw.flag("concurrent"));
  }

  private static Rename rename(RawNode raw) {
    ObjectKind kind = Names.objectKind(raw, "renameType");
    Optional<QualifiedName> relation = raw.node("relation").map(Names::ofRange);
    Optional<ObjectName> object =
        raw.node("object")
            .map(
                node ->
                    Names.object(
                        kind == ObjectKind.DOMAIN_CONSTRAINT ? ObjectKind.DOMAIN : kind, node))
            .or(
                () ->
                    relation.isPresent()
                        ? Optional.empty()
                        : raw.someText("subname").map(QualifiedName::of).map(ObjectName::of));
    String oldName =
        raw.someText("subname")
            .or(() -> relation.map(QualifiedName::name))
            .or(() -> object.map(named -> named.name().name()))
            .orElse("");
    return new Rename(
        kind,
        relation,
        relationKind(kind, raw),
        object,
        oldName,
        raw.text("newname"),
        raw.flag("missing_ok"),
        cascade(raw));
  }

  /// The statement says what the relation is for columns and attributes only.
  private static ObjectKind relationKind(ObjectKind kind, RawNode raw) {
    return switch (kind) {
      case COLUMN, ATTRIBUTE -> Names.objectKind(raw, "relationType");
      case TRIGGER, POLICY, RULE, CONSTRAINT -> ObjectKind.TABLE;
      default -> kind;
    };
  }

  private Optional<Statement> type(RawNode raw) {
    return switch (raw.kind()) {
      case "CreateEnumStmt" ->
          Optional.of(
              new CreateEnum(
                  Names.qualified(raw.list("typeName")), Names.strings(raw.list("vals"))));
      case "AlterEnumStmt" -> Optional.of(alterEnum(raw));
      case "CreateDomainStmt" ->
          Optional.of(
              new CreateDomain(
                  Names.qualified(raw.list("domainname")),
                  Names.type(raw.some("typeName")),
                  ElementReader.collation(raw),
                  statements.elements().constraints(raw.list("constraints"))));
      case "AlterDomainStmt" -> alterDomain(raw);
      case "CreateRangeStmt" ->
          ElementReader.argument(raw.list("params"), "subtype")
              .map(
                  subtype ->
                      new CreateRange(
                          Names.qualified(raw.list("typeName")),
                          Names.type(subtype),
                          ElementReader.argument(raw.list("params"), "multirange_type_name")
                              .map(name -> Names.type(name).name())));
      case "CompositeTypeStmt" ->
          Optional.of(
              new CreateCompositeType(
                  Names.ofRange(raw.some("typevar")),
                  raw.list("coldeflist").stream().map(statements.elements()::column).toList()));
      default -> Optional.empty();
    };
  }

  private static Statement alterEnum(RawNode raw) {
    QualifiedName name = Names.qualified(raw.list("typeName"));
    if (raw.has("oldVal")) {
      return new AlterEnumRenameValue(name, raw.text("oldVal"), raw.text("newVal"));
    }
    return new AlterEnumAddValue(
        name,
        raw.text("newVal"),
        raw.someText("newValNeighbor")
            .map(
                neighbour -> new AlterEnumAddValue.Neighbour(neighbour, raw.flag("newValIsAfter"))),
        raw.flag("skipIfNewValExists"));
  }

  private Optional<Statement> alterDomain(RawNode raw) {
    Optional<RawNode> definition = raw.node("def");
    Optional<AlterDomain.Action> action =
        switch (raw.text("subtype")) {
          case "T" ->
              Optional.of(
                  definition.isPresent()
                      ? AlterDomain.Action.SET_DEFAULT
                      : AlterDomain.Action.DROP_DEFAULT);
          case "O" -> Optional.of(AlterDomain.Action.SET_NOT_NULL);
          case "N" -> Optional.of(AlterDomain.Action.DROP_NOT_NULL);
          case "C" -> Optional.of(AlterDomain.Action.ADD_CONSTRAINT);
          case "X" -> Optional.of(AlterDomain.Action.DROP_CONSTRAINT);
          case "V" -> Optional.of(AlterDomain.Action.VALIDATE_CONSTRAINT);
          default -> Optional.empty();
        };
    return action.map(
        known ->
            new AlterDomain(
                Names.qualified(raw.list("typeName")),
                known,
                definition.stream()
                    .flatMap(each -> statements.elements().constraints(List.of(each)).stream())
                    .findFirst(),
                raw.someText("name"),
                known == AlterDomain.Action.SET_DEFAULT
                    ? statements.expressions().some(raw, "def")
                    : Optional.empty(),
                cascade(raw),
                raw.flag("missing_ok")));
  }

  private Optional<Statement> container(RawNode raw) {
    return switch (raw.kind()) {
      case "CreateSchemaStmt" -> Optional.of(schema(raw));
      case "CreateExtensionStmt" -> {
        List<RawNode> options = raw.list("options");
        yield Optional.of(
            new CreateExtension(
                raw.text("extname"),
                raw.flag("if_not_exists"),
                ElementReader.isOn(options, "cascade"),
                ElementReader.argument(options, "new_version").map(Names::string),
                ElementReader.argument(options, "schema").map(Names::string)));
      }
      case "AlterExtensionStmt" ->
          Optional.of(
              new AlterExtension(
                  raw.text("extname"),
                  AlterExtension.Change.UPDATE,
                  ElementReader.argument(raw.list("options"), "new_version").map(Names::string),
                  ObjectKind.EXTENSION,
                  Optional.empty()));
      case "AlterExtensionContentsStmt" -> {
        ObjectKind kind = Names.objectKind(raw, "objtype");
        yield Optional.of(
            new AlterExtension(
                raw.text("extname"),
                raw.number("action") > 0 ? AlterExtension.Change.ADD : AlterExtension.Change.DROP,
                Optional.empty(),
                kind,
                raw.node("object").map(object -> Names.object(kind, object))));
      }
      default -> Optional.empty();
    };
  }

  private CreateSchema schema(RawNode raw) {
    List<RawNode> elements = raw.list("schemaElts");
    raw.someText("schemaname")
        .or(() -> raw.some("authrole").someText("rolename"))
        .ifPresent(name -> SchemaElements.qualify(elements, name));
    return new CreateSchema(
        raw.someText("schemaname"),
        raw.node("authrole").map(Names::role),
        raw.flag("if_not_exists"),
        elements.stream().map(statements::statement).toList());
  }

  private static boolean cascade(RawNode raw) {
    return "DROP_CASCADE".equals(raw.text("behavior"));
  }
}
