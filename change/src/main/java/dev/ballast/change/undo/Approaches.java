package dev.ballast.change.undo;

import dev.ballast.sql.Literal;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.DatabaseStatement;
import dev.ballast.sql.tree.GuardStatement;
import dev.ballast.sql.tree.IndexStatement;
import dev.ballast.sql.tree.MaintenanceStatement;
import dev.ballast.sql.tree.ObjectStatement;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.ReplicationStatement;
import dev.ballast.sql.tree.RoleStatement;
import dev.ballast.sql.tree.RoutineStatement;
import dev.ballast.sql.tree.SequenceStatement;
import dev.ballast.sql.tree.SessionStatement;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement;
import dev.ballast.sql.tree.TypeStatement;
import dev.ballast.sql.tree.ViewStatement;
import java.util.List;
import java.util.Set;

/// How each kind of statement is undone. For one thread at a time.
final class Approaches {
  private static final String TEMPORARY = "a temporary object ends with its session";
  private static final String THERE_ALREADY = "it was there already";

  private final CatalogNames names;

  Approaches(CatalogNames names) {
    this.names = names;
  }

  Approach of(Statement statement) {
    return switch (statement) {
      case TableStatement table -> of(table);
      case ViewStatement view -> of(view);
      case IndexStatement index -> of(index);
      case SequenceStatement sequence -> of(sequence);
      case RoutineStatement routine -> of(routine);
      case TypeStatement type -> of(type);
      case GuardStatement guard -> of(guard);
      case ReplicationStatement replication -> of(replication);
      case ObjectStatement object -> new ObjectApproaches(names).of(object);
      case RoleStatement role -> new RoleApproaches(names).of(role);
      case DataStatement data -> new DataApproaches(names).of(data);
      case DatabaseStatement database -> of(database);
      case MaintenanceStatement maintenance ->
          Approach.Known.nothing("it changes how rows are stored, not which there are");
      case SessionStatement session -> of(session);
      case Statement.OtherStatement other ->
          Approach.Compared.of(FacetReading.ofAll(Section.OTHERS, Section.SHARED))
              .with(Variant.ofUnread(other.node() + ": how it is undone is not known"));
    };
  }

  private Approach of(TableStatement statement) {
    return switch (statement) {
      case TableStatement.CreateTable create ->
          create.persistence() == Persistence.TEMPORARY
              ? Approach.Known.nothing(TEMPORARY)
              : Approach.Compared.of(
                  FacetReading.ofNew(create.name(), Section.RELATIONS), THERE_ALREADY);
      case TableStatement.CreateTableAs create ->
          create.persistence() == Persistence.TEMPORARY
              ? Approach.Known.nothing(TEMPORARY)
              : Approach.Compared.of(
                  FacetReading.ofNew(create.name(), Section.RELATIONS), THERE_ALREADY);
      case TableStatement.CreateForeignTable create ->
          Approach.Compared.of(
              FacetReading.ofNew(create.table().name(), Section.RELATIONS), THERE_ALREADY);
      case TableStatement.ImportForeignSchema imported ->
          Approach.Compared.of(FacetReading.ofAll(Section.RELATIONS));
      case TableStatement.AlterTable alter -> new TableApproach(names, alter).find();
      case TableStatement.AlterTableAll all ->
          Approach.Compared.of(FacetReading.ofAll(Section.RELATIONS));
      case TableStatement.Truncate truncate -> new DataApproaches(names).of(truncate);
      case TableStatement.LockTable lock -> Approach.Known.nothing("a lock ends by itself");
    };
  }

  private Approach of(ViewStatement statement) {
    return switch (statement) {
      case ViewStatement.CreateView view when view.persistence() == Persistence.TEMPORARY ->
          Approach.Known.nothing(TEMPORARY);
      case ViewStatement.CreateView view ->
          Approach.Compared.of(
              FacetReading.of(
                  view.name(),
                  Section.RELATIONS,
                  Section.COLUMNS,
                  Section.GUARDS,
                  Section.GRANTS,
                  Section.COMMENTS),
              "the view was defined so already");
      case ViewStatement.RefreshMaterializedView refresh ->
          Approach.Known.oneWay(
              "REFRESH: the rows that " + refresh.name() + " had before are not kept");
    };
  }

  private Approach of(IndexStatement statement) {
    return switch (statement) {
      case IndexStatement.CreateIndex index ->
          Approach.Compared.of(FacetReading.of(index.table(), Section.CONSTRAINTS), THERE_ALREADY)
              .with(index.concurrently() ? Variant.CONCURRENTLY : Variant.NONE);
      case IndexStatement.Reindex reindex ->
          Approach.Known.nothing("the index is rebuilt, its definition stays");
      case IndexStatement.CreateStatistics create -> created(Section.GUARDS);
      case IndexStatement.AlterStatistics alter ->
          Approach.Compared.of(FacetReading.ofAll(Section.GUARDS));
    };
  }

  private Approach of(SequenceStatement statement) {
    return switch (statement) {
      case SequenceStatement.CreateSequence create ->
          create.persistence() == Persistence.TEMPORARY
              ? Approach.Known.nothing(TEMPORARY)
              : Approach.Compared.of(
                  FacetReading.ofNew(create.name(), Section.SEQUENCES), THERE_ALREADY);
      case SequenceStatement.AlterSequence alter ->
          Approach.Compared.of(FacetReading.of(alter.name(), Section.SEQUENCES))
              .with(
                  alter.options().restarts()
                      ? new SequenceRestart(names).variant(alter.name())
                      : Variant.NONE);
    };
  }

  private Approach of(RoutineStatement statement) {
    return switch (statement) {
      case RoutineStatement.CreateFunction create ->
          Approach.Compared.of(
              FacetReading.ofAll(Section.ROUTINES, Section.GRANTS, Section.COMMENTS),
              "the routine was defined so already");
      case RoutineStatement.AlterFunction alter ->
          Approach.Compared.of(FacetReading.ofAll(Section.ROUTINES));
      case RoutineStatement.Do block ->
          Approach.Known.undecided("DO: what the block executes is not known before it runs");
      case RoutineStatement.Call call ->
          Approach.Known.undecided(
              "CALL: what " + call.call().name() + " executes is not known before it runs");
    };
  }

  private Approach of(TypeStatement statement) {
    return switch (statement) {
      case TypeStatement.AlterEnumRenameValue rename ->
          names
              .type(rename.name())
              .map(
                  type ->
                      Approach.Known.by(
                          "ALTER TYPE %s RENAME VALUE %s TO %s"
                              .formatted(
                                  type,
                                  new Literal(rename.newValue()),
                                  new Literal(rename.oldValue()))))
              .orElseGet(() -> Approach.Known.nothing("there is no type " + rename.name()));
      case TypeStatement.CreateEnum create -> created(Section.TYPES);
      case TypeStatement.CreateDomain create -> created(Section.TYPES);
      case TypeStatement.CreateRange create -> created(Section.TYPES);
      case TypeStatement.CreateCompositeType create -> created(Section.TYPES);
      case TypeStatement.AlterEnumAddValue add ->
          Approach.Compared.of(
              FacetReading.ofAll(Section.TYPES), "the enumeration had the value already");
      case TypeStatement.AlterDomain alter ->
          Approach.Compared.of(
              FacetReading.ofAll(Section.TYPES),
              alter.action() == TypeStatement.AlterDomain.Action.VALIDATE_CONSTRAINT
                  ? "the constraint remains validated"
                  : Approach.Compared.NO_CHANGE);
    };
  }

  private Approach of(GuardStatement statement) {
    return switch (statement) {
      case GuardStatement.CreateTrigger create -> guards(create);
      case GuardStatement.CreatePolicy create -> guards(create);
      case GuardStatement.AlterPolicy alter -> guards(alter);
      case GuardStatement.CreateRule create -> guards(create);
      case GuardStatement.CreateEventTrigger create -> created(Section.SHARED);
      case GuardStatement.AlterEventTrigger alter ->
          Approach.Compared.of(FacetReading.ofAll(Section.SHARED));
    };
  }

  /// A trigger or policy that is made again loses its comment.
  private static Approach guards(GuardStatement statement) {
    return Approach.Compared.of(
        new FacetReading(
            Set.of(Section.GUARDS, Section.COMMENTS),
            statement.names(),
            FacetReading.Reach.WITH_PARTS));
  }

  private Approach of(ReplicationStatement statement) {
    return switch (statement) {
      case ReplicationStatement.CreatePublication create ->
          created(Section.SHARED, Section.PUBLICATIONS);
      case ReplicationStatement.AlterPublication alter ->
          Approach.Compared.of(FacetReading.ofAll(Section.SHARED, Section.PUBLICATIONS));
      case ReplicationStatement.CreateSubscription create -> otherServer("CREATE SUBSCRIPTION");
      case ReplicationStatement.AlterSubscription alter -> otherServer("ALTER SUBSCRIPTION");
      case ReplicationStatement.DropSubscription drop -> otherServer("DROP SUBSCRIPTION");
    };
  }

  private static Approach otherServer(String statement) {
    return Approach.Known.undecided(statement + ": another server holds a part of it");
  }

  private Approach of(DatabaseStatement statement) {
    return switch (statement) {
      case DatabaseStatement.AlterDatabaseSet set ->
          Approach.Compared.of(FacetReading.ofAll(Section.SHARED));
      case DatabaseStatement.CreateDatabase create -> otherDatabase("CREATE DATABASE");
      case DatabaseStatement.DropDatabase drop ->
          Approach.Known.oneWay("DROP DATABASE: all that is in " + drop.name() + " is lost");
      case DatabaseStatement.AlterDatabase alter -> otherDatabase("ALTER DATABASE");
      case DatabaseStatement.AlterSystem alter ->
          Approach.Known.undecided(
              "ALTER SYSTEM: the server's configuration is a file, not in the catalogs");
    };
  }

  private static Approach otherDatabase(String statement) {
    return Approach.Known.undecided(statement + ": databases as a whole are not read");
  }

  private Approach of(SessionStatement statement) {
    return switch (statement) {
      case SessionStatement.TransactionControl control ->
          Approach.Known.nothing("it bounds a transaction");
      case SessionStatement.SetVariable set ->
          Approach.Known.nothing("a setting ends with its session");
      case SessionStatement.Prepare prepare ->
          Approach.Known.nothing("a prepared statement ends with its session");
      case SessionStatement.Deallocate deallocate ->
          Approach.Known.nothing("a prepared statement ends with its session");
      case SessionStatement.Discard discard ->
          Approach.Known.nothing("what is discarded ends with its session");
      case SessionStatement.Execute execute ->
          Approach.Known.undecided(
              "EXECUTE: what " + execute.name() + " stands for is not known here");
      case SessionStatement.Explain explain ->
          explain.analyze()
              ? of(explain.statement())
              : Approach.Known.nothing("the statement is planned, not executed");
    };
  }

  /// Something that is found in the catalogs afterwards, and was not there before.
  private static Approach created(Section... sections) {
    return new Approach.Compared(
        new FacetReading(Set.copyOf(List.of(sections)), List.of(), FacetReading.Reach.ALL),
        THERE_ALREADY,
        Variant.NONE);
  }
}
