package dev.ballast.protect.verify.snapshot;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.protect.verify.content.BlockSample;
import dev.ballast.protect.verify.content.Coverage;
import dev.ballast.protect.verify.content.DatabaseReading;
import dev.ballast.protect.verify.content.DigestSettings;
import dev.ballast.protect.verify.content.NotCovered;
import dev.ballast.protect.verify.content.Relation;
import dev.ballast.protect.verify.content.RelationReader;
import dev.ballast.protect.verify.content.SequencePosition;
import dev.ballast.protect.verify.content.Sequences;
import dev.ballast.protect.verify.content.SessionCrew;
import dev.ballast.protect.verify.content.TableDigest;
import dev.ballast.sql.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes the digests of one database under its anchor's snapshot, in several sessions that share
/// it.
final class AnchoredReading {
  /// What makes one table undecided and leaves the others be.
  private static final Set<PostgresError> OF_ONE_TABLE =
      Set.of(
          PostgresError.DATA_CORRUPTED,
          PostgresError.SERVER_ERROR,
          PostgresError.PRIVILEGE_MISSING,
          PostgresError.STATEMENT_TIMEOUT,
          PostgresError.LOCK_TIMEOUT);

  private static final int PAGE = 8192;

  /// Spreads a small hash over 64 bits, so that tables do not share their blocks.
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final Anchor.State.Settled anchored;
  private final DigestSettings settings;
  private final SessionOptions options;
  private final List<NotCovered> notCovered = new ArrayList<>();
  private final List<NotCovered> undecided = new ArrayList<>();

  AnchoredReading(Anchor.State.Settled anchored, DigestSettings settings, SessionOptions options) {
    this.anchored = anchored;
    this.settings = settings;
    this.options = options;
  }

  DatabaseReading at(Lsn target) {
    List<Relation> readable = sort();
    String exported = anchored.exported();
    ConnectionSettings database = anchored.anchor().settings();
    List<TableDigest> digests = new ArrayList<>();
    List<SequencePosition> sequences;
    try (SessionCrew crew = SessionCrew.open(settings.sessions(), () -> share(exported));
        RelationReader reader = new RelationReader(() -> Session.open(database, options))) {
      sequences = anchored.sequences();
      List<RelationReader.Outcome> outcomes =
          crew.run(readable, (session, relation) -> digest(reader, session, relation));
      for (int i = 0; i < readable.size(); i++) {
        switch (outcomes.get(i)) {
          case RelationReader.Outcome.Read(TableDigest digest) -> digests.add(digest);
          case RelationReader.Outcome.Refused(String why) ->
              undecided.add(new NotCovered(readable.get(i).name().display(), why));
        }
      }
      for (String denied : Sequences.denied(crew.first())) {
        undecided.add(new NotCovered("sequence " + denied, "no privilege"));
      }
    }
    return new DatabaseReading(
        anchored.anchor().settings().database(),
        Optional.of(target),
        anchored.snapshot(),
        anchored.anchor().attempts(),
        digests.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList(),
        sequences,
        notCovered,
        undecided);
  }

  /// The relations to read, those with an obstacle sorted out.
  private List<Relation> sort() {
    List<Relation> readable = new ArrayList<>();
    for (Relation relation : anchored.relations()) {
      String name = relation.name().display();
      if (relation.obstacle().isPresent()) {
        (relation.blocking() ? undecided : notCovered)
            .add(new NotCovered(name, relation.obstacle().get()));
      } else if (anchored.locks().refused().contains(relation)) {
        undecided.add(
            new NotCovered(name, "locked by another session for over " + settings.lockTimeout()));
      } else {
        readable.add(relation);
      }
    }
    return readable;
  }

  private Session share(String exported) {
    ConnectionSettings database = anchored.anchor().settings();
    Session session = Session.open(database, options);
    try (Undo<RuntimeException> undo = Undo.unlessKept(session::close)) {
      session.begin(IsolationLevel.REPEATABLE_READ, Access.READ_ONLY);
      session.execute("SET TRANSACTION SNAPSHOT " + new Literal(exported));
      session.execute("SAVEPOINT digest");
      return undo.keep(session);
    }
  }

  private RelationReader.Outcome digest(RelationReader reader, Session session, Relation relation) {
    try {
      return reader.readAtLeast(session, relation, coverage(relation));
    } catch (Fault fault) {
      if (!(fault.code() instanceof PostgresError code) || !OF_ONE_TABLE.contains(code)) {
        throw fault;
      }
      session.execute("ROLLBACK TO SAVEPOINT digest");
      return new RelationReader.Outcome.Refused(fault.getMessage());
    }
  }

  private Coverage coverage(Relation relation) {
    long bytes = anchored.locks().bytes().getOrDefault(relation.oid(), 0L);
    long blocks = bytes / PAGE;
    long sample = BlockSample.size(settings.confidence(), settings.fraction());
    if (bytes <= settings.sampleAbove().bytes() || sample >= blocks || !relation.heap()) {
      return new Coverage.Full();
    }
    long seed = settings.seed() ^ relation.name().hashCode() * SPREAD;
    return new Coverage.Sampled(sample, blocks, seed, settings.confidence(), settings.fraction());
  }
}
