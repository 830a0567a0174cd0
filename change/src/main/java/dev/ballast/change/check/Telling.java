package dev.ballast.change.check;

import dev.ballast.change.lint.Hazard;
import dev.ballast.change.lint.ScriptReport;
import dev.ballast.change.lint.Unread;
import dev.ballast.change.source.SourceProblem;
import dev.ballast.evidence.Severity;
import dev.ballast.postgres.sql.script.SourceText;
import dev.ballast.postgres.sql.script.Span;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Turns what the rules and the reader of files say into findings. For one check and one thread.
final class Telling {
  static final String SYNTAX_ERROR = "syntax-error";
  static final String NOT_ANALYSABLE = "not-analysable";

  /// A statement is quoted up to here, in characters.
  private static final int QUOTED_CHARS = 400;

  private final Map<String, Integer> twins = new HashMap<>();

  CheckedFinding hazard(ScriptReport script, Hazard hazard) {
    return new CheckedFinding(
        hazard.rule(),
        hazard.severity(),
        script.script().file(),
        from(script, hazard.span()),
        to(script, hazard.span()),
        quoted(script, hazard.span()),
        hazard.what(),
        hazard.locks().stream().map(LockClaim::of).toList(),
        hazard.work().stream().map(WorkClaim::of).toList(),
        hazard.safe(),
        hazard.advice(),
        hazard.fix().isPresent(),
        fingerprint(hazard.rule(), script.script().file(), text(script, hazard.span())));
  }

  CheckedFinding unread(ScriptReport script, Unread unread) {
    String rule = unread.syntaxError() ? SYNTAX_ERROR : NOT_ANALYSABLE;
    SourceText source = script.script().script().source();
    return new CheckedFinding(
        rule,
        unread.syntaxError() ? Severity.ERROR : Severity.WARNING,
        script.script().file(),
        Place.of(source.position(unread.at())),
        to(script, unread.span()),
        marked(source, unread),
        unread.syntaxError()
            ? "PostgreSQL refuses this: " + unread.reason() + "."
            : "Not analysed: " + unread.reason() + ".",
        List.of(),
        List.of(),
        List.of(),
        unread.syntaxError()
            ? "Mend the statement; the rest of the file was checked."
            : "Nothing is claimed of it; `ballast change trace` runs it and shows what it locks.",
        false,
        fingerprint(rule, script.script().file(), text(script, unread.span())));
  }

  CheckedFinding problem(SourceProblem problem) {
    Place place = new Place(Math.max(problem.line(), 1), 1);
    return new CheckedFinding(
        problem.id(),
        problem.severity(),
        problem.file(),
        place,
        place,
        "",
        problem.message(),
        List.of(),
        List.of(),
        List.of(),
        problem.hint(),
        false,
        fingerprint(problem.id(), problem.file(), problem.message()));
  }

  CheckedFinding suppression(ScriptReport script, String rule, Span comment, String what) {
    return new CheckedFinding(
        rule,
        Severity.WARNING,
        script.script().file(),
        from(script, comment),
        to(script, comment),
        quoted(script, comment),
        what,
        List.of(),
        List.of(),
        List.of(),
        "Write " + Suppressions.FORM + ", or take the comment away.",
        false,
        fingerprint(rule, script.script().file(), text(script, comment)));
  }

  private static Place from(ScriptReport script, Span span) {
    return Place.of(script.script().script().source().position(span.start()));
  }

  private static Place to(ScriptReport script, Span span) {
    return Place.of(script.script().script().source().position(span.end()));
  }

  private static String text(ScriptReport script, Span span) {
    return script.script().script().source().text(span);
  }

  private static String quoted(ScriptReport script, Span span) {
    String text = text(script, span).strip();
    return text.length() <= QUOTED_CHARS ? text : text.substring(0, QUOTED_CHARS) + " ...";
  }

  /// The line of the error with a caret below it.
  private static String marked(SourceText source, Unread unread) {
    var position = source.position(unread.at());
    String line = source.line(position.line());
    int column = Math.min(position.column() - 1, line.length());
    int from = Math.max(0, column - QUOTED_CHARS / 4);
    int to = Math.min(line.length(), from + QUOTED_CHARS / 2);
    String blank = line.substring(from, column).replaceAll("[^\t]", " ");
    return line.substring(from, to) + "\n" + blank + "^";
  }

  /// The same text told twice in a file gets a number, so that one accepted finding does not cover
  /// both.
  private String fingerprint(String rule, String file, String text) {
    String plain = rule + "\n" + file + "\n" + text.strip().replaceAll("\\s+", " ");
    int twin = twins.merge(plain, 1, Integer::sum);
    byte[] digest = sha256().digest((plain + "\n" + twin).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
