package dev.ballast.protect.backup;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.Lsn;
import dev.ballast.protect.ProtectError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The manifest a server sends at the end of a base backup; its form is in the manual's chapter
/// "Backup Manifest Format".
///
/// @param version 1 up to PostgreSQL 16, 2 from 17 on
/// @param files what the server says it sent
/// @param walRanges what recovery must at least replay
record Manifest(
    int version, Optional<Long> systemIdentifier, List<Entry> files, List<WalRange> walRanges) {
  private static final byte[] CHECKSUM_KEY =
      "\"Manifest-Checksum\": \"".getBytes(StandardCharsets.UTF_8);
  private static final int LISTED_DIFFERENCES = 20;

  Manifest {
    files = List.copyOf(files);
    walRanges = List.copyOf(walRanges);
  }

  /// One file as the server says it sent it.
  ///
  /// @param crc32c absent where the manifest was made with another algorithm
  record Entry(String path, long size, Optional<Integer> crc32c) {}

  /// A stretch of one timeline.
  record WalRange(int timeline, Lsn start, Lsn end) {}

  /// Reads a manifest after checking its own SHA-256, which covers all lines before the last.
  static Manifest parse(byte[] json) {
    checkOwnChecksum(json);
    try (JsonParser parser = Json.mapper().createParser(json)) {
      return read(parser);
    }
  }

  private static void checkOwnChecksum(byte[] json) {
    int key = lastIndexOf(json, CHECKSUM_KEY);
    int lineStart = key;
    while (lineStart > 0 && json[lineStart - 1] != '\n') {
      lineStart--;
    }
    if (key < 0 || json.length < key + CHECKSUM_KEY.length + 64) {
      throw mismatch("the manifest has no checksum of its own");
    }
    String told = new String(json, key + CHECKSUM_KEY.length, 64, StandardCharsets.US_ASCII);
    MessageDigest sha256 = sha256();
    sha256.update(json, 0, lineStart);
    String found = HexFormat.of().formatHex(sha256.digest());
    if (!found.equals(told)) {
      throw mismatch("the manifest's own SHA-256 is " + found + ", it says " + told);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static int lastIndexOf(byte[] bytes, byte[] key) {
    for (int i = bytes.length - key.length; i >= 0; i--) {
      int j = 0;
      while (j < key.length && bytes[i + j] == key[j]) {
        j++;
      }
      if (j == key.length) {
        return i;
      }
    }
    return -1;
  }

  private static Manifest read(JsonParser parser) {
    int version = 0;
    Optional<Long> system = Optional.empty();
    List<Entry> files = new ArrayList<>();
    List<WalRange> ranges = new ArrayList<>();
    parser.nextToken();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "PostgreSQL-Backup-Manifest-Version" -> version = parser.getIntValue();
        case "System-Identifier" ->
            system = Optional.of(Long.parseUnsignedLong(parser.getString()));
        case "Files" -> {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            files.add(entry(parser));
          }
        }
        case "WAL-Ranges" -> {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            ranges.add(range(parser));
          }
        }
        default -> parser.skipChildren();
      }
    }
    return new Manifest(version, system, files, ranges);
  }

  private static Entry entry(JsonParser parser) {
    String path = "";
    long size = 0;
    String algorithm = "";
    String checksum = "";
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "Path" -> path = parser.getString();
        // A name that is not UTF-8 comes in hexadecimal.
        case "Encoded-Path" ->
            path =
                new String(
                    HexFormat.of().parseHex(parser.getString()), StandardCharsets.ISO_8859_1);
        case "Size" -> size = parser.getLongValue();
        case "Checksum-Algorithm" -> algorithm = parser.getString();
        case "Checksum" -> checksum = parser.getString();
        default -> parser.skipChildren();
      }
    }
    return new Entry(
        path, size, algorithm.equals("CRC32C") ? Optional.of(crc(checksum)) : Optional.empty());
  }

  /// The server prints the four bytes as they are in its memory: least significant first on every
  /// platform PostgreSQL's packages are made for today.
  private static int crc(String hex) {
    return Integer.reverseBytes(Integer.parseUnsignedInt(hex, 16));
  }

  private static WalRange range(JsonParser parser) {
    int timeline = 0;
    Lsn start = new Lsn(0);
    Lsn end = new Lsn(0);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "Timeline" -> timeline = parser.getIntValue();
        case "Start-LSN" -> start = Lsn.parse(parser.getString());
        case "End-LSN" -> end = Lsn.parse(parser.getString());
        default -> parser.skipChildren();
      }
    }
    return new WalRange(timeline, start, end);
  }

  /// What differs between this manifest and what arrived, in words; empty where nothing does.
  List<String> differences(Map<String, ArchiveUnpacker.FileSum> arrived) {
    List<String> found = new ArrayList<>();
    TreeSet<String> unlisted = new TreeSet<>(arrived.keySet());
    for (Entry entry : files) {
      unlisted.remove(entry.path());
      ArchiveUnpacker.FileSum sum = arrived.get(entry.path());
      if (sum == null) {
        found.add(entry.path() + " is missing");
      } else if (sum.size() != entry.size()) {
        found.add(entry.path() + " has " + sum.size() + " bytes, not " + entry.size());
      } else if (entry.crc32c().isPresent() && entry.crc32c().get() != sum.crc32c()) {
        found.add(entry.path() + " has another CRC-32C");
      }
    }
    unlisted.forEach(path -> found.add(path + " is not in the manifest"));
    return found;
  }

  /// Throws `backup-manifest-mismatch` unless exactly the listed files arrived, byte for byte.
  void requireEqual(Map<String, ArchiveUnpacker.FileSum> arrived) {
    List<String> found = differences(arrived);
    if (!found.isEmpty()) {
      throw mismatch(
          found.size()
              + " differences: "
              + String.join("; ", found.stream().limit(LISTED_DIFFERENCES).toList()));
    }
  }

  private static Fault mismatch(String detail) {
    return Fault.of(
            ProtectError.BACKUP_MANIFEST_MISMATCH,
            "stored files do not agree with the server's manifest")
        .detail(Objects.requireNonNull(detail))
        .hint("Run the backup again; if it happens twice, report it.");
  }
}
