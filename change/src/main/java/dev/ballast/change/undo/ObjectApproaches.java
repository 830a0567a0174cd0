package dev.ballast.change.undo;

import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement;
import dev.ballast.sql.tree.QualifiedName;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How statements that fit objects of any kind are undone.
final class ObjectApproaches {
  private final CatalogNames names;

  ObjectApproaches(CatalogNames names) {
    this.names = names;
  }

  Approach of(ObjectStatement statement) {
    return switch (statement) {
      case ObjectStatement.Drop drop -> drop(drop);
      case ObjectStatement.Rename rename -> new RenameBack(names, rename).find();
      case ObjectStatement.SetSchema move -> move(move);
      case ObjectStatement.ChangeOwner change -> owner(change);
      case ObjectStatement.Comment comment -> comment(comment);
      case ObjectStatement.SecurityLabel label ->
          Approach.Known.undecided("SECURITY LABEL: labels are not read");
      case ObjectStatement.CreateSchema create ->
          Approach.Compared.of(
              create.elements().isEmpty()
                  ? FacetReading.ofAll(Section.TYPES)
                  : FacetReading.ofAll(Section.TYPES, Section.RELATIONS, Section.SEQUENCES),
              "it was there already");
      case ObjectStatement.CreateExtension create ->
          Approach.Compared.of(FacetReading.ofAll(Section.SHARED), "it was there already");
      case ObjectStatement.AlterExtension alter ->
          Approach.Known.undecided(
              "ALTER EXTENSION: whether " + alter.name() + " has a way back is not known");
    };
  }

  private static Approach drop(ObjectStatement.Drop drop) {
    String what =
        "DROP "
            + drop.kind().sql()
            + " "
            + drop.objects().stream().map(ObjectName::toString).collect(Collectors.joining(", "));
    Set<Section> sections = drop.cascade() ? EnumSet.allOf(Section.class) : sectionsOf(drop.kind());
    Variant variant =
        drop.ifExists()
            ? (drop.concurrently() ? Variant.CONCURRENTLY : Variant.NONE)
            : Variant.ofDrop(what, drop.concurrently());
    FacetReading reading =
        new FacetReading(
            sections,
            drop.names(),
            drop.cascade() || drop.names().isEmpty()
                ? FacetReading.Reach.ALL
                : FacetReading.Reach.WITH_PARTS);
    return new Approach.Compared(reading, what + ": there was nothing to drop", variant);
  }

  private static Set<Section> sectionsOf(ObjectKind kind) {
    Set<Section> sections =
        switch (kind) {
          case TABLE,
              INDEX,
              VIEW,
              MATERIALIZED_VIEW,
              SEQUENCE,
              FOREIGN_TABLE,
              TRIGGER,
              POLICY,
              RULE ->
              EnumSet.copyOf(Section.ofRelations());
          case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE ->
              EnumSet.of(Section.ROUTINES, Section.OTHERS);
          case TYPE, DOMAIN, SCHEMA -> EnumSet.of(Section.TYPES);
          case STATISTICS -> EnumSet.of(Section.GUARDS);
          case PUBLICATION, EVENT_TRIGGER, EXTENSION ->
              EnumSet.of(Section.SHARED, Section.PUBLICATIONS);
          default -> EnumSet.of(Section.OTHERS);
        };
    sections.add(Section.GRANTS);
    sections.add(Section.COMMENTS);
    return sections;
  }

  private Approach move(ObjectStatement.SetSchema move) {
    ObjectKind kind = move.kind();
    Optional<String> back;
    if (kind.isRelation()) {
      back =
          names
              .relation(move.name().name())
              .map(found -> moved(move, found.name(), "", found.schema().orElseThrow()));
    } else if (kind == ObjectKind.TYPE || kind == ObjectKind.DOMAIN) {
      back =
          names
              .type(move.name().name())
              .map(found -> moved(move, found.name(), "", found.schema().orElseThrow()));
    } else if (kind.isRoutine()) {
      back =
          names
              .routine(move.name())
              .map(
                  found ->
                      moved(
                          move,
                          found.name().name(),
                          "(" + found.arguments() + ")",
                          found.name().schema().orElseThrow()));
    } else {
      return Approach.Known.undecided(
          "SET SCHEMA: where the " + kind.sql() + " was before is not read");
    }
    return back.<Approach>map(Approach.Known::by)
        .orElseGet(() -> Approach.Known.nothing("there is no " + move.name()));
  }

  private static String moved(
      ObjectStatement.SetSchema move, String name, String arguments, String former) {
    return "ALTER %s %s%s SET SCHEMA %s"
        .formatted(
            move.kind().sql(),
            QualifiedName.of(move.newSchema(), name),
            arguments,
            QualifiedName.of(former));
  }

  private static Approach owner(ObjectStatement.ChangeOwner change) {
    return switch (change.kind()) {
      case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE ->
          Approach.Compared.of(FacetReading.ofAll(Section.ROUTINES, Section.GRANTS));
      case TYPE, DOMAIN, SCHEMA ->
          Approach.Compared.of(FacetReading.ofAll(Section.TYPES, Section.GRANTS));
      case PUBLICATION -> Approach.Compared.of(FacetReading.ofAll(Section.SHARED));
      default ->
          Approach.Known.undecided(
              "OWNER TO: who owned the " + change.kind().sql() + " before is not read");
    };
  }

  private static Approach comment(ObjectStatement.Comment comment) {
    return switch (comment.kind()) {
      case TABLESPACE, LARGE_OBJECT, SUBSCRIPTION, OTHER ->
          Approach.Known.undecided("comments on a " + comment.kind().sql() + " are not read");
      default ->
          Approach.Compared.of(FacetReading.ofAll(Section.COMMENTS), "the comment was so already");
    };
  }
}
