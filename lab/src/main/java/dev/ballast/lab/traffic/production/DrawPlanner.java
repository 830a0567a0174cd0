package dev.ballast.lab.traffic.production;

import dev.ballast.lab.traffic.production.Place.Argument;
import dev.ballast.lab.traffic.production.Place.Compared;
import dev.ballast.lab.traffic.production.Place.How;
import dev.ballast.lab.traffic.production.Place.Stored;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Decides where the values of a statement's parameters come from. Not thread-safe; what it returns
/// is.
final class DrawPlanner {
  /// The share of a table's rows in a range of which production says nothing.
  private static final double USUAL_SHARE = 0.001;

  private static final double UPDATED_SHARE = 0.5;
  private static final int LONGEST_LIST = 100;

  private final Session clone;
  private final CloneCatalog catalog;
  private final Samples samples;
  private final Map<String, Optional<FreshValues>> fresh = new HashMap<>();

  DrawPlanner(Session clone, CloneCatalog catalog) {
    this.clone = clone;
    this.catalog = catalog;
    this.samples = new Samples(clone);
  }

  /// How many elements the lists of a statement are given: as many as rows come of a call.
  static int listLength(StatementFigure figure) {
    return Math.clamp(Math.round(figure.rowsPerCall()), 2, LONGEST_LIST);
  }

  /// @param types of the parameters as the clone has them
  StatementDraw plan(
      StatementFigure figure, ReplayText text, List<Place> places, List<String> types) {
    List<Optional<String>> usual = new ArrayList<>();
    for (int number : text.numbers()) {
      usual.add(usual(number, figure, text, places, types.get(number - 1)));
    }
    Map<Integer, FreshValues> unique = new HashMap<>();
    List<RowDraw> rows = new ArrayList<>();
    double freshShare = 1;
    for (Place place : places) {
      if (place instanceof Stored stored && stored.inserted()) {
        fresh(stored).ifPresent(next -> unique.put(stored.parameter(), next));
        freshShare = freshShare(stored.conflict(), figure);
      }
    }
    byUse(places).forEach((use, cells) -> row(use, cells, figure).ifPresent(rows::add));
    return new StatementDraw(
        usual, rows, new StatementDraw.Fresh(unique, freshShare), listLength(figure));
  }

  /// How often a row is a new one. What `DO NOTHING` inserted, the rows of its calls say; how often
  /// `DO UPDATE` found a row is not recorded.
  private static double freshShare(Place.Conflict conflict, StatementFigure figure) {
    return switch (conflict) {
      case NOT_PROVIDED_FOR -> 1;
      case NOTHING -> Math.min(1, figure.rowsPerCall());
      case UPDATE -> UPDATED_SHARE;
    };
  }

  private Optional<String> usual(
      int number, StatementFigure figure, ReplayText text, List<Place> places, String type) {
    ReplayText.ParameterWord word = text.spoken().get(number);
    if (word != null) {
      return Optional.of(
          switch (word) {
            case LIMIT -> Long.toString(Math.max(1, (long) Math.ceil(figure.rowsPerCall())));
            case OFFSET -> "0";
            case ESCAPE -> "\\";
          });
    }
    return places.stream()
        .filter(place -> place.parameter() == number)
        .filter(Argument.class::isInstance)
        .map(Argument.class::cast)
        .flatMap(argument -> Defaults.argument(argument.function(), argument.position()).stream())
        .findFirst()
        .or(() -> type.equals("regclass") ? sequence() : Optional.empty())
        .or(() -> Defaults.ofType(type))
        .or(() -> label(type));
  }

  /// Any sequence: what takes the name of a relation as a constant is `nextval` and its like.
  private Optional<String> sequence() {
    return clone.first(
        """
        SELECT pg_catalog.format('%I.%I', schemaname, sequencename) AS name
        FROM pg_catalog.pg_sequences ORDER BY 1 LIMIT 1
        """,
        row -> row.text("name"));
  }

  /// The first label of an enumeration.
  private Optional<String> label(String type) {
    return clone.first(
        """
        SELECT enumlabel AS label FROM pg_catalog.pg_enum
        WHERE enumtypid = pg_catalog.to_regtype(?) ORDER BY enumsortorder LIMIT 1
        """,
        row -> row.text("label"),
        type);
  }

  /// What is filled from rows, by the use of the relation; each parameter at its first place.
  private static SequencedMap<Place.Use, List<Place>> byUse(List<Place> places) {
    SequencedMap<Place.Use, List<Place>> byUse = new LinkedHashMap<>();
    SequencedSet<Integer> placed = new LinkedHashSet<>();
    for (Place place : places) {
      Optional<Place.Use> use =
          switch (place) {
            case Compared compared -> Optional.of(compared.use());
            case Stored stored -> Optional.of(stored.use());
            case Argument argument -> Optional.empty();
          };
      if (use.isPresent() && placed.add(place.parameter())) {
        byUse.computeIfAbsent(use.get(), any -> new ArrayList<>()).add(place);
      }
    }
    return byUse;
  }

  private Optional<RowDraw> row(Place.Use use, List<Place> places, StatementFigure figure) {
    Optional<CloneTable> table = catalog.table(use.table());
    if (table.isEmpty()) {
      return Optional.empty();
    }
    SequencedSet<String> expressions = new LinkedHashSet<>();
    SequencedSet<String> ranked = new LinkedHashSet<>();
    boolean compared = false;
    for (Place place : places) {
      String expression = expression(place);
      expressions.add(expression);
      if (place instanceof Compared each) {
        compared = true;
        if (each.how() == How.ABOVE || each.how() == How.BELOW) {
          ranked.add(expression);
        }
      }
    }
    List<String> order = List.copyOf(expressions);
    Samples.Sample sample =
        samples.take(new Samples.Request(table.get(), order, List.copyOf(ranked), compared));
    List<RowDraw.Cell> cells =
        places.stream()
            .map(
                place ->
                    new RowDraw.Cell(
                        place.parameter(),
                        order.indexOf(expression(place)),
                        expression(place),
                        place instanceof Compared each ? each.how() : How.EQUAL,
                        place instanceof Compared each && each.bounded()))
            .toList();
    return Optional.of(new RowDraw(sample, cells, share(table.get(), figure)));
  }

  private static String expression(Place place) {
    return switch (place) {
      case Compared compared -> compared.expression();
      case Stored stored -> new Identifier(stored.column()).toString();
      case Argument argument -> throw new IllegalArgumentException("an argument has no column");
    };
  }

  private static double share(CloneTable table, StatementFigure figure) {
    return table.rows() > 0 && figure.rowsPerCall() > 0
        ? Math.min(1, figure.rowsPerCall() / table.rows())
        : USUAL_SHARE;
  }

  private Optional<FreshValues> fresh(Stored stored) {
    Optional<CloneTable> table = catalog.table(stored.use().table());
    Optional<CloneTable.Column> column =
        table.flatMap(each -> each.column(stored.column())).filter(CloneTable.Column::key);
    if (column.isEmpty()) {
      return Optional.empty();
    }
    return fresh.computeIfAbsent(
        table.get().name() + "." + stored.column(),
        any -> FreshValues.of(column.get(), greatest(table.get(), column.get())));
  }

  private Optional<String> greatest(CloneTable table, CloneTable.Column column) {
    return FreshValues.isNumber(column)
        ? clone.one(
            "SELECT max("
                + new Identifier(column.name())
                + ")::text AS greatest FROM "
                + table.name(),
            row -> row.textOrEmpty("greatest"))
        : Optional.empty();
  }
}
