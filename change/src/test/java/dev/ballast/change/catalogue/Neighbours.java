package dev.ballast.change.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/// Generates neighbours: each way in which something depends on an object, under names of every
/// style, changed by what a script may do before it comes to the statement that is asked about, and
/// the statement in every place where it may stand. Two are combined at a time, by a fixed seed.
final class Neighbours {
  private static final long SEED = 18;

  /// How many of a target's actions are asked about for each shape.
  private static final int ALWAYS = 3;

  /// One of so many of the rest.
  private static final int ONE_OF = 3;

  private final Random random = new Random(SEED);
  private final List<Neighbour> made = new ArrayList<>();
  private final int major;

  private Neighbours(int major) {
    this.major = major;
  }

  static List<Neighbour> of(int major) {
    Neighbours all = new Neighbours(major);
    for (Target target : Target.ALL) {
      for (Shape shape : Shape.read(target.shapes())) {
        all.add(target, shape);
      }
    }
    // Those with one world follow one another, so that it is made once.
    all.made.sort(Comparator.comparing(neighbour -> String.join(";", neighbour.world())));
    return List.copyOf(all.made);
  }

  /// What is done before the statement that is asked about.
  private enum Twist {
    NONE,
    RENAMED,
    MOVED,
    RECREATED,
    SWAPPED_FOR_A_NEW_ONE,
    SWAPPED_AND_THE_OLD_ONE,
    UNDONE,
    REDONE,
    UNDONE_AND_ROLLED_BACK,
    UNDONE_TO_A_SAVEPOINT,
    COLUMN_RENAMED,
    COLUMN_SWAPPED_FOR_A_NEW_ONE,
    DEPENDENT_RENAMED,
    ANOTHER_DROPPED,
    ANOTHER_FIRST_IN_THE_PATH
  }

  /// Where the statement that is asked about stands.
  private enum Place {
    ALONE,
    BLOCK,
    DO_BLOCK,
    CALLED,
    GUARDED,
    BRANCH
  }

  /// Which of the statements are of an earlier migration.
  private enum Age {
    ALL_OLD,
    BEFORE_THE_TWIST,
    WORLD,
    NOTHING
  }

  private static final List<Place> USUAL = List.of(Place.ALONE, Place.BLOCK, Place.DO_BLOCK);

  /// The first actions once each as it is, then twists and the others as it falls.
  private void add(Target target, Shape shape) {
    for (int i = 0; i < target.actions().size(); i++) {
      if (i < ALWAYS || random.nextInt(ONE_OF) == 0) {
        add(target, shape, target.actions().get(i), Twist.NONE, any(USUAL));
      }
    }
    for (Twist twist : Twist.values()) {
      if (applies(target, shape, twist) && random.nextInt(ONE_OF) == 0) {
        int likely = twist == Twist.MOVED ? 1 : Math.min(target.actions().size(), ALWAYS);
        Target.Action action = target.actions().get(random.nextInt(likely));
        add(target, shape, action, twist, any(List.of(Place.values())));
      }
    }
  }

  private void add(Target target, Shape shape, Target.Action action, Twist twist, Place place) {
    boolean path = twist == Twist.ANOTHER_FIRST_IN_THE_PATH;
    Names names = path ? any(Names.STYLES).written("") : any(Names.STYLES);
    // What an earlier script sets is not looked at.
    Age age = path ? Age.WORLD : any(List.of(Age.values()));
    add(target, shape, action, names, twist, age, place, random.nextInt(4) == 0);
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static boolean applies(Target target, Shape shape, Twist twist) {
    return switch (twist) {
      case UNDONE, REDONE, UNDONE_AND_ROLLED_BACK, UNDONE_TO_A_SAVEPOINT -> !shape.undo().isEmpty();
      case COLUMN_RENAMED, COLUMN_SWAPPED_FOR_A_NEW_ONE -> target.name().equals("column");
      case DEPENDENT_RENAMED -> shape.make().contains("VIEW {d} ");
      case NONE, RENAMED, MOVED, RECREATED, SWAPPED_FOR_A_NEW_ONE -> true;
      case SWAPPED_AND_THE_OLD_ONE, ANOTHER_DROPPED -> true;
      case ANOTHER_FIRST_IN_THE_PATH -> !target.name().equals("view");
    };
  }

  private void add(
      Target target,
      Shape shape,
      Target.Action action,
      Names names,
      Twist twist,
      Age age,
      Place place,
      boolean respelled) {
    if (major < shape.from()) {
      return;
    }
    List<String> world = names.in(world());
    List<String> make = statements(names.in(shape.make()));
    Twisted twisted = twist(target, shape, names, twist);
    Names last = respelled ? respelled(twisted.names()) : twisted.names();
    // A transaction that is open already stays the only one.
    Place free = twisted.end().isEmpty() ? place : Place.ALONE;
    List<String> asked = placed(last.in(action.statement()), free);
    List<String> after = twisted.withEnd(asked);
    List<String> history = new ArrayList<>();
    List<String> script = new ArrayList<>();
    if (age == Age.NOTHING) {
      script.addAll(world);
    }
    (age == Age.NOTHING || age == Age.WORLD ? script : history).addAll(make);
    boolean open = after.stream().anyMatch("BEGIN"::equals);
    (age == Age.ALL_OLD && !open ? history : script).addAll(twisted.statements());
    script.addAll(open ? after.subList(twisted.statements().size(), after.size()) : asked);
    made.add(
        new Neighbour(
            target.name() + "/" + shape.name() + "/" + action.name(),
            twist + ", " + free + ", " + age + ", " + names.style() + (respelled ? "*" : ""),
            age == Age.NOTHING ? List.of() : world,
            history,
            script));
  }

  private static List<String> statements(String text) {
    return SafeRun.statements(text).stream().filter(Predicate.not(String::isBlank)).toList();
  }

  private static List<String> world() {
    List<String> world = new ArrayList<>();
    world.add("CREATE SCHEMA app");
    world.add("CREATE SCHEMA moved");
    world.add("CREATE TABLE {o} (id bigint PRIMARY KEY, {c} integer, ref bigint)");
    Target.ALL.forEach(target -> world.add(target.create()));
    return world;
  }

  /// @param end what closes a transaction that the twist opened
  private record Twisted(List<String> statements, Names names, List<String> end) {
    List<String> withEnd(List<String> asked) {
      List<String> all = new ArrayList<>(statements);
      all.addAll(asked);
      all.addAll(end);
      return all;
    }
  }

  private static Twisted twist(Target target, Shape shape, Names names, Twist twist) {
    List<String> undo = statements(names.in(shape.undo()));
    List<String> make = statements(names.in(shape.make()));
    List<String> create = names.in(List.of(target.create()));
    List<String> rename = names.in(List.of(target.rename()));
    Names renamed = target.renamed().apply(names, "renamed");
    return switch (twist) {
      case NONE -> new Twisted(List.of(), names, List.of());
      case RENAMED -> new Twisted(rename, renamed, List.of());
      case MOVED ->
          new Twisted(names.in(List.of(target.move())), names.written("moved."), List.of());
      case RECREATED ->
          new Twisted(joined(names.in(List.of(target.drop())), create), names, List.of());
      case SWAPPED_FOR_A_NEW_ONE ->
          new Twisted(joined(joined(rename, key(target, renamed)), create), names, List.of());
      case SWAPPED_AND_THE_OLD_ONE ->
          new Twisted(
              joined(joined(rename, key(target, renamed)), create),
              target.name().equals("column") ? renamed.withKey("old_key") : renamed,
              List.of());
      case UNDONE -> new Twisted(undo, names, List.of());
      case REDONE -> new Twisted(joined(undo, make), names, List.of());
      case UNDONE_AND_ROLLED_BACK ->
          new Twisted(
              joined(joined(List.of("BEGIN"), undo), List.of("ROLLBACK")), names, List.of());
      case UNDONE_TO_A_SAVEPOINT ->
          new Twisted(
              joined(joined(List.of("BEGIN", "SAVEPOINT s"), undo), List.of("ROLLBACK TO s")),
              names,
              List.of("COMMIT"));
      case COLUMN_RENAMED ->
          new Twisted(
              names.in(List.of("ALTER TABLE {t} RENAME {c} TO renamed")),
              names.withColumn("renamed"),
              List.of());
      case COLUMN_SWAPPED_FOR_A_NEW_ONE ->
          new Twisted(
              names.in(
                  List.of(
                      "ALTER TABLE {t} RENAME {c} TO renamed",
                      "ALTER TABLE {t} ADD COLUMN {c} integer")),
              names,
              List.of());
      case DEPENDENT_RENAMED ->
          new Twisted(
              names.in(List.of("ALTER TABLE {d} RENAME TO renamed")),
              names.withDependent("renamed"),
              List.of());
      case ANOTHER_DROPPED ->
          new Twisted(names.in(List.of("DROP TABLE {o} CASCADE")), names, List.of());
      case ANOTHER_FIRST_IN_THE_PATH ->
          new Twisted(
              joined(
                  names.written("moved.").in(List.of(target.create())),
                  List.of("SET search_path TO moved, public")),
              names,
              List.of());
    };
  }

  /// The key keeps its name when its table is renamed.
  private static List<String> key(Target target, Names renamed) {
    return target.name().equals("column")
        ? renamed.in(List.of("ALTER TABLE {t} RENAME CONSTRAINT {k} TO old_key"))
        : List.of();
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static Names respelled(Names names) {
    return switch (names.prefix()) {
      case "" -> names.written("public.");
      case "public." -> names.written("");
      default -> names;
    };
  }

  private static List<String> placed(String statement, Place place) {
    String body = " BEGIN " + statement + "; END ";
    return switch (place) {
      case ALONE -> List.of(statement);
      case BLOCK -> List.of("BEGIN", statement, "COMMIT");
      case DO_BLOCK -> List.of("DO $do$" + body + "$do$");
      case CALLED ->
          List.of(
              "CREATE FUNCTION run_it() RETURNS void LANGUAGE plpgsql AS $do$" + body + "$do$",
              "SELECT run_it()");
      case GUARDED ->
          List.of("DO $do$ BEGIN " + statement + "; EXCEPTION WHEN others THEN NULL; END $do$");
      case BRANCH -> List.of("DO $do$ BEGIN IF false THEN " + statement + "; END IF; END $do$");
    };
  }
}
