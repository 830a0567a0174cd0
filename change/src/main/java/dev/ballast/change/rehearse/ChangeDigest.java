package dev.ballast.change.rehearse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.ballast.migrations.MigrationScript;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// By what a change is recognised when it runs again: SHA-256 over what would be run, in its order.
/// The statements count to the byte, commands of psql and data of COPY too, and how transactions
/// are put around them; the names of files do not, nor do comments and white space between
/// statements.
///
/// @param sha256 of the whole change, way back included: 64 hex digits
/// @param scripts each by itself, in the order in which they run
public record ChangeDigest(String sha256, List<Each> scripts) {
  /// One script.
  ///
  /// @param back whether it is a way back
  public record Each(String file, boolean back, String sha256) {
    public Each {
      requireNonNull(file, "file is null");
      requireNonNull(sha256, "sha256 is null");
    }
  }

  public ChangeDigest {
    requireNonNull(sha256, "sha256 is null");
    scripts = List.copyOf(scripts);
  }

  static ChangeDigest of(PlannedChange change) {
    List<Each> scripts = new ArrayList<>();
    MessageDigest whole = fresh();
    for (PlannedChange.Leg leg : change.ups()) {
      scripts.add(each(leg.up(), false, whole));
      Optional<Each> back = leg.down().map(down -> each(down, true, whole));
      back.ifPresentOrElse(scripts::add, () -> add(whole, "no way back"));
    }
    return new ChangeDigest(HexFormat.of().formatHex(whole.digest()), scripts);
  }

  private static Each each(MigrationScript script, boolean back, MessageDigest whole) {
    String sha256 = of(script);
    add(whole, back ? "back" : "forth");
    add(whole, sha256);
    return new Each(script.file(), back, sha256);
  }

  private static String of(MigrationScript migration) {
    MessageDigest digest = fresh();
    add(digest, migration.transaction().name());
    Script script = migration.script();
    for (ScriptPart part : script.parts()) {
      switch (part) {
        case ScriptPart.Sql sql -> {
          add(digest, sql.ending() == ScriptPart.Ending.COMBINED ? "combined sql" : "sql");
          add(digest, script.text(sql));
        }
        case ScriptPart.Meta meta -> {
          add(digest, "meta");
          add(digest, script.source().text(meta.span()));
        }
        case ScriptPart.CopyData data -> {
          add(digest, "data");
          add(digest, script.source().text(data.span()));
        }
        case ScriptPart.Broken broken -> {
          add(digest, "broken");
          add(digest, script.source().text(broken.span()));
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// With its length before it, so that no two sequences of texts have the same bytes.
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
