import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.evidence.json.Json;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Kind;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.SourceFacts;
import dev.ballast.protect.backup.StoredFile;
import dev.ballast.store.database.Store;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Pace;
import dev.ballast.store.sample.Reading;
import dev.ballast.store.sample.SampleJournal;
import dev.ballast.store.sample.SampleUpkeep;
import dev.ballast.store.sample.SampleWriter;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.DepositOptions;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.MasterKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// The store and the vault of a fleet that a node has watched for 30 days. See pages.sh.
final class MakeFleet {
  private static final Clock CLOCK = Clock.system();
  private static final String MODEL = "model";
  private static final int DAYS = 30;

  /// Days that are stored by the minute at least, and hours that are stored as they are read.
  private static final int MINUTE_DAYS = 8;

  private static final int RAW_HOURS = 26;

  /// Targets whose chunks are copied by one statement.
  private static final int BATCH = 200;

  private final List<String> targets;
  private final int watched;
  private final int guarded;
  private final Instant now = CLOCK.now();
  private final Random random = new Random(15);
  private final Map<String, double[]> figures = new HashMap<>();

  private MakeFleet(int targets, int watched, int guarded) {
    List<String> of = List.of("orders", "billing", "search", "stock", "users", "mail", "ledger", "maps");
    this.targets =
        IntStream.range(0, targets)
            .mapToObj(i -> "%s-%s-%04d".formatted(of.get(i % of.size()), i % 3 == 0 ? "us" : "eu", i))
            .toList();
    this.watched = watched;
    this.guarded = guarded;
  }

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    MakeFleet fleet = new MakeFleet(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    fleet.configure(folder);
    if (!Files.exists(folder.resolve("vault"))) {
      fleet.vault(folder);
    }
    if (!Files.exists(folder.resolve("serve"))) {
      try (Store store =
          Store.open(new StoreLocation.Embedded(folder.resolve("serve/store")), CLOCK)) {
        fleet.store(store, folder);
      }
    }
  }

  private void configure(Path folder) throws IOException {
    StringBuilder file = new StringBuilder("version: 1\nvaults:\n");
    for (String vault : List.of("vault", "other")) {
      file.append("  %s:\n    folder: %s\n    key: file:master.key\n".formatted(vault, vault));
    }
    file.append("serve:\n  schedule:\n    window: 03:00-04:00\n    time-zone: UTC\ntargets:\n");
    for (String target : targets) {
      file.append("  %s:\n    host: 127.0.0.1\n    port: PORT\n    user: postgres\n    auth: [none]\n".formatted(target));
      file.append(targets.indexOf(target) < guarded ? "    vault: vault\n" : "    vault: other\n");
    }
    Files.writeString(folder.resolve("fleet.yaml"), file);
    Files.write(folder.resolve("watched"), targets.subList(0, watched));
  }

  // A backup and a proof of each target, each record as a run writes it.

  private void vault(Path folder) throws IOException {
    long began = CLOCK.nanoTime();
    MasterKey key = MasterKey.generate();
    key.save(folder.resolve("master.key"));
    VaultSettings settings =
        new VaultSettings(folder.resolve("vault"), folder.resolve("state/heads"), CLOCK);
    Vault.init(new VaultSettings(folder.resolve("other"), folder.resolve("state/heads"), CLOCK), key, Vault.MIN_CHUNK_SIZE).close();
    try (Vault vault = Vault.init(settings, key, Vault.MIN_CHUNK_SIZE)) {
      for (String target : targets.subList(0, guarded)) {
        Instant at = now.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 6)));
        String subject = target + " " + backup(vault, target, at);
        vault.evidence().append(proof(subject, at));
      }
    }
    said("vault", began);
  }

  private String backup(Vault vault, String target, Instant at) {
    try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
      byte[] content = (target + at).getBytes(StandardCharsets.UTF_8);
      ChunkRef chunk = deposit.put(content, 0, content.length);
      StoredFile manifest = new StoredFile("backup_manifest", content.length, List.of(chunk));
      SourceFacts facts =
          new SourceFacts(-1, ServerVersion.parse("17.5"), 16 << 20, true, false, "postgres",
              List.of("postgres"), List.of(), List.of(), List.of());
      Lsn lsn = Lsn.parse("0/2000028");
      deposit.commit(
          Json.write(
              new BackupRecord(
                  new BackupRecord.Origin(target, at.minusSeconds(60), at, facts),
                  new BackupRecord.WalSpan(new TimelineId(1), lsn, lsn, lsn),
                  new BackupRecord.StoredCopy(List.of(), List.of(), manifest),
                  new BackupRecord.StoredWal(List.of(), Optional.empty()),
                  new BackupRecord.StoredReading(List.of(), Optional.of("there is none")),
                  Optional.empty(),
                  new BackupRecord.Totals(0, 0, 0, 0, 0),
                  List.of())));
      return deposit.id().text();
    }
  }

  private Proof proof(String subject, Instant at) {
    List<LevelResult> levels =
        List.of(Level.values()).stream()
            .map(level -> new LevelResult(level, Verdict.proved(), Duration.ofSeconds(20), "all of it was read", List.of("nothing was left out")))
            .toList();
    List<Phase> phases =
        List.of(
            new Phase(Phase.RESTORE, Duration.ofSeconds(90), 8L << 30),
            new Phase(Phase.START, Duration.ofSeconds(3), 1 << 20),
            new Phase(Phase.REPLAY, Duration.ofSeconds(9), 300 << 20),
            new Phase(Phase.PROMOTION, Duration.ofSeconds(1), 0));
    return new Proof("the backup restores to a server with the same content", subject,
        at.minusSeconds(200), at, levels, phases, Duration.ofSeconds(110 + random.nextInt(600)),
        List.of("Ballast 0.1.0", "PostgreSQL 17.5"), "a sandbox", "ballast prove");
  }

  // Samples: a model target's readings are stored as a node stores them, and copied.

  private void store(Store store, Path folder) {
    long began = CLOCK.nanoTime();
    try (SampleJournal journal = SampleJournal.open(folder.resolve("journal"), 1L << 32, CLOCK)) {
      SampleWriter writer = new SampleWriter(store.pool());
      SampleUpkeep upkeep = new SampleUpkeep(store.pool(), MakeFleet::isCounter);
      Instant from = now.minus(Duration.ofDays(DAYS));
      Map<String, Instant> due = new HashMap<>();
      for (Instant at = from; at.isBefore(now); at = at.plusSeconds(10)) {
        for (Model model : MODELS) {
          if (!due.getOrDefault(model.family(), from).isAfter(at)) {
            journal.accept(model.reading(this, at), Pace.of(model.of().cadence()));
            due.put(model.family(), at.plus(step(model, at)));
          }
        }
        // Older days are packed by the day anyway.
        boolean recent = at.isAfter(now.minus(Duration.ofHours(RAW_HOURS)));
        if (at.getEpochSecond() % (recent ? 600 : 21_600) < 10) {
          journal.rotate(Pace.FAST);
        }
        if (at.getEpochSecond() % (recent ? 3_600 : 21_600) < 10) {
          journal.rotate(Pace.SLOW);
          writer.storeWaiting(journal);
        }
      }
      journal.rotate(Pace.FAST);
      journal.rotate(Pace.SLOW);
      writer.storeWaiting(journal);
      upkeep.run(now);
    }
    said("the model's samples", began);
    try (Session session = store.pool().lend()) {
      copy(session);
      records(session);
    }
  }

  private Duration step(Model model, Instant at) {
    Duration cadence = model.of().cadence();
    Duration least =
        at.isAfter(now.minus(Duration.ofHours(RAW_HOURS)))
            ? cadence
            : at.isAfter(now.minus(Duration.ofDays(MINUTE_DAYS)))
                ? Duration.ofMinutes(1)
                : Duration.ofMinutes(20);
    return least.compareTo(cadence) > 0 ? least : cadence;
  }

  private static boolean isCounter(String family, String metric) {
    return family(family).metrics().stream()
        .anyMatch(m -> m.name().equals(metric) && m.kind() == Kind.COUNTER);
  }

  private static Family<?> family(String name) {
    return Families.all().stream()
        .<Family<?>>map(f -> f)
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static final List<String> DATABASES = List.of("app", "reports", "postgres");

  private static final List<Model> MODELS =
      List.of(
          new Model("instance", List.of(Labels.NONE)),
          new Model("wal", List.of(Labels.NONE)),
          new Model("host", List.of(Labels.NONE)),
          new Model("database", named("database", DATABASES)),
          new Model("database_size", named("database", DATABASES)),
          new Model("host_disk", named("place", List.of("data", "log"))),
          new Model(
              "activity",
              List.of("", "LWLock", "IO", "Lock", "Client", "IPC").stream()
                  .map(w -> Labels.of(new Label("database", "app"), new Label("state", "active"), new Label("wait_class", w)))
                  .toList()),
          new Model("statement", many(40, i -> Labels.of(new Label("database", "app"), new Label("queryid", Long.toString(7_000_000_000L + i))))),
          new Model("objective", named("objective", List.of("availability", "proof-age", "recovery-point", "recovery-time"))),
          new Model("key", many(10, i -> Labels.of(new Label("schema", "public"), new Label("table", "t" + i), new Label("column", "id")))),
          new Model("sequence", many(10, i -> Labels.of(new Label("schema", "public"), new Label("sequence", "s" + i)))));

  private static List<Labels> named(String label, List<String> values) {
    return values.stream().map(value -> Labels.of(label, value)).toList();
  }

  private static List<Labels> many(int count, java.util.function.IntFunction<Labels> labels) {
    return IntStream.range(0, count).mapToObj(labels).toList();
  }

  /// A family and the entities that the model has of it.
  private record Model(String family, List<Labels> entities) {
    Family<?> of() {
      return MakeFleet.family(family);
    }

    /// Counters grow, other figures wander.
    Reading reading(MakeFleet fleet, Instant at) {
      List<Figures> all = new ArrayList<>();
      Family<?> of = of();
      for (Labels labels : entities) {
        double[] values = fleet.figures.computeIfAbsent(family + labels.text(), k -> begun(fleet, of));
        for (int i = 0; i < values.length; i++) {
          boolean grows = of.metrics().get(i).kind() == Kind.COUNTER;
          // Most figures of most entities do not change from one reading to the next.
          int by = i % 3 > 0 || fleet.random.nextInt(3) > 0 ? 0 : fleet.random.nextInt(4);
          values[i] = grows ? values[i] + by : Math.max(0, values[i] + by - 1);
        }
        all.add(new Figures(labels, values.clone()));
      }
      return new Reading(MODEL, of.layout(), at.plusMillis(fleet.random.nextInt(20)), all);
    }

    private static double[] begun(MakeFleet fleet, Family<?> of) {
      return of.metrics().stream()
          .mapToDouble(m -> m.name().endsWith("bytes") ? 1e9 * (1 + fleet.random.nextInt(50)) : m.name().endsWith("ratio") ? 0.3 + fleet.random.nextDouble(0.5) : fleet.random.nextInt(10))
          .toArray();
    }
  }

  private void copy(Session session) {
    long began = CLOCK.nanoTime();
    session.execute("INSERT INTO target (name) SELECT unnest(?::text[])", targets);
    session.execute(
        """
        INSERT INTO entity (target_id, family, labels)
        SELECT target.target_id, entity.family, entity.labels
        FROM entity JOIN target AS model USING (target_id), target
        WHERE model.name = ? AND target.name <> ?
        ORDER BY 1, 2, 3
        """,
        MODEL, MODEL);
    session.execute("ANALYZE target");
    session.execute("ANALYZE entity");
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    for (int back = DAYS; back >= 0; back--) {
      String day = DateTimeFormatter.BASIC_ISO_DATE.format(today.minusDays(back));
      copy(session, "chunk_hour_" + day, targets);
      copy(session, "chunk_minute_" + day, targets.subList(0, watched));
      // Of days that are rolled up, pages read raw figures of the last hours only.
      copy(session, "chunk_raw_" + day, back <= 1 ? targets : targets.subList(0, watched));
    }
    said("samples of all targets", began);
  }

  private static void copy(Session session, String table, List<String> to) {
    if (session.number("SELECT count(*) FROM pg_class WHERE relname = ?", table) == 0) {
      return;
    }
    for (int i = 0; i < to.size(); i += BATCH) {
      session.execute(
          """
          INSERT INTO %s
          SELECT entity.entity_id, chunk.starts, chunk.ends, chunk.layout_id, chunk.points
          FROM (SELECT entity.*, chunk.starts, chunk.ends, chunk.layout_id, chunk.points
                FROM %s AS chunk JOIN entity USING (entity_id) JOIN target USING (target_id)
                    WHERE target.name = ?) AS chunk
          JOIN entity USING (family, labels)
          JOIN target ON target.target_id = entity.target_id
          WHERE target.name = ANY (?::text[])
          ORDER BY entity.entity_id, chunk.starts
          """
              .formatted(table, table),
          MODEL, to.subList(i, Math.min(i + BATCH, to.size())));
    }
    session.execute("ANALYZE " + table);
  }

  // What the node and people noted of them.

  private void records(Session session) {
    long began = CLOCK.nanoTime();
    session.execute("INSERT INTO node (node, beat) VALUES ('another', now() + interval '1 day')");
    session.execute(
        "INSERT INTO watched_target (target, node) SELECT unnest(?::text[]), 'another'",
        targets.subList(watched, targets.size()));
    for (String statement : RECORDS) {
      session.execute(statement, targets);
    }
    for (int back = 0; back <= 1; back++) {
      java.time.YearMonth month = java.time.YearMonth.from(now.atZone(ZoneOffset.UTC)).minusMonths(back);
      session.execute(
          "CREATE TABLE IF NOT EXISTS event_%1$s PARTITION OF event FOR VALUES FROM ('%2$s-01T00:00:00Z') TO ('%3$s-01T00:00:00Z')"
              .formatted(month.toString().replace("-", ""), month, month.plusMonths(1)));
    }
    session.execute(EVENTS, targets);
    session.execute("ANALYZE");
    said("alerts, tickets, events", began);
  }

  /// Of 5,000 alerts 250 are open: 20 pages, 80 tickets, 150 notes. 300 tickets are open. Checks that
  /// cannot be evaluated: three of each tenth target.
  private static final List<String> RECORDS =
      List.of(
          """
          INSERT INTO alert
          SELECT gen_random_uuid(), (?::text[])[1 + n % 1000], 'table-bloat',
                 'database' || chr(31) || 'app' || chr(30) || 'table' || chr(31) || 't' || n,
                 CASE WHEN n <= 20 THEN 'page' WHEN n % 3 = 0 THEN 'ticket' ELSE 'note' END,
                 at, at, CASE WHEN n > 250 THEN at + interval '3 hours' END, 0,
                 jsonb_build_object('value', n, 'summary', 'table public.t' || n || ' of app is twice as large as its rows',
                   'evidence', jsonb_build_array(jsonb_build_object('name', 'size', 'value', '21 GB'), jsonb_build_object('name', 'rows', 'value', '9 GB')),
                   'remedies', jsonb_build_array(jsonb_build_object('what', 'Rewrite it in a quiet hour', 'command', 'VACUUM (FULL) public.t' || n))),
                 NULL, NULL
          FROM generate_series(1, 5000) AS n,
               LATERAL (SELECT date_trunc('milliseconds', now() - n * interval '8 minutes') AS at)
          """,
          """
          INSERT INTO alert_step (alert_id, at, kind, urgency, value, summary)
          SELECT alert_id, raised_at, 'raised', urgency, 1, condition ->> 'summary'
          FROM alert WHERE target = ANY (?::text[])
          """,
          """
          INSERT INTO ticket (target, check_name, subject, summary, owner, state, opened_at, due_at, closed_at, alert_id)
          SELECT target, check_name, subject, condition ->> 'summary', CASE WHEN n % 4 > 0 THEN 'owner' || n % 12 END,
                 CASE WHEN n <= 300 THEN 'open' ELSE 'closed' END, raised_at, raised_at + interval '14 days',
                 CASE WHEN n > 300 THEN raised_at + interval '2 days' END, alert_id
          FROM (SELECT alert.*, row_number() OVER (ORDER BY raised_at DESC) AS n FROM alert
                WHERE urgency <> 'note' AND target = ANY (?::text[])) AS alert
          """,
          """
          INSERT INTO check_gap (target, check_name, since, why)
          SELECT target, 'check-' || n, now() - interval '3 days', 'the server runs on another machine than the node'
          FROM unnest(?::text[]) WITH ORDINALITY AS t (target, i), generate_series(1, 3) AS n WHERE i % 10 = 0
          """);

  private static final String EVENTS =
      """
      INSERT INTO event
      SELECT date_trunc('milliseconds', now() - random() * interval '30 days'), gen_random_uuid(), target,
             CASE WHEN n <= 10 THEN 'DEPLOYMENT' WHEN n <= 15 THEN 'SETTING' ELSE 'LOG' END, 'INFO', 'app',
             CASE WHEN n <= 10 THEN 'version 1.' || n || ' of the application was deployed' ELSE 'a checkpoint took 31 s' END,
             jsonb_build_array(jsonb_build_object('name', 'version', 'value', '1.' || n))
      FROM unnest(?::text[]) AS target, generate_series(1, 100) AS n
      """;

  private static void said(String what, long began) {
    System.err.printf("%s: %d s%n", what, CLOCK.since(began).toSeconds());
  }
}
