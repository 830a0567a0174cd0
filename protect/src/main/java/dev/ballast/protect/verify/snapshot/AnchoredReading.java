package dev.ballast.protect.verify.snapshot;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.protect.verify.content.DatabaseReading;
import dev.ballast.protect.verify.content.DigestSettings;
import dev.ballast.protect.verify.content.LockSlots;
import dev.ballast.protect.verify.content.NotCovered;
import dev.ballast.protect.verify.content.PresentRelations;
import dev.ballast.protect.verify.content.Relation;
import dev.ballast.protect.verify.content.RelationReader;
import dev.ballast.protect.verify.content.SequencePosition;
import dev.ballast.protect.verify.content.Sequences;
import dev.ballast.protect.verify.content.SessionCrew;
import dev.ballast.protect.verify.content.SharedSession;
import dev.ballast.protect.verify.content.TableDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes the digests of one database under its anchor's snapshot, in several sessions that share
/// it.
final class AnchoredReading {
  /// Batches for each session, so that none waits long for the others at the end.
  private static final int SHARES = 4;

  private final Anchor.State.Settled anchored;
  private final DigestSettings settings;
  private final SourceSessions sessions;
  private final List<NotCovered> notCovered = new ArrayList<>();
  private final List<NotCovered> undecided = new ArrayList<>();

  AnchoredReading(Anchor.State.Settled anchored, DigestSettings settings, SourceSessions sessions) {
    this.anchored = anchored;
    this.settings = settings;
    this.sessions = sessions;
  }

  DatabaseReading at(Lsn target) {
    List<Relation> readable = sort();
    String database = anchored.anchor().settings().database();
    List<SequencePosition> sequences;
    List<BatchReading.Read> read;
    try (SharedSession now = new SharedSession(sessions.open(database))) {
      sequences = now.ask(anchored::sequences);
      for (String denied : now.ask(Sequences::denied)) {
        undecided.add(new NotCovered("sequence " + denied, "no privilege"));
      }
      read = read(readable, now, database);
    }
    List<TableDigest> digests = new ArrayList<>();
    for (BatchReading.Read one : read) {
      switch (one.outcome()) {
        case RelationReader.Outcome.Read(TableDigest digest) -> digests.add(digest);
        case RelationReader.Outcome.Refused(String why) ->
            undecided.add(new NotCovered(one.relation().name().display(), why));
      }
    }
    return new DatabaseReading(
        database,
        Optional.of(target),
        anchored.snapshot(),
        anchored.anchor().attempts(),
        digests.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList(),
        sequences,
        notCovered,
        undecided);
  }

  /// Reads in several sessions that share the snapshot; where the source has no room for one more,
  /// in the session that holds it.
  private List<BatchReading.Read> read(
      List<Relation> readable, SharedSession now, String database) {
    int size = now.ask(LockSlots::of).batch(settings.sessions());
    List<List<Relation>> batches =
        BatchReading.batches(readable, size, SHARES * settings.sessions());
    List<BatchReading.Read> read = new ArrayList<>();
    Optional<SessionCrew> opened = crew(database);
    if (opened.isEmpty()) {
      Session holder = anchored.anchor().session();
      BatchReading alone = reading(Optional.empty(), now);
      batches.forEach(batch -> read.addAll(alone.read(holder, batch)));
      return read;
    }
    try (SessionCrew crew = opened.get()) {
      BatchReading together = reading(Optional.of(anchored.exported()), now);
      crew.run(batches, together::read).forEach(read::addAll);
    }
    return read;
  }

  private BatchReading reading(Optional<String> exported, SharedSession now) {
    return new BatchReading(exported, new RelationReader(now), new PresentRelations(now), settings);
  }

  private Optional<SessionCrew> crew(String database) {
    try {
      return Optional.of(SessionCrew.open(settings.sessions(), () -> sessions.open(database)));
    } catch (Fault fault) {
      if (fault.code() != PostgresError.SERVER_BUSY) {
        throw fault;
      }
      return Optional.empty();
    }
  }

  /// The relations to read, those with an obstacle sorted out.
  private List<Relation> sort() {
    List<Relation> readable = new ArrayList<>();
    for (Relation relation : anchored.relations()) {
      String name = relation.name().display();
      if (relation.obstacle().isPresent()) {
        (relation.blocking() ? undecided : notCovered)
            .add(new NotCovered(name, relation.obstacle().get()));
      } else if (anchored.refused().contains(relation)) {
        undecided.add(new NotCovered(name, BatchReading.lockedByAnother(settings)));
      } else {
        readable.add(relation);
      }
    }
    return readable;
  }
}
