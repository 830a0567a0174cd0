package dev.ballast.rules.dependents;

import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.effect.schema.KnownTrigger;
import dev.ballast.effect.schema.KnownView;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What CASCADE is known to drop beside what a statement names. For one thread.
public final class CascadeReach {
  private final KnownSchema schema;
  private final List<String> dropped = new ArrayList<>();
  private final List<String> first = new ArrayList<>();
  private final Set<QualifiedName> tables = new LinkedHashSet<>();

  private CascadeReach(KnownSchema schema) {
    this.schema = schema;
  }

  public static CascadeReach of(ObjectKind kind, List<ObjectName> objects, KnownSchema schema) {
    CascadeReach reach = new CascadeReach(schema);
    objects.forEach(object -> reach.follow(kind, object.name()));
    return reach;
  }

  /// The tables that change, each once.
  public Set<QualifiedName> tables() {
    return Set.copyOf(tables);
  }

  /// The statements that drop the same by name.
  public List<String> first() {
    return List.copyOf(first);
  }

  /// `the view open_orders, the default of tickets.id`.
  @Override
  public String toString() {
    return dropped.isEmpty()
        ? "what that is on the server is not known here"
        : String.join(", ", dropped);
  }

  private void follow(ObjectKind kind, QualifiedName name) {
    switch (kind) {
      case TABLE, FOREIGN_TABLE -> {
        foreignKeys(name);
        views(name);
      }
      case VIEW, MATERIALIZED_VIEW -> views(name);
      case SEQUENCE -> defaults(name);
      case TYPE, DOMAIN -> columns(name);
      case FUNCTION, PROCEDURE, ROUTINE -> callers(name);
      default -> {}
    }
  }

  private void foreignKeys(QualifiedName referenced) {
    for (KnownTable table : schema.referencing(referenced)) {
      for (KnownConstraint constraint : table.constraints()) {
        if (constraint.references().filter(referenced::mayBe).isPresent()) {
          String name = Phrases.quoted(constraint.name());
          dropped.add("the foreign key " + name + " of " + table.name());
          first.add("ALTER TABLE " + table.name() + " DROP CONSTRAINT " + name);
          tables.add(table.name());
        }
      }
    }
  }

  private void views(QualifiedName read) {
    for (KnownView view : schema.viewsReading(read)) {
      String kind = view.materialized() ? "materialized view " : "view ";
      views(view.name());
      dropped.add("the " + kind + view.name());
      first.add("DROP " + (view.materialized() ? "MATERIALIZED VIEW " : "VIEW ") + view.name());
    }
  }

  private void defaults(QualifiedName sequence) {
    for (KnownTable table : schema.tablesFedBy(sequence)) {
      dropped.add("the default of a column of " + table.name());
      first.add("ALTER TABLE " + table.name() + " ALTER COLUMN <column> DROP DEFAULT");
      tables.add(table.name());
    }
  }

  private void columns(QualifiedName type) {
    for (KnownTable table : schema.tablesUsing(type)) {
      table.columns().stream()
          .filter(column -> column.type().name().mayBe(type))
          .forEach(
              column -> {
                String name = Phrases.quoted(column.name());
                dropped.add("the column " + table.name() + "." + name + " with its values");
                first.add("ALTER TABLE " + table.name() + " DROP COLUMN " + name);
              });
      tables.add(table.name());
    }
  }

  private void callers(QualifiedName function) {
    for (KnownTrigger trigger : schema.triggersCalling(function)) {
      String name = Phrases.quoted(trigger.name());
      dropped.add("the trigger " + name + " of " + trigger.table());
      first.add("DROP TRIGGER " + name + " ON " + trigger.table());
      tables.add(trigger.table());
    }
    for (KnownTable table : schema.tablesCalling(function)) {
      dropped.add("what calls it in the definition of " + table.name());
      tables.add(table.name());
    }
  }
}
