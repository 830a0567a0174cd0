package dev.ballast.change.undo;

import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.ConstraintAction;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction;
import dev.ballast.sql.tree.TableStatement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How an `ALTER TABLE` is undone: by what differs in the catalogs, if every action is one that
/// they tell about.
final class TableApproach {
  private final CatalogNames names;
  private final TableStatement.AlterTable alter;

  TableApproach(CatalogNames names, TableStatement.AlterTable alter) {
    this.names = names;
    this.alter = alter;
  }

  Approach find() {
    List<String> remarks = new ArrayList<>();
    List<Conversion> conversions = new ArrayList<>();
    for (AlterAction action : alter.actions()) {
      Optional<Approach> refused = refusal(action);
      if (refused.isPresent()) {
        return refused.get();
      }
      if (action instanceof ColumnAction.AlterType change && alter.kind() != ObjectKind.TYPE) {
        switch (new TypeRoundTrip(names, alter.name(), change).find()) {
          case TypeRoundTrip.Kept kept -> {
            kept.conversion().ifPresent(conversions::add);
            remarks.add(kept.remark());
          }
          case TypeRoundTrip.Lost lost -> {
            return Approach.Known.oneWay(lost.reason());
          }
        }
      }
    }
    return new Approach.Compared(reading(), unchanged(), Variant.converting(conversions, remarks));
  }

  private FacetReading reading() {
    Set<Section> sections = EnumSet.copyOf(Section.ofRelations());
    sections.add(Section.COMMENTS);
    List<QualifiedName> relations = new ArrayList<>(List.of(alter.name()));
    boolean cascade = false;
    for (AlterAction action : alter.actions()) {
      relations.addAll(action.names());
      if (action instanceof TableAction.SetOwner) {
        sections.add(Section.GRANTS);
      }
      cascade |= cascades(action);
    }
    return new FacetReading(
        sections, relations, cascade ? FacetReading.Reach.ALL : FacetReading.Reach.WITH_PARTS);
  }

  private static boolean cascades(AlterAction action) {
    return switch (action) {
      case ColumnAction.DropColumn drop -> drop.cascade();
      case ConstraintAction.DropConstraint drop -> drop.cascade();
      case AlterAction other -> false;
    };
  }

  private String unchanged() {
    return alter.actions().stream()
        .filter(ConstraintAction.ValidateConstraint.class::isInstance)
        .map(ConstraintAction.ValidateConstraint.class::cast)
        .findFirst()
        .map(validate -> "constraint " + validate.name() + " remains validated")
        .orElse(Approach.Compared.NO_CHANGE);
  }

  /// What the catalogs, as they are read here, do not tell.
  private Optional<Approach> refusal(AlterAction action) {
    return switch (action) {
      case ColumnAction.DropColumn drop when alter.kind() == ObjectKind.TYPE ->
          Optional.of(
              Approach.Known.oneWay(
                  "DROP ATTRIBUTE: the values of %s.%s are not kept"
                      .formatted(alter.name(), drop.column())));
      case ColumnAction.AlterType change when alter.kind() == ObjectKind.TYPE ->
          undecided("ALTER ATTRIBUTE: whether the former values come back is not tested");
      case ColumnAction.SetColumnOptions set when alter.kind() == ObjectKind.FOREIGN_TABLE ->
          undecided("OPTIONS: those of a foreign table are not read");
      case ColumnAction column -> Optional.empty();
      case ConstraintAction constraint -> Optional.empty();
      case TableAction.SetOptions set when alter.kind() == ObjectKind.FOREIGN_TABLE ->
          undecided("OPTIONS: those of a foreign table are not read");
      case TableAction.AttachPartition attach when alter.kind() == ObjectKind.INDEX ->
          Optional.of(
              Approach.Known.oneWay(
                  "ATTACH PARTITION: index %s cannot be detached from %s"
                      .formatted(attach.partition(), alter.name())));
      case TableAction.OfType of -> undecided("OF: the type of a typed table is not read");
      case TableAction.NotOfType not -> undecided("NOT OF: the type of a typed table is not read");
      case TableAction table -> Optional.empty();
      case AlterAction.OtherAction other ->
          undecided(other.subtype() + ": how it is undone is not known");
    };
  }

  private static Optional<Approach> undecided(String reason) {
    return Optional.of(Approach.Known.undecided(reason));
  }
}
