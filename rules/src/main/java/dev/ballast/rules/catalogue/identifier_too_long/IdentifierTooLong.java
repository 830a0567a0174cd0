package dev.ballast.rules.catalogue.identifier_too_long;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.script.Token;
import dev.ballast.sql.tree.DataStatement;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// An identifier longer than NAMEDATALEN allows.
@NullMarked
public final class IdentifierTooLong implements Rule {
  /// `NAMEDATALEN - 1` of `src/include/pg_config_manual.h`, in bytes.
  private static final int LONGEST_NAME = 63;

  /// In characters; a longer statement holds data.
  private static final int LONGEST_TEXT = 100_000;

  @Override
  public String id() {
    return "identifier-too-long";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof DataStatement || scene.sql().length() > LONGEST_TEXT) {
      return;
    }
    Set<String> told = new HashSet<>();
    for (Token token : SqlText.of(scene.sql()).tokens()) {
      byte[] utf8 = token.value().getBytes(StandardCharsets.UTF_8);
      if (token.isName() && utf8.length > LONGEST_NAME && told.add(token.value())) {
        String kept = cut(utf8);
        judgement
            .hazard(
                scene,
                "%s has %d bytes; PostgreSQL keeps 63 and calls it %s."
                    .formatted(token.value(), utf8.length, Phrases.quoted(kept)))
            .safe(
                "-- with the name that PostgreSQL would keep, or a shorter one:",
                SqlText.of(Deparser.ended(scene.sql()))
                    .renamed(token.value(), Phrases.quoted(kept)))
            .advice("Choose a name of at most 63 bytes.")
            .report();
      }
    }
  }

  /// As `pg_mbcliplen` in `src/backend/utils/mb/mbutils.c` clips: no letter is cut in two.
  private static String cut(byte[] utf8) {
    int end = LONGEST_NAME;
    while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(utf8, 0, end, StandardCharsets.UTF_8);
  }
}
