package dev.ballast.protect.verify.snapshot;

import dev.ballast.postgres.Lsn;
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
    String exported = anchored.exported();
    List<TableDigest> digests = new ArrayList<>();
    List<SequencePosition> sequences;
    String database = anchored.anchor().settings().database();
    try (SharedSession now = new SharedSession(sessions.open(database));
        SessionCrew crew = SessionCrew.open(settings.sessions(), () -> sessions.open(database))) {
      sequences = anchored.sequences(crew.first());
      for (String denied : Sequences.denied(crew.first())) {
        undecided.add(new NotCovered("sequence " + denied, "no privilege"));
      }
      BatchReading reading =
          new BatchReading(exported, new RelationReader(now), new PresentRelations(now), settings);
      int size = LockSlots.of(crew.first()).batch(settings.sessions());
      List<List<Relation>> batches =
          BatchReading.batches(readable, size, SHARES * settings.sessions());
      for (List<BatchReading.Read> read : crew.run(batches, reading::read)) {
        for (BatchReading.Read one : read) {
          switch (one.outcome()) {
            case RelationReader.Outcome.Read(TableDigest digest) -> digests.add(digest);
            case RelationReader.Outcome.Refused(String why) ->
                undecided.add(new NotCovered(one.relation().name().display(), why));
          }
        }
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
