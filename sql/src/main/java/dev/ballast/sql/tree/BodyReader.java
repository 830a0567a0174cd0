package dev.ballast.sql.tree;

import dev.ballast.sql.grammar.Grammar;
import dev.ballast.sql.grammar.ParseOutcome;
import dev.ballast.sql.grammar.Parsed;
import dev.ballast.sql.grammar.Rejected;
import dev.ballast.sql.grammar.SyntaxError;
import dev.ballast.sql.tree.BodyPart.Place;
import dev.ballast.sql.tree.BodyPart.Sql;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the bodies of routines. Safe for any number of threads.
final class BodyReader {
  private final Parser parser;
  private final Grammar grammar;

  BodyReader(Parser parser, Grammar grammar) {
    this.parser = parser;
    this.grammar = grammar;
  }

  RoutineBody read(RoutineStatement.Do block) {
    String body = block.body().text();
    String statement = "DO LANGUAGE plpgsql " + CommentedEscapes.dollarQuoted(body);
    return read(statement, block.language(), body);
  }

  RoutineBody read(RoutineStatement.CreateFunction routine, String body) {
    return read(PlpgsqlRoutine.readable(routine, body), routine.language(), body);
  }

  private RoutineBody read(String statement, String language, String body) {
    return switch (language) {
      case "sql" -> sql(body);
      case "plpgsql" -> plpgsql(statement, body);
      default -> new RoutineBody.OtherLanguage(language);
    };
  }

  private RoutineBody sql(String body) {
    return switch (CommentedEscapes.parse(grammar, body)) {
      case Rejected rejected -> new RoutineBody.Refused("sql", rejected.error());
      case Parsed parsed ->
          RawReader.read(parsed.json())
              .<RoutineBody>map(
                  top -> new RoutineBody.Understood("sql", List.copyOf(split(top, body))))
              .orElseGet(() -> tooDeep("sql"));
    };
  }

  private RoutineBody plpgsql(String statement, String body) {
    ParseOutcome outcome = CommentedEscapes.parsePlpgsql(grammar, statement, body);
    return switch (outcome) {
      case Rejected rejected -> new RoutineBody.Refused("plpgsql", rejected.error());
      case Parsed parsed ->
          RawReader.read(parsed.json())
              .map(top -> plpgsql(top, body))
              .orElseGet(() -> tooDeep("plpgsql"));
    };
  }

  private RoutineBody plpgsql(RawNode top, String body) {
    try {
      return new RoutineBody.Understood(
          "plpgsql", new PlpgsqlReader(parser, this, body).parts(top));
    } catch (Nesting.TooDeep e) {
      return tooDeep("plpgsql");
    }
  }

  private static RoutineBody tooDeep(String language) {
    return new RoutineBody.Refused(
        language,
        new SyntaxError(
            SyntaxError.Kind.TOO_DEEP,
            "the body is nested too deeply to be read",
            SyntaxError.UNKNOWN));
  }

  /// The statements of a text that is run as a whole, all of them at this place. One that the
  /// grammar refuses is one statement, with the refusal.
  List<Sql> statements(String text, Place place) {
    Optional<RawNode> top =
        CommentedEscapes.parse(grammar, text) instanceof Parsed parsed
            ? RawReader.read(parsed.json())
            : Optional.empty();
    if (top.isEmpty()) {
      return List.of(new Sql(place, text, parser.parse(text)));
    }
    return split(top.get(), text).stream()
        .map(part -> new Sql(place, part.text(), part.parsed()))
        .toList();
  }

  private List<Sql> split(RawNode top, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    WordScan scan = new WordScan(utf8);
    List<Sql> parts = new ArrayList<>();
    for (RawNode each : top.list("stmts")) {
      int start = scan.pastSpace(each.number("stmt_location"));
      int length = each.number("stmt_len");
      int end = length == 0 ? utf8.length : each.number("stmt_location") + length;
      String statement = new String(utf8, start, end - start, StandardCharsets.UTF_8);
      Place place = new Place(line(utf8, start), start, false, false, false, false);
      parts.add(new Sql(place, statement, parser.parse(statement)));
    }
    return parts;
  }

  private static int line(byte[] utf8, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      if (utf8[i] == '\n') {
        line++;
      }
    }
    return line;
  }
}
