package dev.ballast.protect.verify.content;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Reads where sequences stand; outside of any snapshot, since sequences are. To read one is to
/// lock it until the transaction ends, so the session must be in none.
public final class Sequences {
  /// How many are locked at a time: a session has room for these on any server.
  private static final int BATCH = 50;

  private Sequences() {}

  /// All that the role may read.
  public static List<SequencePosition> read(Session session) {
    List<String> readable =
        session.query(
            SqlResource.load(Sequences.class, "readable", session.version()),
            row -> row.text("oid"));
    List<SequencePosition> positions = new ArrayList<>();
    for (int at = 0; at < readable.size(); at += BATCH) {
      positions.addAll(
          positions(session, readable.subList(at, Math.min(readable.size(), at + BATCH))));
    }
    return positions;
  }

  /// In halves where the server has no lock slots left for all of them.
  private static List<SequencePosition> positions(Session session, List<String> batch) {
    String sql = SqlResource.load(Sequences.class, "positions", session.version());
    try {
      return session.query(sql, Sequences::position, batch);
    } catch (Fault fault) {
      if (!LockSlots.ranOut(fault) || batch.size() == 1) {
        throw fault;
      }
      List<SequencePosition> positions = new ArrayList<>();
      positions.addAll(positions(session, batch.subList(0, batch.size() / 2)));
      positions.addAll(positions(session, batch.subList(batch.size() / 2, batch.size())));
      return positions;
    }
  }

  private static SequencePosition position(Row row) {
    return new SequencePosition(
        row.text("schema"),
        row.text("name"),
        row.number("increment"),
        row.numberOrEmpty("last"),
        OptionalLong.empty());
  }

  public static List<String> denied(Session session) {
    return session.query(
        SqlResource.load(Sequences.class, "denied", session.version()), row -> row.text("name"));
  }

  static Map<QualifiedIdentifier, OptionalLong> positions(List<SequencePosition> read) {
    Map<QualifiedIdentifier, OptionalLong> positions = new HashMap<>();
    read.forEach(s -> positions.put(s.qualifiedName(), s.before()));
    return positions;
  }

  /// The sequences that exist in both readings.
  public static List<SequencePosition> joined(
      List<SequencePosition> before, List<SequencePosition> after) {
    Map<QualifiedIdentifier, OptionalLong> later = positions(after);
    return before.stream()
        .filter(s -> later.containsKey(s.qualifiedName()))
        .map(
            s ->
                new SequencePosition(
                    s.schema(),
                    s.name(),
                    s.increment(),
                    s.before(),
                    later.getOrDefault(s.qualifiedName(), OptionalLong.empty())))
        .toList();
  }
}
