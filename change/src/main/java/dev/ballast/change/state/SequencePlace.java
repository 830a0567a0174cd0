package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.Literal;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Where a sequence stands.
///
/// @param value its last value, or where it is not used yet the first one
/// @param used whether that value was handed out
public record SequencePlace(ObjectIdentity sequence, long increment, long value, boolean used) {
  /// Sequences read by one statement, which locks each of them.
  private static final int BATCH = 200;

  public SequencePlace {
    requireNonNull(sequence, "sequence is null");
  }

  /// Those of the sequences among the objects. They are read from themselves: no view shows the
  /// value of one that is not used.
  static List<SequencePlace> all(Session session, List<CatalogObject> objects) {
    List<ObjectIdentity> sequences =
        objects.stream()
            .map(CatalogObject::identity)
            .filter(each -> each.kind() == CatalogKind.SEQUENCE)
            .toList();
    List<SequencePlace> places = new ArrayList<>();
    for (int at = 0; at < sequences.size(); at += BATCH) {
      List<ObjectIdentity> batch = sequences.subList(at, Math.min(sequences.size(), at + BATCH));
      String union =
          batch.stream().map(SequencePlace::query).collect(Collectors.joining(" UNION ALL "));
      places.addAll(
          session.query(
              union,
              row ->
                  new SequencePlace(
                      new ObjectIdentity(
                          CatalogKind.SEQUENCE, row.text("schema"), row.text("name"), ""),
                      row.number("increment"),
                      row.number("value"),
                      row.flag("used"))));
    }
    places.sort(Comparator.comparing(SequencePlace::sequence));
    return places;
  }

  private static String query(ObjectIdentity sequence) {
    QualifiedIdentifier name = QualifiedIdentifier.of(sequence.schema(), sequence.name());
    return ("SELECT %s AS schema, %s AS name, p.seqincrement AS increment, s.last_value AS value,"
            + " s.is_called AS used FROM %s AS s, pg_sequence AS p WHERE p.seqrelid = %s::regclass")
        .formatted(
            new Literal(sequence.schema()),
            new Literal(sequence.name()),
            name,
            new Literal(name.toString()));
  }

  /// Whether every value that this place has still to hand out is one that `other` had too: it has
  /// moved on, and hands out none again.
  boolean isAtOrAfter(SequencePlace other) {
    if (value == other.value) {
      return used || !other.used;
    }
    return increment > 0 ? value > other.value : value < other.value;
  }
}
