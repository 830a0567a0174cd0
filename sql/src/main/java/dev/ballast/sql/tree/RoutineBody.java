package dev.ballast.sql.tree;

import dev.ballast.sql.grammar.SyntaxError;
import java.util.List;

/// What is inside a routine or a `DO` block.
public sealed interface RoutineBody {

  /// A body in PL/pgSQL or SQL.
  ///
  /// @param language `plpgsql` or `sql`
  /// @param parts in the order of the text, blocks laid flat
  record Understood(String language, List<BodyPart> parts) implements RoutineBody {
    public Understood {
      parts = List.copyOf(parts);
    }
  }

  /// It cannot be analysed, and why. Positions are those of the body's text.
  record Refused(String language, SyntaxError error) implements RoutineBody {}

  /// A language that PostgreSQL's parser does not read, as `plpython3u`: nothing is known of it.
  record OtherLanguage(String language) implements RoutineBody {}
}
