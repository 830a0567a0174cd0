package dev.ballast.migrations.psql;

import dev.ballast.migrations.MigrationScript.Stretch;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.script.Variable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The text that psql sends of one script, while it is put together. Not thread-safe.
final class PsqlExpansion {
  static final int MAX_INCLUDES = 1_000;
  private static final int MAX_CHARS = 64 << 20;
  private static final Set<String> INCLUDES = Set.of("i", "include", "ir", "include_relative");

  private final PsqlScripts scripts;
  private final PsqlVariables variables;
  private final StringBuilder text = new StringBuilder();
  private final List<Stretch> stretches = new ArrayList<>();
  private final Set<Path> includes = new LinkedHashSet<>();
  private final Deque<Path> stack = new ArrayDeque<>();
  private int lines = 1;
  private int counted;

  PsqlExpansion(PsqlScripts scripts, PsqlVariables variables) {
    this.scripts = scripts;
    this.variables = variables;
  }

  String text() {
    return text.toString();
  }

  /// Empty where no file was included.
  List<Stretch> stretches() {
    return includes.isEmpty() ? List.of() : stretches;
  }

  Set<Path> includes() {
    return includes;
  }

  /// What psql acts on when it comes to it.
  private sealed interface Event {
    Span span();

    record Command(ScriptPart.Meta meta, boolean within) implements Event {
      @Override
      public Span span() {
        return meta.span();
      }
    }

    record Place(Variable variable) implements Event {
      @Override
      public Span span() {
        return variable.span();
      }
    }
  }

  void add(SourceFile file, Script script) {
    stack.push(file.path());
    stretches.add(new Stretch(lines, file.name(), 1));
    new Reading(file, script).run();
    stack.pop();
  }

  private void append(CharSequence more) {
    for (int i = 0; i < more.length(); i++) {
      lines += more.charAt(i) == '\n' ? 1 : 0;
    }
    text.append(more);
  }

  /// One file of the script. Not thread-safe.
  private final class Reading {
    private final SourceFile file;
    private final SourceText source;
    private final Script script;
    private final PsqlConditions conditions = new PsqlConditions();
    private int from;

    Reading(SourceFile file, Script script) {
      this.file = file;
      this.source = script.source();
      this.script = script;
    }

    void run() {
      for (Event event : events()) {
        // What \r throws away holds places that were filled already.
        if (event.span().start() < from) {
          continue;
        }
        upTo(event.span().start());
        switch (event) {
          case Event.Place(Variable variable) -> place(variable);
          case Event.Command command -> command(command);
        }
      }
      upTo(source.text().length());
    }

    private List<Event> events() {
      List<Event> events = new ArrayList<>();
      int statementEnd = 0;
      for (ScriptPart part : script.parts()) {
        switch (part) {
          case ScriptPart.Sql sql -> {
            statementEnd = sql.span().end();
            sql.variables().stream()
                .filter(variable -> variable.form() == Variable.Form.PSQL)
                .forEach(variable -> events.add(new Event.Place(variable)));
          }
          case ScriptPart.Meta meta ->
              events.add(new Event.Command(meta, meta.span().start() < statementEnd));
          case ScriptPart.CopyData _, ScriptPart.Broken _ -> {}
        }
      }
      events.sort(Comparator.comparingInt(event -> event.span().start()));
      return events;
    }

    /// Takes the text as it is, or leaves it out where it does not run.
    private void upTo(int end) {
      String passed = source.text().substring(from, end);
      append(conditions.runs() ? passed : blank(passed));
      from = end;
    }

    private static String blank(String passed) {
      return passed.replaceAll("[^\\r\\n]", " ");
    }

    private void place(Variable variable) {
      String written = source.text(variable.span());
      if (conditions.runs()) {
        append(variables.value(variable.name(), written).orElse(written));
        from = variable.span().end();
      }
    }

    private void command(Event.Command command) {
      ScriptPart.Meta meta = command.meta();
      String written = source.text(meta.span());
      switch (meta.name()) {
        case "if", "elif", "else", "endif" -> {
          boolean asked = meta.name().equals("if") || meta.name().equals("elif");
          Optional<List<String>> arguments =
              asked ? PsqlArguments.of(written, variables) : Optional.empty();
          boolean begun = conditions.isUndecided();
          boolean settled = conditions.follow(meta.name(), arguments);
          if (!settled && !begun && meta.name().equals("elif")) {
            // What came before did not run, so the block begins here.
            append(written.replaceFirst("elif", "if  "));
          } else {
            append(settled ? blank(written) : written);
          }
          from = meta.span().end();
        }
        case "set", "unset", "gset", "getenv", "prompt" -> {
          if (conditions.runs()) {
            assign(meta, written);
          }
        }
        default -> {
          if (INCLUDES.contains(meta.name()) && conditions.runs() && !command.within()) {
            include(meta, written);
          }
        }
      }
    }

    private void assign(ScriptPart.Meta meta, String written) {
      Optional<List<String>> known = PsqlArguments.of(written, variables);
      List<String> arguments = known.orElse(meta.arguments());
      String first = arguments.isEmpty() ? "" : arguments.getFirst();
      switch (meta.name()) {
        case "set" -> {
          if (known.isPresent() && conditions.runsForSure() && !arguments.isEmpty()) {
            variables.set(first, String.join("", arguments.subList(1, arguments.size())));
          } else {
            variables.forget(meta.arguments().isEmpty() ? "" : meta.arguments().getFirst());
          }
        }
        case "gset" -> variables.forgetAll(first);
        case "prompt" -> variables.forget(arguments.isEmpty() ? "" : arguments.getLast());
        default -> variables.forget(first);
      }
    }

    private void include(ScriptPart.Meta meta, String written) {
      Optional<String> name =
          PsqlArguments.of(written, variables)
              .filter(arguments -> !arguments.isEmpty())
              .map(arguments -> unquoted(arguments.getFirst()));
      if (name.isEmpty()) {
        return;
      }
      int line = source.position(meta.span().start()).line();
      boolean relative = meta.name().contains("r");
      Optional<SourceFile> found = scripts.find(file, line, name.get(), relative);
      if (found.isEmpty()) {
        return;
      }
      SourceFile other = found.get();
      if (stack.contains(other.path())) {
        scripts.loop(file, line, name.get());
        return;
      }
      if (++counted > MAX_INCLUDES || text.length() + other.text().text().length() > MAX_CHARS) {
        scripts.tooMany(file, line);
        return;
      }
      Script inner = ScriptSplitter.split(other.text());
      if (inner.parts().stream().anyMatch(ScriptPart.Broken.class::isInstance)) {
        // Its open string or comment would hide what follows; the file is judged by itself.
        return;
      }
      includes.add(other.path());
      append("\n");
      add(other, inner);
      append(end(inner) + "\n");
      stretches.add(new Stretch(lines, file.name(), source.position(meta.span().end()).line()));
      from = meta.span().end();
    }

    /// At the end of a file psql sends the statement that has none, and ends the rows of COPY.
    private static String end(Script inner) {
      if (inner.parts().isEmpty()) {
        return "";
      }
      return switch (inner.parts().getLast()) {
        case ScriptPart.Sql sql when !sql.terminated() -> "\n;";
        case ScriptPart.CopyData data when !data.terminated() -> "\n\\.";
        case ScriptPart.Sql _, ScriptPart.CopyData _, ScriptPart.Meta _, ScriptPart.Broken _ -> "";
      };
    }

    /// In the name of a file double quotes hold spaces together.
    private static String unquoted(String argument) {
      boolean quoted =
          argument.length() > 1 && argument.startsWith("\"") && argument.endsWith("\"");
      return quoted ? argument.substring(1, argument.length() - 1) : argument;
    }
  }
}
