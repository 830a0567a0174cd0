package dev.ballast.sql.tree;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what tables, types and indexes are made of: columns, constraints, keys, options. For one
/// text, not safe for more than one thread.
final class ElementReader {
  private final ExpressionReader expressions;

  ElementReader(ExpressionReader expressions) {
    this.expressions = expressions;
  }

  ColumnDefinition column(RawNode raw) {
    return new ColumnDefinition(
        raw.location(),
        raw.text("colname"),
        Names.someType(raw, "typeName"),
        constraints(raw.list("constraints")),
        collation(raw),
        raw.someText("storage_name"),
        raw.someText("compression"));
  }

  static Optional<QualifiedName> collation(RawNode raw) {
    return raw.node("collClause").flatMap(collate -> Names.someQualified(collate.list("collname")));
  }

  /// Constraints in order. Beside a column, `DEFERRABLE` and the like are nodes after the one they
  /// mean.
  List<Constraint> constraints(List<RawNode> nodes) {
    List<Constraint> constraints = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Optional<Constraint.Kind> kind = kind(nodes.get(i));
      if (kind.isPresent()) {
        int after = i + 1;
        Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
        while (after < nodes.size() && kind(nodes.get(after)).isEmpty()) {
          attributes.add(attribute(nodes.get(after++)));
        }
        constraints.add(constraint(nodes.get(i), kind.get(), attributes));
      }
    }
    return constraints;
  }

  private enum Attribute {
    DEFERRABLE,
    DEFERRED,
    NOT_ENFORCED,
    USUAL
  }

  private static Attribute attribute(RawNode raw) {
    return switch (raw.text("contype")) {
      case "CONSTR_ATTR_DEFERRABLE" -> Attribute.DEFERRABLE;
      case "CONSTR_ATTR_DEFERRED" -> Attribute.DEFERRED;
      case "CONSTR_ATTR_NOT_ENFORCED" -> Attribute.NOT_ENFORCED;
      default -> Attribute.USUAL;
    };
  }

  private static Optional<Constraint.Kind> kind(RawNode raw) {
    return switch (raw.text("contype")) {
      case "CONSTR_NULL" -> Optional.of(Constraint.Kind.NULL);
      case "CONSTR_NOTNULL" -> Optional.of(Constraint.Kind.NOT_NULL);
      case "CONSTR_DEFAULT" -> Optional.of(Constraint.Kind.DEFAULT);
      case "CONSTR_IDENTITY" -> Optional.of(Constraint.Kind.IDENTITY);
      case "CONSTR_GENERATED" -> Optional.of(Constraint.Kind.GENERATED);
      case "CONSTR_CHECK" -> Optional.of(Constraint.Kind.CHECK);
      case "CONSTR_PRIMARY" -> Optional.of(Constraint.Kind.PRIMARY_KEY);
      case "CONSTR_UNIQUE" -> Optional.of(Constraint.Kind.UNIQUE);
      case "CONSTR_EXCLUSION" -> Optional.of(Constraint.Kind.EXCLUSION);
      case "CONSTR_FOREIGN" -> Optional.of(Constraint.Kind.FOREIGN_KEY);
      default -> Optional.empty();
    };
  }

  private Constraint constraint(RawNode raw, Constraint.Kind kind, Set<Attribute> attributes) {
    boolean foreign = kind == Constraint.Kind.FOREIGN_KEY;
    boolean enforceable = foreign || kind == Constraint.Kind.CHECK;
    boolean deferred = raw.flag("initdeferred") || attributes.contains(Attribute.DEFERRED);
    return new Constraint(
        raw.location(),
        raw.someText("conname"),
        Names.strings(raw.list(foreign ? "fk_attrs" : "keys")),
        demand(raw, kind),
        new Constraint.Checking(
            raw.flag("skip_validation"),
            enforceable
                && (!raw.flag("is_enforced") || attributes.contains(Attribute.NOT_ENFORCED)),
            raw.flag("deferrable") || deferred || attributes.contains(Attribute.DEFERRABLE),
            deferred,
            raw.flag("is_no_inherit")));
  }

  private Demand demand(RawNode raw, Constraint.Kind kind) {
    return switch (kind) {
      case NULL -> new Demand.Nullable();
      case NOT_NULL -> new Demand.NotNull();
      case DEFAULT -> new Demand.Default(expressions.some(raw, "raw_expr").orElseThrow());
      case CHECK -> new Demand.Check(expressions.some(raw, "raw_expr").orElseThrow());
      case IDENTITY ->
          new Demand.Identity(
              "d".equals(raw.text("generated_when")), sequence(raw.list("options")));
      case GENERATED ->
          new Demand.Generated(
              expressions.some(raw, "raw_expr").orElseThrow(),
              "s".equals(raw.text("generated_kind")));
      case PRIMARY_KEY, UNIQUE ->
          new Demand.Key(
              kind == Constraint.Kind.PRIMARY_KEY,
              raw.someText("indexname"),
              raw.flag("nulls_not_distinct"),
              raw.flag("without_overlaps"),
              ownIndex(raw));
      case EXCLUSION ->
          new Demand.Exclude(
              raw.list("exclusions").stream().map(this::exclusion).toList(),
              raw.text("access_method"),
              expressions.some(raw, "where_clause"),
              ownIndex(raw));
      case FOREIGN_KEY -> new Demand.ForeignKey(reference(raw, raw.node("pktable").orElseThrow()));
    };
  }

  private static Demand.OwnIndex ownIndex(RawNode raw) {
    return new Demand.OwnIndex(
        Names.strings(raw.list("including")),
        options(raw.list("options")),
        raw.someText("indexspace"));
  }

  private Demand.Exclusion exclusion(RawNode pair) {
    List<RawNode> items = pair.items();
    List<RawNode> operator = items.getLast().items();
    return new Demand.Exclusion(indexKey(items.getFirst()), Names.string(operator.getLast()));
  }

  private static Reference reference(RawNode raw, RawNode table) {
    return new Reference(
        Names.ofRange(table),
        Names.strings(raw.list("pk_attrs")),
        action(raw.text("fk_del_action")),
        action(raw.text("fk_upd_action")),
        switch (raw.text("fk_matchtype")) {
          case "f" -> Reference.Match.FULL;
          case "p" -> Reference.Match.PARTIAL;
          default -> Reference.Match.SIMPLE;
        },
        Names.strings(raw.list("fk_del_set_cols")),
        raw.flag("fk_with_period"));
  }

  private static Reference.Action action(String code) {
    return switch (code) {
      case "r" -> Reference.Action.RESTRICT;
      case "c" -> Reference.Action.CASCADE;
      case "n" -> Reference.Action.SET_NULL;
      case "d" -> Reference.Action.SET_DEFAULT;
      default -> Reference.Action.NO_ACTION;
    };
  }

  /// An `IndexElem` or a `PartitionElem`.
  IndexKey indexKey(RawNode raw) {
    return new IndexKey(
        raw.someText("name"),
        expressions.some(raw, "expr"),
        Names.someQualified(raw.list("collation")),
        Names.someQualified(raw.list("opclass")),
        "SORTBY_DESC".equals(raw.text("ordering")),
        switch (raw.text("nulls_ordering")) {
          case "SORTBY_NULLS_FIRST" -> Optional.of(true);
          case "SORTBY_NULLS_LAST" -> Optional.of(false);
          default -> Optional.empty();
        });
  }

  PartitionBy partitionBy(RawNode raw) {
    return new PartitionBy(
        Names.constant(PartitionBy.Strategy.class, "PARTITION_STRATEGY_", raw.text("strategy")),
        raw.list("partParams").stream().map(this::indexKey).toList());
  }

  PartitionBound bound(RawNode raw) {
    if (raw.flag("is_default")) {
      return new PartitionBound.Default();
    }
    return switch (raw.text("strategy")) {
      case "l" -> new PartitionBound.InList(expressions.expressions(raw.list("listdatums")));
      case "h" -> new PartitionBound.Hash(raw.number("modulus"), raw.number("remainder"));
      default ->
          new PartitionBound.Range(
              expressions.expressions(raw.list("lowerdatums")),
              expressions.expressions(raw.list("upperdatums")));
    };
  }

  static Like like(RawNode raw) {
    return new Like(Names.ofRange(raw.some("relation")), Like.Included.in(raw.number("options")));
  }

  static List<Option> options(List<RawNode> elements) {
    return elements.stream().map(ElementReader::option).toList();
  }

  static Option option(RawNode raw) {
    return new Option(
        raw.location(),
        raw.someText("defnamespace"),
        raw.text("defname"),
        raw.node("arg").map(Names::string));
  }

  /// The last option of that name.
  static Optional<RawNode> argument(List<RawNode> elements, String name) {
    return elements.stream()
        .filter(element -> element.text("defname").equals(name))
        .reduce((first, last) -> last)
        .flatMap(element -> element.node("arg"));
  }

  static boolean isOn(List<RawNode> elements, String name) {
    return options(elements).stream()
        .anyMatch(option -> option.name().equalsIgnoreCase(name) && option.isOn());
  }

  static SequenceOptions sequence(List<RawNode> elements) {
    return new SequenceOptions(
        argument(elements, "as").map(Names::type),
        number(elements, "start"),
        elements.stream().anyMatch(element -> "restart".equals(element.text("defname"))),
        number(elements, "restart"),
        number(elements, "increment"),
        number(elements, "minvalue"),
        number(elements, "maxvalue"),
        argument(elements, "cycle").map(cycle -> cycle.flag("boolval")),
        number(elements, "cache"),
        argument(elements, "owned_by").map(owner -> Names.strings(owner.items())).orElse(List.of()),
        options(elements));
  }

  /// A number past the range of a `bigint` is left out; PostgreSQL refuses it anyhow.
  private static Optional<Long> number(List<RawNode> elements, String name) {
    return argument(elements, name)
        .map(Names::string)
        .filter(digits -> digits.matches("[+-]?[0-9]+"))
        .map(BigInteger::new)
        .filter(value -> value.bitLength() < Long.SIZE)
        .map(BigInteger::longValue);
  }
}
