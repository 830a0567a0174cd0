package dev.ballast.lab.twin;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Progress;
import dev.ballast.machine.RandomName;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.page.ControlFile;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.Initdb;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.Isolation;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.SourceFacts;
import dev.ballast.protect.confine.ConfinedCopy;
import dev.ballast.protect.restore.RecoveringServer;
import dev.ballast.protect.restore.ServerChoice;
import dev.ballast.protect.restore.Shelter;
import dev.ballast.protect.surroundings.Surroundings;
import dev.ballast.sql.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the state of a twin: a new cluster, confined before any definition of the target is run in
/// it, with the schema and the statistics, stopped. One use; for one thread.
public final class TwinMaking {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(10);
  private static final int ROOT_BYTES = 6;
  private static final int PUBLIC_BELONGS_TO_DATABASE_OWNER = 15;

  /// Nothing may count the rows of a twin.
  private static final List<ServerSetting> QUIET =
      List.of(
          new ServerSetting("autovacuum", "off"),
          new ServerSetting("synchronous_commit", "off"),
          new ServerSetting("max_locks_per_transaction", "1024"));

  private final TwinSource source;
  private final RecoveringServer server;
  private final List<String> lacking;
  private final List<String> unread;
  private PageCounts pages = new PageCounts(List.of());

  private TwinMaking(TwinSource source, RecoveringServer server) {
    this.source = source;
    this.server = server;
    this.lacking = new ArrayList<>(source.schema().remarks());
    this.unread = new ArrayList<>(source.statistics().unread());
  }

  /// A state that is ready.
  ///
  /// @param keys open it again
  /// @param pages how long the files of a copy are to be
  public record Made(
      ConfinedCopy.Keys keys,
      BackupRecord.Origin origin,
      ServerVersion version,
      Optional<Isolation> isolation,
      PageCounts pages,
      Twin twin,
      List<Phase> phases) {
    public Made {
      requireNonNull(keys, "keys is null");
      requireNonNull(origin, "origin is null");
      requireNonNull(version, "version is null");
      requireNonNull(isolation, "isolation is null");
      requireNonNull(pages, "pages is null");
      requireNonNull(twin, "twin is null");
      phases = List.copyOf(phases);
    }
  }

  /// Makes one.
  ///
  /// @param state takes `data`, and `work`, which may be removed afterwards
  public static Made run(
      TwinSource source, Path state, Confinement confinement, Clock clock, Progress progress)
      throws IOException {
    long began = clock.nanoTime();
    Path data = state.resolve("data");
    String root = "ballast_root_" + RandomName.of(ROOT_BYTES);
    ServerVersion version = source.schema().version();
    Installation installation =
        ServerChoice.of(
                facts(source, root, 0),
                Optional.empty(),
                Installations.ofThisMachine().ofMajor(version.major()))
            .installation();
    progress.begin("making a cluster", 0);
    Initdb.cluster(installation, root, data);
    BackupRecord.Origin origin =
        origin(source, facts(source, root, ControlFile.read(data).systemIdentifier()));
    RecoveringServer.Location location =
        new RecoveringServer.Location(
            data,
            Files.createDirectory(state.resolve("work")),
            new Shelter(confinement, List.of()));
    try (RecoveringServer server =
        new RecoveringServer(origin, installation, location, START_TIMEOUT, clock)) {
      server.startNew(QUIET);
      TwinMaking making = new TwinMaking(source, server);
      ConfinedCopy copy = making.fill(progress);
      server.stop();
      return new Made(
          copy.keys(),
          origin,
          installation.version(),
          server.isolation(),
          making.pages,
          new Twin(
              source.database().name(),
              source.statistics().values(),
              making.lacking,
              making.unread),
          List.of(new Phase("schema and statistics", clock.since(began), 0)));
    }
  }

  private static SourceFacts facts(TwinSource source, String root, long systemIdentifier) {
    Set<String> databases = new LinkedHashSet<>(List.of("postgres", source.database().name()));
    return new SourceFacts(
        systemIdentifier,
        source.schema().version(),
        16 << 20,
        /* dataChecksums= */ true,
        /* inRecovery= */ false,
        root,
        List.copyOf(databases),
        List.of(),
        List.of(),
        List.of());
  }

  /// Of the parameters only those that no secret is kept in.
  private static BackupRecord.Origin origin(TwinSource source, SourceFacts facts) {
    return new BackupRecord.Origin(
        source.target(),
        source.readAt(),
        source.readAt(),
        facts,
        Optional.of(
            new Surroundings(
                new Surroundings.Files(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                source.parameters().stream().filter(each -> !each.mayHoldSecret()).toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of())));
  }

  private ConfinedCopy fill(Progress progress) {
    String database = source.database().name();
    Definitions definitions = new Definitions(source.schema().script());
    try (Session root = server.session("template1")) {
      TwinRoles.make(source.database(), root);
      lacking.addAll(TwinDatabase.make(source.database(), root));
      TwinRoles.configure(source.database(), root);
    }
    try (Session root = server.session(database)) {
      definitions.extensions(root);
      if (root.version().major() < PUBLIC_BELONGS_TO_DATABASE_OWNER) {
        root.execute(
            "ALTER SCHEMA public OWNER TO " + new Identifier(source.database().bootstrap()));
      }
    }
    ConfinedCopy copy = server.confine();
    progress.begin("making the schema", 0);
    try (Session keeper = copy.keeper(database)) {
      String maker = copy.link(keeper, 0);
      employ(keeper, maker);
      try (Session session = copy.as(maker, database, STATEMENT_LIMIT)) {
        definitions.run(session, keeper);
        lacking.addAll(definitions.leftOut());
        populate(session);
      }
      dismiss(keeper, maker);
      progress.begin("writing statistics", 0);
      StatisticsLoad statistics = new StatisticsLoad(source.statistics(), keeper);
      pages = statistics.relations();
      statistics.columns();
      unread.addAll(statistics.leftOut());
    }
    copy.stripAgain(database);
    return copy;
  }

  /// Lets a role without power make what belongs to any other.
  private void employ(Session keeper, String maker) {
    Identifier to = new Identifier(maker);
    for (SourceDatabase.Role role : source.database().roles()) {
      keeper.execute("GRANT %s TO %s".formatted(new Identifier(role.name()), to));
    }
    keeper.execute(
        "GRANT CREATE ON DATABASE %s TO %s"
            .formatted(new Identifier(source.database().name()), to));
  }

  private void dismiss(Session keeper, String maker) {
    Identifier gone = new Identifier(maker);
    keeper.execute(
        "REASSIGN OWNED BY %s TO %s".formatted(gone, new Identifier(source.database().owner())));
    keeper.execute("DROP OWNED BY " + gone);
    keeper.execute("DROP ROLE " + gone);
  }

  /// A materialized view that was not populated cannot be planned with.
  private void populate(Session maker) {
    source.statistics().relations().stream()
        .filter(relation -> relation.kind().equals("m") && relation.populated())
        .forEach(
            view ->
                Definitions.attempt(
                        () -> maker.execute("REFRESH MATERIALIZED VIEW " + view.qualifiedName()))
                    .ifPresent(
                        error ->
                            lacking.add(
                                "materialized view %s cannot be read: %s"
                                    .formatted(view.qualifiedName(), error.message()))));
  }
}
