package dev.ballast.postgres.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// `pg_filenode.map`: the files of the catalogs that are needed before any catalog can be read
/// (utils/relmapper.c).
///
/// @param files name of the file by the catalog's OID
public record RelationMap(Map<Long, Long> files) {
  /// What the file is called, in a database's folder and in `global`.
  public static final String NAME = "pg_filenode.map";

  private static final int MAGIC = 0x592717;
  private static final int HEADER = 8;
  private static final int ENTRY = 8;

  public RelationMap {
    files = Map.copyOf(files);
  }

  /// The map of a file's content; empty where it is none.
  public static Optional<RelationMap> parse(byte[] content) {
    ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < HEADER || in.getInt() != MAGIC) {
      return Optional.empty();
    }
    int count = in.getInt();
    if (count < 0 || count > in.remaining() / ENTRY) {
      return Optional.empty();
    }
    Map<Long, Long> files = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      files.put(Integer.toUnsignedLong(in.getInt()), Integer.toUnsignedLong(in.getInt()));
    }
    return Optional.of(new RelationMap(files));
  }

  /// The name of a catalog's file; empty where it is not mapped.
  public OptionalLong file(long catalog) {
    Long file = files.get(catalog);
    return file == null ? OptionalLong.empty() : OptionalLong.of(file);
  }
}
