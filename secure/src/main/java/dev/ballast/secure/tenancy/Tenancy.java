package dev.ballast.secure.tenancy;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.secure.SecureError;
import dev.ballast.secure.catalog.Policy;
import dev.ballast.secure.catalog.Reference;
import dev.ballast.secure.catalog.Relation;
import dev.ballast.secure.catalog.Surface;
import dev.ballast.sql.Identifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/// How a database tells its tenants apart.
///
/// @param context what a session sets to say whom it serves
/// @param columns those that say whose a row is
/// @param type of a tenant's identifier, as `pg_type.typname`
/// @param open tables of which policies let the rows of no tenant through on purpose
/// @param owned oids of the tables whose rows belong to a tenant: those with such a column, and
///     those that refer to one of them by a key
public record Tenancy(
    List<ContextSetting> context,
    String type,
    Set<TenantColumn> columns,
    Set<Long> open,
    Set<Long> owned) {
  /// Names by which most schemas call such a column.
  private static final Set<String> USUAL_NAMES =
      Set.of(
          "tenant_id",
          "tenant",
          "org_id",
          "organization_id",
          "organisation_id",
          "account_id",
          "workspace_id",
          "company_id");

  public Tenancy {
    context = List.copyOf(context);
    requireNonNull(type, "type is null");
    columns = Set.copyOf(columns);
    open = Set.copyOf(open);
    owned = Set.copyOf(owned);
  }

  /// Finds it in the policies, keys and names of a database.
  ///
  /// Throws `tenant-column-unknown` where no column says whose a row is, and
  /// `tenant-context-unknown` where the context is not named and no policy reads a parameter.
  ///
  /// @param named the context, where it is known
  /// @param shared tables whose rows belong to nobody, whatever their columns are called
  public static Tenancy of(Surface surface, List<ContextSetting> named, Set<Identifier> shared) {
    SequencedSet<TenantColumn> columns = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (Policy policy : surface.policies()) {
      for (String column : PolicyTerms.of(policy).columns()) {
        surface
            .relation(policy.relation())
            .filter(relation -> relation.column(column).isPresent())
            .ifPresent(relation -> columns.add(column(relation, column)));
        if (!column.equals("id")) {
          names.add(column);
        }
      }
    }
    names.addAll(USUAL_NAMES);
    List<Relation> tables =
        surface.relations().stream()
            .filter(relation -> relation.kind().isTable())
            .filter(relation -> !shared.contains(relation.name().name()))
            .toList();
    for (Relation table : tables) {
      names.stream()
          .filter(name -> table.column(name).isPresent())
          .forEach(name -> columns.add(column(table, name)));
    }
    columns.addAll(directories(surface, columns));
    columns.removeIf(
        column -> tables.stream().noneMatch(table -> table.oid() == column.relation()));
    if (columns.isEmpty()) {
      throw Fault.of(SecureError.TENANT_COLUMN_UNKNOWN, "no column says whose a row is")
          .detail(
              "no policy compares a column with what the session said, and no table has one of"
                  + " the usual names")
          .hint("Name it with --tenant-column.");
    }
    return new Tenancy(
        context(surface, named),
        type(surface, columns.getFirst()),
        columns,
        open(surface, columns),
        owned(surface, tables, columns));
  }

  private static Set<Long> open(Surface surface, Set<TenantColumn> columns) {
    return surface.policies().stream()
        .filter(
            policy ->
                PolicyTerms.of(policy).testedForNull().stream()
                    .map(name -> new TenantColumn(policy.relation(), new Identifier(name)))
                    .anyMatch(columns::contains))
        .map(Policy::relation)
        .collect(Collectors.toSet());
  }

  /// Columns that policies compare come first, so the type is that of the context.
  private static String type(Surface surface, TenantColumn column) {
    return surface
        .relation(column.relation())
        .flatMap(table -> table.column(column.name().name()))
        .orElseThrow()
        .type();
  }

  private static TenantColumn column(Relation table, String name) {
    return new TenantColumn(table.oid(), new Identifier(name));
  }

  /// The columns that tenant columns refer to: those of the table of tenants.
  private static List<TenantColumn> directories(Surface surface, Set<TenantColumn> columns) {
    return columns.stream()
        .flatMap(
            column ->
                surface.referencesOf(column.relation()).stream()
                    .filter(key -> key.columns().equals(List.of(column.name())))
                    .map(key -> new TenantColumn(key.target(), key.targetColumns().getFirst())))
        .toList();
  }

  private static List<ContextSetting> context(Surface surface, List<ContextSetting> named) {
    if (!named.isEmpty()) {
      return named;
    }
    List<String> read = SettingsRead.by(surface);
    if (read.isEmpty()) {
      throw Fault.of(
              SecureError.TENANT_CONTEXT_UNKNOWN, "no policy says how a session names its tenant")
          .detail("none of %d policies reads a parameter".formatted(surface.policies().size()))
          .hint("Name it with --context app.tenant={tenant}.");
    }
    return read.stream().map(ContextSetting::plain).toList();
  }

  private static Set<Long> owned(
      Surface surface, List<Relation> tables, Set<TenantColumn> columns) {
    Set<Long> owned = new LinkedHashSet<>();
    columns.forEach(column -> owned.add(column.relation()));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Reference key : surface.references()) {
        boolean known = tables.stream().anyMatch(table -> table.oid() == key.relation());
        grew |= known && owned.contains(key.target()) && owned.add(key.relation());
      }
    }
    return owned;
  }

  /// The columns of a table that say whose its rows are.
  public List<Identifier> columnsOf(long relation) {
    return columns.stream()
        .filter(column -> column.relation() == relation)
        .map(TenantColumn::name)
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .toList();
  }

  /// Whether a column says whose a row is.
  public boolean isTenantColumn(long relation, Identifier column) {
    return columns.contains(new TenantColumn(relation, requireNonNull(column, "column is null")));
  }

  /// Whether rows of a table belong to tenants.
  public boolean owns(long relation) {
    return owned.contains(relation);
  }

  /// The statements that begin a transaction of a tenant; none where it names nobody.
  public List<String> begin(Optional<String> tenant) {
    return tenant.stream()
        .flatMap(id -> context.stream().map(setting -> setting.statement(id)))
        .toList();
  }
}
