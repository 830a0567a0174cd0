package dev.ballast.rules.dependents;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownReader;
import dev.ballast.effect.schema.KnownRoutine;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownSequence;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.effect.schema.KnownTrigger;
import dev.ballast.effect.schema.KnownType;
import dev.ballast.effect.schema.KnownView;
import dev.ballast.effect.schema.PartitionedKeys;
import dev.ballast.rules.dependents.Dependent.Hold;
import dev.ballast.rules.dependents.Dependent.Kind;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Expression.Cast;
import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What is known to need an object, so that PostgreSQL does not drop it without CASCADE: the
/// [dependencies](https://www.postgresql.org/docs/18/ddl-depend.html) that it records.
public final class ObjectDependents {
  private final KnownSchema schema;
  private final int major;
  private final List<Dependent> all = new ArrayList<>();

  private ObjectDependents(KnownSchema schema, int major) {
    this.schema = schema;
    this.major = major;
  }

  /// None of a kind of object whose dependents are not known here.
  public static List<Dependent> of(
      KnownSchema schema, int major, ObjectKind kind, ObjectName object) {
    ObjectDependents dependents = new ObjectDependents(schema, major);
    QualifiedName name = object.name();
    switch (kind) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> dependents.relation(name);
      case TYPE, DOMAIN -> dependents.type(name);
      case SEQUENCE -> dependents.sequence(name);
      case FUNCTION, PROCEDURE, ROUTINE -> dependents.routine(object);
      default -> {}
    }
    return dependents.all.stream().distinct().toList();
  }

  /// The foreign keys that point at the columns of a key. Where another key has the same columns,
  /// they may belong to that one.
  public static List<Dependent> ofConstraint(
      KnownSchema schema, QualifiedName table, String constraint) {
    Optional<KnownConstraint> key =
        schema
            .table(table)
            .flatMap(known -> known.constraint(constraint))
            .filter(ObjectDependents::isKey);
    if (key.isEmpty()) {
      return List.of();
    }
    Set<String> columns = Set.copyOf(key.get().columns());
    long candidates =
        schema.indexesOf(table).stream()
            .filter(index -> index.unique() && Set.copyOf(index.columns()).equals(columns))
            .count();
    List<Dependent> all = new ArrayList<>();
    for (KnownTable other : schema.referencing(table)) {
      for (KnownConstraint pointing : Dependents.pointingAt(other, table)) {
        if (Set.copyOf(Dependents.targets(schema, pointing)).equals(columns)) {
          all.add(part(Kind.FOREIGN_KEY, pointing.name(), other.name(), candidates <= 1));
        }
      }
    }
    return all;
  }

  private static boolean isKey(KnownConstraint constraint) {
    return constraint.kind() == Constraint.Kind.PRIMARY_KEY
        || constraint.kind() == Constraint.Kind.UNIQUE;
  }

  /// The statements that drop these, each after those that drop what needs it.
  public static List<String> drops(KnownSchema schema, int major, List<Dependent> dependents) {
    return reached(schema, major, dependents).stream().map(Dependent::dropped).distinct().toList();
  }

  /// These and what needs them in turn, each after what needs it.
  static List<Dependent> reached(KnownSchema schema, int major, List<Dependent> dependents) {
    SequencedSet<Dependent> reached = new LinkedHashSet<>();
    reach(schema, major, dependents, new HashSet<>(), reached);
    return List.copyOf(reached);
  }

  private static void reach(
      KnownSchema schema,
      int major,
      List<Dependent> dependents,
      Set<Dependent> seen,
      SequencedSet<Dependent> reached) {
    for (Dependent dependent : dependents) {
      if (seen.add(dependent)) {
        reach(schema, major, of(schema, major, dependent), seen, reached);
        reached.add(dependent);
      }
    }
  }

  private static List<Dependent> of(KnownSchema schema, int major, Dependent dependent) {
    ObjectName object = ObjectName.of(dependent.name());
    return switch (dependent.kind()) {
      case VIEW, MATERIALIZED_VIEW, TABLE -> of(schema, major, ObjectKind.TABLE, object);
      case DOMAIN -> of(schema, major, ObjectKind.DOMAIN, object);
      case ROUTINE -> of(schema, major, ObjectKind.ROUTINE, object);
      case CONSTRAINT -> ofConstraint(schema, dependent.on(), dependent.name().name());
      case COLUMN, GENERATED_COLUMN ->
          Dependents.onColumn(schema, major, dependent.on(), dependent.name().name()).stream()
              .filter(Dependent::refuses)
              .toList();
      case DEFAULT, INDEX, FOREIGN_KEY, POLICY, RULE, TRIGGER, PUBLICATION -> List.of();
    };
  }

  private void relation(QualifiedName name) {
    for (KnownView view : schema.viewsReading(name)) {
      all.add(of(view, true));
    }
    boolean certain = !schema.isReused(name);
    for (KnownRoutine routine : schema.routines()) {
      if (routine.reads(name)) {
        all.add(Dependent.reading(Kind.ROUTINE, routine.name(), true));
      } else if (isNamed(routine, name)) {
        all.add(Dependent.reading(Kind.ROUTINE, routine.name(), certain));
      }
    }
    for (KnownReader reader : schema.readers()) {
      boolean reads = reader.reads().stream().anyMatch(each -> same(each, name));
      if (reads && !same(reader.table(), name)) {
        all.add(Dependents.of(reader, true));
      }
    }
    for (KnownTable other : schema.referencing(name)) {
      if (!same(other.name(), name)) {
        for (KnownConstraint key : Dependents.pointingAt(other, name)) {
          all.add(part(Kind.FOREIGN_KEY, key.name(), other.name()));
        }
      }
    }
    // A key to a partitioned table needs each of its partitions.
    for (PartitionedKeys.Key key : new PartitionedKeys(schema).to(name)) {
      if (!same(key.references(), name)) {
        all.add(part(Kind.FOREIGN_KEY, key.constraint().name(), key.of().name()));
      }
    }
    rowTypes(name);
    for (KnownTable heir : schema.heirs(name)) {
      if (heir.partitionOf().filter(parent -> same(parent, name)).isEmpty()) {
        all.add(new Dependent(Kind.TABLE, heir.name(), heir.name(), Hold.DROP, true));
      }
    }
    ownSequences(name);
  }

  private void rowTypes(QualifiedName name) {
    all.addAll(ofRowType(schema, name));
  }

  /// The columns of a relation's row type.
  public static List<Dependent> ofRowType(KnownSchema schema, QualifiedName relation) {
    boolean certain = !schema.isReused(relation);
    return schema.tablesUsing(relation).stream()
        .filter(table -> !same(table.name(), relation))
        .flatMap(
            table ->
                columns(table, relation)
                    .map(column -> part(Kind.COLUMN, column.name(), table.name(), certain)))
        .toList();
  }

  private static Stream<KnownColumn> columns(KnownTable table, QualifiedName type) {
    return table.columns().stream().filter(column -> same(column.type().name(), type));
  }

  /// A table's own sequences go with it, unless another table takes from one.
  private void ownSequences(QualifiedName table) {
    for (KnownSequence sequence : schema.sequences()) {
      if (sequence.table().filter(owner -> same(owner, table)).isPresent()) {
        defaults(schema, sequence.name()).stream()
            .filter(each -> !same(each.on(), table))
            .forEach(all::add);
      }
    }
  }

  private void sequence(QualifiedName name) {
    all.addAll(defaults(schema, name));
    boolean certain = !schema.isReused(name);
    for (KnownView view : schema.views()) {
      if (view.reads().stream().anyMatch(read -> same(read, name))
          || takesFrom(view.query(), name)) {
        all.add(of(view, certain));
      }
    }
  }

  /// The columns whose default takes from the sequence, which keeps it.
  static List<Dependent> defaults(KnownSchema schema, QualifiedName sequence) {
    List<Dependent> defaults = new ArrayList<>();
    boolean certain = !schema.isReused(sequence);
    Optional<KnownSequence> known = schema.sequence(sequence);
    for (KnownTable table : schema.tables()) {
      for (KnownColumn column : table.columns()) {
        boolean own =
            (column.generation() == KnownColumn.Generation.SERIAL
                    || column.generation() == KnownColumn.Generation.IDENTITY)
                && known
                    .flatMap(KnownSequence::table)
                    .filter(o -> same(o, table.name()))
                    .isPresent()
                && known.flatMap(KnownSequence::column).filter(column.name()::equals).isPresent();
        if (own || column.defaultValue().filter(value -> takesFrom(value, sequence)).isPresent()) {
          defaults.add(part(Kind.DEFAULT, column.name(), table.name(), own || certain));
        }
      }
    }
    return defaults;
  }

  private static boolean takesFrom(Node node, QualifiedName sequence) {
    return KnownSequence.isTaken(node, sequence);
  }

  private void type(QualifiedName name) {
    boolean certain = !schema.isReused(name);
    tables(node -> casts(node, name), certain);
    for (KnownTable table : schema.tables()) {
      columns(table, name)
          .forEach(column -> all.add(part(Kind.COLUMN, column.name(), table.name(), true)));
    }
    for (KnownType other : schema.types()) {
      if (other instanceof KnownType.DomainType domain && same(domain.base().name(), name)) {
        all.add(Dependent.reading(Kind.DOMAIN, domain.name(), certain));
      }
    }
    for (KnownRoutine routine : schema.routines()) {
      if (isNamed(routine, name)
          || routine.definition().atomicBody().stream().anyMatch(body -> casts(body, name))) {
        all.add(Dependent.reading(Kind.ROUTINE, routine.name(), certain));
      }
    }
    parts(node -> casts(node, name), certain);
  }

  /// What the definitions of tables need. Before 15 a generated column goes with what it needs.
  private void tables(Predicate<Node> needs, boolean certain) {
    for (KnownTable table : schema.tables()) {
      for (KnownColumn column : table.columns()) {
        if (column.defaultValue().filter(needs).isPresent()) {
          Kind kind = ofDefault(column);
          if (kind == Kind.DEFAULT || major >= Dependents.GENERATED_REFUSES) {
            all.add(part(kind, column.name(), table.name(), certain));
          }
        }
      }
      for (KnownConstraint constraint : table.constraints()) {
        if (needs.test(constraint.definition())) {
          all.add(part(Kind.CONSTRAINT, constraint.name(), table.name(), certain));
        }
      }
    }
  }

  private static Kind ofDefault(KnownColumn column) {
    return switch (column.generation()) {
      case STORED, VIRTUAL -> Kind.GENERATED_COLUMN;
      case NONE, SERIAL, IDENTITY -> Kind.DEFAULT;
    };
  }

  /// A parameter or the result is of that type.
  private static boolean isNamed(KnownRoutine routine, QualifiedName type) {
    return routine.definition().returns().map(TypeName::name).filter(n -> same(n, type)).isPresent()
        || routine.definition().parameters().stream()
            .anyMatch(each -> same(each.type().name(), type));
  }

  private static boolean casts(Node node, QualifiedName type) {
    return Walk.of(node).every(Cast.class).stream()
        .anyMatch(cast -> same(cast.type().name(), type));
  }

  /// Views and what stands with tables.
  private void parts(Predicate<Node> needs, boolean certain) {
    schema.views().stream()
        .filter(view -> needs.test(view.query()))
        .forEach(view -> all.add(of(view, certain)));
    schema.readers().stream()
        .filter(reader -> needs.test(reader.definition()))
        .forEach(reader -> all.add(Dependents.of(reader, certain)));
  }

  /// A call is told by its name: where there are overloads it may be of another one.
  private void routine(ObjectName object) {
    QualifiedName name = object.name();
    List<KnownRoutine> overloads = schema.routines(name);
    boolean certain = overloads.size() == 1 && !schema.isReused(name);
    Predicate<Node> calls =
        node -> Walk.of(node).calls().stream().anyMatch(call -> same(call.name(), name));
    for (KnownTrigger trigger : schema.triggersCalling(name)) {
      all.add(
          new Dependent(
              Kind.TRIGGER, QualifiedName.of(trigger.name()), trigger.table(), Hold.DROP, certain));
    }
    tables(calls, certain);
    for (KnownRoutine routine : schema.routines()) {
      boolean itself = same(routine.name(), name);
      boolean called =
          routine.definition().atomicBody().stream().anyMatch(calls)
              || routine.definition().parameters().stream().anyMatch(calls);
      if (!itself && called) {
        all.add(Dependent.reading(Kind.ROUTINE, routine.name(), certain));
      }
    }
    parts(calls, certain);
  }

  private static Dependent of(KnownView view, boolean certain) {
    return Dependent.reading(
        view.materialized() ? Kind.MATERIALIZED_VIEW : Kind.VIEW, view.name(), certain);
  }

  private static Dependent part(Kind kind, String name, QualifiedName on) {
    return part(kind, name, on, true);
  }

  private static Dependent part(Kind kind, String name, QualifiedName on, boolean certain) {
    return new Dependent(kind, QualifiedName.of(name), on, Hold.DROP, certain);
  }

  private static boolean same(QualifiedName one, QualifiedName other) {
    return KnownSchema.key(one).equals(KnownSchema.key(other));
  }
}
