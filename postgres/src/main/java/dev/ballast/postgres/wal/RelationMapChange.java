package dev.ballast.postgres.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.page.RelationMap;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A new `pg_filenode.map`: where the catalogs are whose file no other catalog can name.
///
/// @param database 0 for the map of what all databases share
public record RelationMapChange(long database, long tablespace, RelationMap map) {
  private static final int MANAGER = 7;
  private static final int HEADER = 12;

  public RelationMapChange {
    requireNonNull(map, "map is null");
  }

  /// What the record says; empty where it is none, or its bytes do not have the shape.
  public static Optional<RelationMapChange> of(RecordContent content) {
    if (content.record().resourceManager() != MANAGER || content.mainLength() < HEADER) {
      return Optional.empty();
    }
    ByteBuffer in = content.main();
    long database = Integer.toUnsignedLong(in.getInt());
    long tablespace = Integer.toUnsignedLong(in.getInt());
    byte[] map = new byte[in.position(HEADER).remaining()];
    in.get(map);
    return RelationMap.parse(map).map(m -> new RelationMapChange(database, tablespace, m));
  }
}
