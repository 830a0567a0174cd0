package dev.ballast.secure.world;

import dev.ballast.lab.made.Column;
import dev.ballast.lab.made.MadeColumns;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.ClientView;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.secure.catalog.Reference;
import dev.ballast.secure.catalog.Relation;
import dev.ballast.secure.catalog.RelationColumn;
import dev.ballast.secure.catalog.RelationKind;
import dev.ballast.secure.catalog.Surface;
import dev.ballast.secure.tenancy.Tenancy;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Puts rows of made-up tenants into the tables of a database. For one thread at a time.
///
/// A row is inserted in the tenant's context with the triggers of its table, as the application
/// would; where a trigger or a key refuses that, without them.
final class TenantRows {
  /// What is tried for one row before it is given up.
  private static final int ATTEMPTS = 40;

  private final Surface surface;
  private final Tenancy tenancy;
  private final Session writer;
  private final Session filler;
  private final Map<Long, List<Column>> columns;
  private final List<MadeRow> rows;
  private final int before;
  private final Map<Long, String> refused = new LinkedHashMap<>();

  /// @param writer reads and writes every table, whatever policies say
  /// @param filler the same, and no trigger fires for it
  /// @param earlier those that are there already
  TenantRows(
      Surface surface, Tenancy tenancy, Session writer, Session filler, List<MadeRow> earlier) {
    this.surface = surface;
    this.tenancy = tenancy;
    this.writer = writer;
    this.filler = filler;
    this.rows = new ArrayList<>(earlier);
    this.before = earlier.size();
    this.columns = MadeColumns.read(filler, tables().stream().map(Relation::oid).toList());
  }

  /// Tables that take rows of their own, each after those that it refers to where that is possible.
  private List<Relation> tables() {
    List<Relation> open =
        new ArrayList<>(
            surface.relations().stream()
                .filter(table -> table.kind().isTable() && !table.isPartition())
                .toList());
    List<Relation> ordered = new ArrayList<>();
    Set<Long> waiting = new HashSet<>(open.stream().map(Relation::oid).toList());
    while (!open.isEmpty()) {
      Relation next =
          open.stream()
              .filter(table -> refersToNone(table, waiting))
              .findFirst()
              .orElse(open.getFirst());
      ordered.add(next);
      open.remove(next);
      waiting.remove(next.oid());
    }
    return ordered;
  }

  private boolean refersToNone(Relation table, Set<Long> waiting) {
    return surface.referencesOf(table.oid()).stream()
        .noneMatch(key -> key.target() != table.oid() && waiting.contains(key.target()));
  }

  /// One row in every shared table that has none.
  void fillShared() {
    for (Relation table : tables()) {
      if (!tenancy.owns(table.oid()) && isEmpty(table)) {
        put(new Wanted(table, Optional.empty(), 1, Map.of()));
      }
    }
  }

  private boolean isEmpty(Relation table) {
    return filler.observe("SELECT FROM " + table.name() + " LIMIT 1", 1).count() == 0;
  }

  /// A row of no tenant in every table that takes one. It counts as the victim's, since it is not
  /// the attacker's.
  void fillNobodys() {
    for (Relation table : tables()) {
      List<Identifier> tenants = tenancy.columnsOf(table.oid());
      boolean takes =
          !tenants.isEmpty()
              && !tenancy.open().contains(table.oid())
              && tenants.stream()
                  .flatMap(name -> table.column(name.name()).stream())
                  .noneMatch(RelationColumn::required);
      if (takes) {
        Map<Identifier, String> nobody = new HashMap<>();
        tenants.forEach(name -> nobody.put(name, "NULL"));
        put(new Wanted(table, Optional.of(Tenant.VICTIM), Tenant.VICTIM.firstRow() + 2, nobody));
      }
    }
  }

  /// Rows by which the victim refers to what is the attacker's, where its own session can make
  /// them.
  ///
  /// @param login a session of the attacked role
  void fillReferring(Session login) {
    for (Relation table : tables()) {
      for (Reference key : surface.referencesOf(table.oid())) {
        boolean without =
            key.columns().stream().noneMatch(c -> tenancy.isTenantColumn(table.oid(), c));
        if (without && !tenancy.columnsOf(table.oid()).isEmpty() && tenancy.owns(key.target())) {
          refer(table, key, login);
        }
      }
    }
  }

  private void refer(Relation table, Reference key, Session login) {
    Optional<MadeRow> foreign = first(key.target(), Tenant.ATTACKER);
    if (foreign.isEmpty()) {
      return;
    }
    Map<Identifier, String> values = new HashMap<>();
    for (int i = 0; i < key.columns().size(); i++) {
      String value = foreign.get().value(key.targetColumns().get(i)).orElse("");
      values.put(key.columns().get(i), new Literal(value).toString());
    }
    Wanted wanted =
        new Wanted(table, Optional.of(Tenant.VICTIM), Tenant.VICTIM.firstRow() + 3, values);
    List<Column> settable = settable(table);
    List<List<String>> candidates = candidates(wanted, settable);
    if (candidates.stream().noneMatch(List::isEmpty)) {
      String insert = statement(table, settable, choose(candidates, 0));
      List<String> begin = begin(wanted.tenant());
      if (committed(login, begin, insert).succeeded()) {
        keep(wanted, begin, insert, writer.observe(reading(table, values), 1));
      }
    }
  }

  /// Finds the victim's row that has these values.
  private String reading(Relation table, Map<Identifier, String> values) {
    Map<Identifier, String> all = new HashMap<>(values);
    for (Identifier name : tenancy.columnsOf(table.oid())) {
      String type = table.column(name.name()).map(RelationColumn::type).orElseThrow();
      all.put(name, new Literal(Tenant.VICTIM.id(type, tenancy.type())).toString());
    }
    return "SELECT %s FROM %s WHERE %s"
        .formatted(
            columnsOf(table),
            table.name(),
            all.entrySet().stream()
                .map(value -> value.getKey() + " = " + value.getValue())
                .collect(Collectors.joining(" AND ")));
  }

  private Optional<MadeRow> first(long relation, Tenant tenant) {
    return rows.stream()
        .filter(row -> row.relation() == relation && row.tenant().equals(Optional.of(tenant)))
        .findFirst();
  }

  /// Two rows of a tenant in every table that belongs to tenants.
  void fill(Tenant tenant) {
    for (Relation table : tables()) {
      Wanted first = new Wanted(table, Optional.of(tenant), tenant.firstRow(), Map.of());
      if (tenancy.owns(table.oid()) && put(first)) {
        put(new Wanted(table, Optional.of(tenant), tenant.firstRow() + 1, Map.of()));
      }
    }
  }

  /// Those that were made now, in their order.
  List<MadeRow> made() {
    return List.copyOf(rows.subList(before, rows.size()));
  }

  /// Tables that took no row of a tenant, with the last refusal.
  Map<Long, String> refused() {
    return Map.copyOf(refused);
  }

  /// A row to be put into a table.
  ///
  /// @param tenant empty where it belongs to nobody
  /// @param number which values it has
  /// @param given expressions of some columns, whatever the others get
  private record Wanted(
      Relation table, Optional<Tenant> tenant, int number, Map<Identifier, String> given) {}

  /// Returns whether the row is there.
  private boolean put(Wanted wanted) {
    List<Column> settable = settable(wanted.table());
    List<List<String>> candidates = candidates(wanted, settable);
    Optional<String> refusal = Optional.of("no value could be made up for one of its columns");
    if (candidates.stream().noneMatch(List::isEmpty)) {
      for (int attempt = 0; attempt < ATTEMPTS && refusal.isPresent(); attempt++) {
        refusal = insert(wanted, statement(wanted.table(), settable, choose(candidates, attempt)));
      }
    }
    boolean none =
        rows.stream()
            .noneMatch(
                row ->
                    row.relation() == wanted.table().oid() && row.tenant().equals(wanted.tenant()));
    if (none) {
      refusal.ifPresent(why -> refused.put(wanted.table().oid(), why));
    }
    return refusal.isEmpty();
  }

  private List<Column> settable(Relation table) {
    return columns.getOrDefault(table.oid(), List.of()).stream()
        .filter(column -> !column.generated())
        .toList();
  }

  private List<List<String>> candidates(Wanted wanted, List<Column> settable) {
    return settable.stream()
        .map(
            column ->
                Optional.ofNullable(wanted.given().get(column.identifier()))
                    .map(List::of)
                    .orElseGet(
                        () -> candidates(wanted.table(), column, wanted.tenant(), wanted.number())))
        .toList();
  }

  private List<String> begin(Optional<Tenant> tenant) {
    return tenancy.begin(tenant.map(each -> each.id(tenancy.type(), tenancy.type())));
  }

  private static List<String> choose(List<List<String>> candidates, int attempt) {
    List<String> chosen = new ArrayList<>();
    int rest = attempt;
    for (List<String> values : candidates) {
      chosen.add(values.get(rest % values.size()));
      rest /= values.size();
    }
    return chosen;
  }

  private List<String> candidates(
      Relation table, Column column, Optional<Tenant> tenant, int number) {
    if (tenant.isPresent() && tenancy.isTenantColumn(table.oid(), column.identifier())) {
      String type = table.column(column.name()).map(RelationColumn::type).orElseThrow();
      return List.of(new Literal(tenant.get().id(type, tenancy.type())).toString());
    }
    Optional<String> referred = referred(table, column, tenant);
    if (referred.isPresent()) {
      return List.of(new Literal(referred.get()).toString());
    }
    return column.candidates(
        number,
        column
            .target()
            .flatMap(target -> surface.relation(target.table()))
            .filter(target -> target.oid() != table.oid())
            .map(Relation::name));
  }

  /// The key of the tenant's own row in the table that a column refers to.
  private Optional<String> referred(Relation table, Column column, Optional<Tenant> tenant) {
    for (Reference key : surface.referencesOf(table.oid())) {
      int place = key.columns().indexOf(column.identifier());
      if (place >= 0 && key.target() != table.oid()) {
        Identifier target = key.targetColumns().get(place);
        Optional<String> value =
            rows.stream()
                .filter(row -> row.relation() == key.target() && row.tenant().equals(tenant))
                .flatMap(row -> row.value(target).stream())
                .findFirst();
        if (value.isPresent()) {
          return value;
        }
      }
    }
    return Optional.empty();
  }

  /// The refusal, where there is one.
  private Optional<String> insert(Wanted wanted, String insert) {
    String columnList = columnsOf(wanted.table());
    String returning = insert + (columnList.isEmpty() ? "" : " RETURNING " + columnList);
    List<String> begin = begin(wanted.tenant());
    Optional<String> refusal = Optional.empty();
    for (Session session : List.of(writer, filler)) {
      ClientView view = committed(session, begin, returning);
      if (view.succeeded()) {
        keep(wanted, begin, insert, view);
        return Optional.empty();
      }
      refusal = Optional.of(String.join("; ", view.texts()));
    }
    return refusal;
  }

  private void keep(Wanted wanted, List<String> begin, String insert, ClientView view) {
    List<String> statements = new ArrayList<>(begin);
    statements.add(insert);
    rows.add(
        new MadeRow(
            wanted.table().oid(), wanted.tenant(), values(wanted.table(), view), statements));
  }

  private static String columnsOf(Relation table) {
    return table.columns().stream()
        .map(column -> column.name().toString())
        .collect(Collectors.joining(", "));
  }

  private static ClientView committed(Session session, List<String> begin, String insert) {
    session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    try {
      begin.forEach(set -> session.observe(set, 1));
      ClientView view = session.observe(insert, 1);
      ClientView checked =
          view.succeeded() ? session.observe("SET CONSTRAINTS ALL IMMEDIATE", 1) : view;
      if (checked.succeeded()) {
        session.commit();
        return view;
      }
      return checked;
    } finally {
      session.rollback();
    }
  }

  private static Map<Identifier, String> values(Relation table, ClientView view) {
    Map<Identifier, String> values = new HashMap<>();
    for (int i = 0; !view.rows().isEmpty() && i < table.columns().size(); i++) {
      Identifier name = table.columns().get(i).name();
      view.rows().getFirst().get(i).ifPresent(value -> values.put(name, value));
    }
    return values;
  }

  private static String statement(Relation table, List<Column> settable, List<String> values) {
    if (settable.isEmpty()) {
      return "INSERT INTO " + table.name() + " DEFAULT VALUES";
    }
    return "INSERT INTO "
        + table.name()
        + settable.stream()
            .map(column -> column.identifier().toString())
            .collect(Collectors.joining(", ", " (", ")"))
        + " OVERRIDING SYSTEM VALUE"
        + values.stream().collect(Collectors.joining(", ", " VALUES (", ")"));
  }

  /// Has materialized views show what was put into their tables.
  static void refresh(Surface surface, Stage stage, String database) {
    for (Relation view : surface.relations()) {
      if (view.kind() == RelationKind.MATERIALIZED_VIEW) {
        try (Session owner = stage.as(view.owner().name(), database)) {
          owner.observe("REFRESH MATERIALIZED VIEW " + view.name(), 1);
        }
      }
    }
  }
}
