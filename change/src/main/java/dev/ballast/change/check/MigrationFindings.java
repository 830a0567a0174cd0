package dev.ballast.change.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Severity;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.rules.lint.UnanalysedPart;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns what the rules and the reader of files say into findings. For one check and one thread.
final class MigrationFindings {
  static final String SYNTAX_ERROR = "syntax-error";
  static final String NOT_ANALYSABLE = "not-analysable";

  /// What a reader of any form must know first: the script does not run with the others.
  private static final String DOWN = "Down script: ";

  /// A statement is quoted up to here, in characters.
  private static final int QUOTED_CHARS = 400;

  private final Map<String, Integer> twins = new HashMap<>();
  private final Map<String, Fingerprinted> texts = new HashMap<>();

  /// What a fingerprint was made of, beside the file's name.
  private record Fingerprinted(String rule, String text, int twin) {
    String in(String file) {
      String all = rule + "\n" + file + "\n" + text + "\n" + twin;
      byte[] digest = sha256().digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    }
  }

  MigrationFinding hazard(ScriptReport script, Hazard hazard) {
    String fingerprint = fingerprint(hazard.rule(), script.file(), text(script, hazard.span()));
    return new MigrationFinding(
        hazard.rule(),
        hazard.severity(),
        file(script, hazard.span().start()),
        script.down(),
        from(script, hazard.span()),
        to(script, hazard.span()),
        quoted(script, hazard.span()),
        script.down() ? DOWN + hazard.what() : hazard.what(),
        hazard.locks().stream().map(LockClaim::of).toList(),
        hazard.work().stream().map(WorkClaim::of).toList(),
        hazard.refusal().map(RefusalClaim::of),
        hazard.remedy().safe(),
        hazard.remedy().advice(),
        hazard.remedy().fix().isPresent() && !script.script().generated(),
        fingerprint,
        // What a way back takes of its own way forward is the same remark each time.
        script.down() && hazard.severity() == Severity.INFO
            ? new Cause.SameWayBack()
            : Cause.of(file(script, hazard.span().start()), hazard, fingerprint));
  }

  /// What could not be analysed.
  ///
  /// @param dialect the database that the script seems to be for, where it is another one
  MigrationFinding unanalysed(
      ScriptReport script, UnanalysedPart unanalysed, Optional<OtherDialect> dialect) {
    if (unanalysed.syntaxError() && dialect.isPresent()) {
      return ofOtherDialect(script, unanalysed, dialect.get());
    }
    String rule = unanalysed.syntaxError() ? SYNTAX_ERROR : NOT_ANALYSABLE;
    SourceText source = script.source();
    return new MigrationFinding(
        rule,
        switch (unanalysed.kind()) {
          case REFUSED -> Severity.ERROR;
          case UNKNOWN -> Severity.WARNING;
          case NOT_RUN -> Severity.INFO;
        },
        file(script, unanalysed.at()),
        script.down(),
        FilePosition.of(script.script().place(unanalysed.at())),
        to(script, unanalysed.span()),
        marked(source, unanalysed),
        switch (unanalysed.kind()) {
          case REFUSED -> "PostgreSQL refuses this: " + unanalysed.reason() + ".";
          case UNKNOWN -> "Not analysed: " + unanalysed.reason() + ".";
          case NOT_RUN -> "Not analysed, and not run by this script: " + unanalysed.reason() + ".";
        },
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        switch (unanalysed.kind()) {
          case REFUSED -> "Fix the statement; the rest of the file was checked.";
          case UNKNOWN ->
              unanalysed
                  .advice()
                  .orElse(
                      "Nothing is claimed of it; `ballast change trace` runs it and shows what it"
                          + " locks.");
          case NOT_RUN -> "Nothing is claimed of it; check the migration that runs it.";
        },
        false,
        fingerprint(rule, file(script, unanalysed.at()), text(script, unanalysed.span())),
        switch (unanalysed.kind()) {
          case REFUSED -> new Cause.SameReason(file(script, unanalysed.at()), unanalysed.reason());
          case UNKNOWN -> new Cause.SameCustom(unanalysed.reason());
          // What is only defined is the same remark, however it is put together.
          case NOT_RUN -> new Cause.SameCustom("");
        });
  }

  private MigrationFinding ofOtherDialect(
      ScriptReport script, UnanalysedPart unanalysed, OtherDialect dialect) {
    SourceText source = script.source();
    return new MigrationFinding(
        SYNTAX_ERROR,
        Severity.ERROR,
        file(script, unanalysed.at()),
        script.down(),
        FilePosition.of(script.script().place(unanalysed.at())),
        to(script, unanalysed.span()),
        marked(source, unanalysed),
        "This looks like " + dialect + ", and PostgreSQL refuses it: " + unanalysed.reason() + ".",
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        "If it is not meant for PostgreSQL, leave it out with --exclude; else rewrite it. What"
            + " PostgreSQL understands of the file was checked.",
        false,
        fingerprint(SYNTAX_ERROR, file(script, unanalysed.at()), text(script, unanalysed.span())),
        new Cause.SameDialect(folder(file(script, unanalysed.at())), dialect.name()));
  }

  private static String folder(String file) {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }

  MigrationFinding problem(SourceProblem problem) {
    FilePosition place = new FilePosition(Math.max(problem.line(), 1), 1);
    return new MigrationFinding(
        problem.id(),
        problem.severity(),
        problem.file(),
        false,
        place,
        place,
        "",
        problem.message(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        problem.hint(),
        false,
        fingerprint(problem.id(), problem.file(), problem.message()),
        problem.severity() == Severity.INFO
            ? new Cause.SameCustom("")
            : new Cause.SameFolder(folder(problem.file()), problem.message()));
  }

  MigrationFinding suppression(ScriptReport script, String rule, Span comment, String what) {
    return new MigrationFinding(
        rule,
        Severity.WARNING,
        file(script, comment.start()),
        script.down(),
        from(script, comment),
        to(script, comment),
        quoted(script, comment),
        what,
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        "Write " + Suppressions.FORM + ", or take the comment away.",
        false,
        fingerprint(rule, file(script, comment.start()), text(script, comment)),
        new Cause.SameReason(file(script, comment.start()), what));
  }

  /// The file in which that stands, which a script may only include.
  private static String file(ScriptReport script, int utf16) {
    return script.script().place(utf16).file();
  }

  private static FilePosition from(ScriptReport script, Span span) {
    return FilePosition.of(script.script().place(span.start()));
  }

  private static FilePosition to(ScriptReport script, Span span) {
    return FilePosition.of(script.script().place(span.end()));
  }

  private static String text(ScriptReport script, Span span) {
    return script.source().text(span);
  }

  private static String quoted(ScriptReport script, Span span) {
    String text = text(script, span).strip();
    return text.length() <= QUOTED_CHARS ? text : text.substring(0, QUOTED_CHARS) + " ...";
  }

  /// The line of the error with a caret below it.
  private static String marked(SourceText source, UnanalysedPart unanalysed) {
    var position = source.position(unanalysed.at());
    String line = source.line(position.line());
    int column = Math.min(position.column() - 1, line.length());
    int from = Math.max(0, column - QUOTED_CHARS / 4);
    int to = Math.min(line.length(), from + QUOTED_CHARS / 2);
    String blank = line.substring(from, column).replaceAll("[^\t]", " ");
    return line.substring(from, to) + "\n" + blank + "^";
  }

  /// The same text reported twice in a file gets a number, so that one accepted finding does not
  /// cover both.
  private String fingerprint(String rule, String file, String text) {
    String plain = text.strip().replaceAll("\\s+", " ");
    int twin = twins.merge(rule + "\n" + file + "\n" + plain, 1, Integer::sum);
    Fingerprinted made = new Fingerprinted(rule, plain, twin);
    String fingerprint = made.in(file);
    texts.put(fingerprint, made);
    return fingerprint;
  }

  /// The fingerprint that a finding would have in a file of another name.
  String fingerprintIn(String file, MigrationFinding finding) {
    return requireNonNull(texts.get(finding.fingerprint()), "a finding of another check").in(file);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
