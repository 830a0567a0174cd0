package dev.ballast.rules.dependents;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What CASCADE is known to drop beside what a statement names.
///
/// @param dropped each after what needs it
/// @param tables those that change, each once
public record CascadeReach(List<Dependent> dropped, Set<QualifiedName> tables) {
  public CascadeReach {
    dropped = List.copyOf(dropped);
    tables = Set.copyOf(tables);
  }

  public static CascadeReach of(
      ObjectKind kind, List<ObjectName> objects, KnownSchema schema, int major) {
    List<Dependent> direct = new ArrayList<>();
    objects.forEach(object -> direct.addAll(ObjectDependents.of(schema, major, kind, object)));
    List<Dependent> dropped = ObjectDependents.reached(schema, major, direct);
    Set<QualifiedName> tables = new LinkedHashSet<>();
    dropped.stream()
        .map(Dependent::on)
        .filter(name -> schema.table(name).isPresent())
        .forEach(tables::add);
    return new CascadeReach(dropped, tables);
  }

  /// The statements that drop the same by name.
  public List<String> first() {
    return dropped.stream().map(Dependent::dropped).distinct().toList();
  }

  /// `the view open_orders, the default of tickets.id`.
  @Override
  public String toString() {
    return dropped.isEmpty()
        ? "what that is on the server is not known here"
        : dropped.stream()
            .map(CascadeReach::described)
            .distinct()
            .collect(Collectors.joining(", "));
  }

  private static String described(Dependent dependent) {
    return (dependent.certain() ? "" : "perhaps ")
        + dependent.described()
        + (dependent.kind() == Dependent.Kind.COLUMN ? " with its values" : "");
  }
}
