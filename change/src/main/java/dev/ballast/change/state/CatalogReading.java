package dev.ballast.change.state;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads a catalogue state within the transaction that a session has open.
final class CatalogReading {
  private final Session session;

  CatalogReading(Session session) {
    this.session = session;
  }

  CatalogState read() {
    ReadingPins.set(session);
    List<CatalogObject> objects = new ArrayList<>();
    for (CatalogKind kind : CatalogKind.values()) {
      objects.addAll(of(kind));
    }
    objects.sort(Comparator.comparing(CatalogObject::identity));
    return new CatalogState(objects, SequencePlace.all(session, objects), TableRoom.all(session));
  }

  private List<CatalogObject> of(CatalogKind kind) {
    return session.query(
        SqlResource.load(CatalogKind.class, kind.query(), session.version()),
        row -> object(kind, row));
  }

  private static CatalogObject object(CatalogKind kind, Row row) {
    return new CatalogObject(
        new ObjectIdentity(kind, row.text("schema"), row.text("name"), row.text("of")),
        kind.attributes().stream()
            .map(name -> new Attribute(name, row.textOrEmpty(name)))
            .toList());
  }
}
