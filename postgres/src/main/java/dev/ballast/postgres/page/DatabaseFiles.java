package dev.ballast.postgres.page;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which databases a cluster has, read from its files: `pg_database` is shared, mapped and small,
/// so this needs no server. Offsets are those of a 64-bit little-endian server, the same from 14 to
/// 18 (storage/bufpage.h, access/htup_details.h, utils/cache/relmapper.c).
public final class DatabaseFiles {
  /// Which file each mapped shared catalog is in.
  public static final String MAP = "global/pg_filenode.map";

  private static final int MAP_MAGIC = 0x592717;
  private static final int MAP_HEADER = 8;
  private static final int MAPPING = 8;

  /// `DatabaseRelationId`.
  private static final int PG_DATABASE = 1262;

  private static final int PAGE = 8192;
  private static final int PAGE_HEADER = 24;
  private static final int LOWER_OFFSET = 12;
  private static final int LINE_POINTER = 4;
  private static final int LP_NORMAL = 1;
  private static final int FIFTEEN_BITS = 0x7FFF;
  private static final int TUPLE_HEADER = 23;
  private static final int HEADER_SIZE_OFFSET = 22;
  private static final int OID = 4;

  /// `NAMEDATALEN`
  private static final int NAME = 64;

  private DatabaseFiles() {}

  /// A database.
  ///
  /// @param oid also the name of its folder under `base/`
  /// @param name in UTF-8; what is no UTF-8 in it is shown as a replacement character
  public record Database(long oid, String name) {}

  /// The file that holds `pg_database`, by the map of shared catalogs.
  ///
  /// Throws `catalog-file-damaged` where it has none.
  public static String file(byte[] map) {
    ByteBuffer bytes = ByteBuffer.wrap(map).order(ByteOrder.LITTLE_ENDIAN);
    if (map.length >= MAP_HEADER && bytes.getInt(0) == MAP_MAGIC) {
      int mappings = Math.min(bytes.getInt(4), (map.length - MAP_HEADER) / MAPPING);
      for (int i = 0; i < mappings; i++) {
        int at = MAP_HEADER + i * MAPPING;
        if (bytes.getInt(at) == PG_DATABASE) {
          return "global/" + Integer.toUnsignedString(bytes.getInt(at + OID));
        }
      }
    }
    throw damaged(MAP + " does not name the file of pg_database");
  }

  /// Every database that a row names, dead rows included: whether a row is visible, only a server
  /// can say once it has replayed the log. So a database that was renamed is there with both names.
  ///
  /// Throws `catalog-file-damaged` where the pages are none of a table.
  public static List<Database> databases(byte[] pages) {
    Set<Database> found = new LinkedHashSet<>();
    for (int page = 0; page + PAGE <= pages.length; page += PAGE) {
      addRows(ByteBuffer.wrap(pages, page, PAGE).slice().order(ByteOrder.LITTLE_ENDIAN), found);
    }
    if (found.isEmpty()) {
      throw damaged("the file of pg_database has no row");
    }
    return found.stream().sorted(Comparator.comparingLong(Database::oid)).toList();
  }

  private static void addRows(ByteBuffer page, Set<Database> found) {
    int lower = Short.toUnsignedInt(page.getShort(LOWER_OFFSET));
    for (int at = PAGE_HEADER; at + LINE_POINTER <= Math.min(lower, PAGE); at += LINE_POINTER) {
      int pointer = page.getInt(at);
      int offset = pointer & FIFTEEN_BITS;
      int flags = (pointer >>> 15) & 3;
      int length = pointer >>> 17;
      if (flags != LP_NORMAL) {
        continue;
      }
      if (length < TUPLE_HEADER + OID + NAME || offset + length > PAGE) {
        throw damaged("a row of pg_database leaves its page");
      }
      int data = offset + Byte.toUnsignedInt(page.get(offset + HEADER_SIZE_OFFSET));
      if (data + OID + NAME > PAGE) {
        throw damaged("a row of pg_database leaves its page");
      }
      byte[] name = new byte[NAME];
      page.get(data + OID, name);
      found.add(new Database(Integer.toUnsignedLong(page.getInt(data)), text(name)));
    }
  }

  private static String text(byte[] name) {
    int end = 0;
    while (end < name.length && name[end] != 0) {
      end++;
    }
    return new String(Arrays.copyOf(name, end), StandardCharsets.UTF_8);
  }

  private static Fault damaged(String detail) {
    return Fault.of(PostgresError.CATALOG_FILE_DAMAGED, "the databases of a cluster cannot be read")
        .detail(detail)
        .hint("Restore all databases: leave --database out.");
  }
}
