package dev.ballast.migrations.liquibase;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.Migration.WithoutDown;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.Running;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.document.Element;
import dev.ballast.migrations.file.FoundFile;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The changesets of one changelog, gathered in its order. Their statements stand in one text, in
/// the lines of their changes. Not thread-safe.
final class ChangelogFile {
  /// Parts of a changeset that change nothing.
  static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "comment",
          "validCheckSum",
          "preConditions",
          "rollback",
          "tagDatabase",
          "output",
          "empty",
          "stop",
          "modifySql");

  /// Those of them that Liquibase runs: a changeset of them alone is not empty.
  private static final Set<String> ACTIONS = Set.of("tagDatabase", "output", "empty", "stop");

  private final FoundFile file;
  private final SourceProblems problems;
  private final LinedText forwards = new LinedText();
  private final LinedText back = new LinedText();
  private final List<Step> steps = new ArrayList<>();

  /// What one migration will be: a stretch of the text, or a file that a change names.
  ///
  /// @param down in the text of ways back; of a changeset, its last step has it
  private record Step(Element changeset, Up up, Optional<Span> down, WithoutDown withoutDown) {}

  private sealed interface Up {
    record Written(Span span) implements Up {}

    record Named(SourceFile script) implements Up {}
  }

  ChangelogFile(FoundFile file, SourceProblems problems) {
    this.file = file;
    this.problems = problems;
  }

  /// @param script finds the file that a change names
  /// @param data finds the file of values that a change names
  void add(
      Element changeset,
      Function<Element, Optional<SourceFile>> script,
      Function<Element, Optional<SourceText>> data) {
    if (!runs(changeset)) {
      return;
    }
    int from = forwards.length();
    List<SqlEdit> edits = edits(changeset);
    List<Up> ups = new ArrayList<>();
    List<Element> changes =
        changes(changeset).stream()
            .filter(change -> !WITHOUT_EFFECT.contains(change.name()))
            .filter(change -> Databases.includePostgres(change.value("dbms")))
            .toList();
    for (Element change : changes) {
      Optional<SourceFile> named = ofFile(change, script);
      if (named.isPresent()) {
        if (forwards.length() > from) {
          ups.add(new Up.Written(new Span(from, forwards.length())));
          from = forwards.length();
        }
        ups.add(new Up.Named(named.get()));
        if (!edits.isEmpty()) {
          notRead("modifySql of " + named.get().name(), change.line(), changeset);
        }
      } else {
        write(change, changeset, data, edits, forwards);
      }
    }
    if (changes.isEmpty() && !changesNothing(changeset)) {
      problems.warning(
          "file-empty",
          file.name(),
          changeset.line(),
          "changeset " + name(changeset) + " holds no change",
          "Remove it, or write what it must do.");
    }
    if (forwards.length() > from) {
      // So that a change of any of its lines is seen as one of this changeset.
      forwards.at(changeset.lastLine()).add("-- " + oneLine(name(changeset)) + "\n");
      ups.add(new Up.Written(new Span(from, forwards.length())));
    }
    finish(changeset, ups, changes);
  }

  /// One way back is that of all steps of a changeset.
  private void finish(Element changeset, List<Up> ups, List<Element> changes) {
    if (ups.isEmpty()) {
      return;
    }
    Optional<Span> down = rollback(changeset);
    for (Up up : ups.subList(0, ups.size() - 1)) {
      steps.add(new Step(changeset, up, Optional.empty(), new WithoutDown.NotNeeded()));
    }
    steps.add(new Step(changeset, ups.getLast(), down, Rollbacks.of(changes)));
  }

  /// Whether there is something in it that is to run and that no schema shows: a tag, an output.
  private static boolean changesNothing(Element changeset) {
    return changes(changeset).stream().anyMatch(change -> ACTIONS.contains(change.name()));
  }

  private static String oneLine(String name) {
    return name.replaceAll("\\s", " ");
  }

  private static List<Element> changes(Element changeset) {
    List<Element> changes = new ArrayList<>();
    for (Element child : changeset.children()) {
      if (child.name().equals("changes")) {
        changes.addAll(child.children());
      } else {
        changes.add(child);
      }
    }
    return changes;
  }

  private boolean runs(Element changeset) {
    Optional<String> context =
        changeset.value("context").or(() -> changeset.value("contextFilter"));
    boolean meant =
        Databases.includePostgres(changeset.value("dbms"))
            && !Databases.contextExcludesPostgres(context);
    if (meant && !changeset.is("ignore", "true")) {
      return true;
    }
    problems.info(
        "changeset-left-out",
        file.name(),
        changeset.line(),
        "changeset " + name(changeset) + (meant ? " is to be ignored" : " is not for PostgreSQL"),
        "Nothing to do; it was not read.");
    return false;
  }

  private static Optional<SourceFile> ofFile(
      Element change, Function<Element, Optional<SourceFile>> script) {
    boolean names =
        change.name().equals("sqlFile")
            || (change.name().equals("createProcedure") && change.value("path").isPresent());
    return names ? script.apply(change) : Optional.empty();
  }

  private List<SqlEdit> edits(Element changeset) {
    List<SqlEdit> edits = SqlEdit.of(changeset);
    for (SqlEdit edit : edits) {
      if (edit instanceof SqlEdit.Unknown(Element part)) {
        notRead("modifySql with " + part.name(), part.line(), changeset);
      }
    }
    return edits;
  }

  private void write(
      Element change,
      Element changeset,
      Function<Element, Optional<SourceText>> data,
      List<SqlEdit> edits,
      LinedText out) {
    LinedText written = edits.isEmpty() ? out : new LinedText();
    boolean known =
        DataChanges.is(change)
            ? data.apply(change).map(text -> DataChanges.write(change, text, written)).orElse(false)
            : ChangeSql.write(change, written);
    if (!known) {
      String program = change.value("class").or(() -> change.value("executable")).orElse("");
      notRead(change.name() + (program.isEmpty() ? "" : " " + program), change.line(), changeset);
    } else if (!edits.isEmpty()) {
      edit(written, edits, out);
    }
  }

  /// Each statement in its line, with what the changeset makes of its text.
  private static void edit(LinedText written, List<SqlEdit> edits, LinedText out) {
    SourceText text = SourceText.of(written.toString());
    for (ScriptPart part : ScriptSplitter.split(text).parts()) {
      String sql = text.text(part.span());
      for (SqlEdit edit : edits) {
        sql = edit.apply(sql);
      }
      out.at(text.position(part.span().start()).line()).add(sql + "; ");
    }
  }

  private void notRead(String what, int line, Element changeset) {
    problems.warning(
        "change-not-read",
        file.name(),
        line,
        "the change "
            + what
            + " of changeset "
            + name(changeset)
            + " is not read, so what it does is not known",
        "Check what liquibase update-sql prints for it.");
  }

  private Optional<Span> rollback(Element changeset) {
    List<Element> rollbacks = changeset.children("rollback").toList();
    Optional<Element.Text> text = Optional.ofNullable(changeset.attributes().get("rollback"));
    if (rollbacks.isEmpty() && text.isEmpty()) {
      return Optional.empty();
    }
    int from = back.length();
    for (Element rollback : rollbacks) {
      if (rollback.attributes().containsKey("changeSetId")) {
        problems.info(
            "rollback-elsewhere",
            file.name(),
            rollback.line(),
            "the way back is another changeset, which is not read as one",
            "Nothing to do; the other changeset is judged where it stands.");
        continue;
      }
      statements(rollback.text());
      rollback.children().stream()
          .filter(change -> !WITHOUT_EFFECT.contains(change.name()))
          .forEach(change -> write(change, changeset, each -> Optional.empty(), List.of(), back));
    }
    text.ifPresent(this::statements);
    return Optional.of(new Span(from, back.length()));
  }

  private void statements(Element.Text text) {
    if (!text.value().isBlank()) {
      back.add(text);
      ObjectChanges.end(text.value(), back);
    }
  }

  private static String name(Element changeset) {
    return changeset.value("author").orElse("") + ":" + changeset.value("id").orElse("");
  }

  List<Migration> migrations() {
    SourceText up = SourceText.of(forwards.toString());
    SourceText down = SourceText.of(back.toString());
    return steps.stream().map(step -> migration(step, up, down)).toList();
  }

  private static Running running(Element changeset) {
    return changeset.children().stream().anyMatch(child -> child.name().equals("preConditions"))
        ? Running.PRECONDITIONED
        : Running.DECLARED;
  }

  private Migration migration(Step step, SourceText up, SourceText down) {
    Element changeset = step.changeset();
    TransactionMode mode =
        changeset.is("runInTransaction", "false")
            ? TransactionMode.PER_STATEMENT
            : TransactionMode.WRAPPED;
    boolean repeatable = changeset.is("runOnChange", "true") || changeset.is("runAlways", "true");
    MigrationScript script =
        switch (step.up()) {
          case Up.Named(SourceFile named) -> named.script(mode);
          case Up.Written(Span span) ->
              MigrationScript.generated(file.name(), ScriptSplitter.split(up, span), mode);
        };
    return new Migration(
            repeatable ? Migration.Kind.REPEATABLE : Migration.Kind.VERSIONED,
            name(changeset),
            changeset.value("comment").map(String::strip).orElse(""),
            script.running(running(changeset)),
            step.down()
                .map(
                    span ->
                        MigrationScript.generated(
                            file.name(), ScriptSplitter.split(down, span), mode)),
            true)
        .withoutDown(step.withoutDown());
  }
}
