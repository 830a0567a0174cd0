package dev.ballast.sql.tree;

import dev.ballast.sql.tree.BodyPart.DynamicSql;
import dev.ballast.sql.tree.BodyPart.Evaluation;
import dev.ballast.sql.tree.BodyPart.OtherPart;
import dev.ballast.sql.tree.BodyPart.Place;
import dev.ballast.sql.tree.BodyPart.Sql;
import dev.ballast.sql.tree.BodyPart.TransactionEnd;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads libpg_query's answer about a PL/pgSQL body. The nodes are those of
/// `src/pl/plpgsql/src/plpgsql.h`. Whatever holds an expression is read, known or not. For one
/// body, not safe for more than one thread.
final class PlpgsqlReader {
  private static final String STATEMENT = "PLpgSQL_stmt_";

  /// The modes of an expression's text (`RawParseMode` in `src/include/parser/parser.h`): a whole
  /// statement, an expression; those above are assignments.
  private static final int WHOLE = 0;

  private static final int EXPRESSION = 2;

  /// Statements of PL/pgSQL; all of them, with what they hold, are understood.
  private static final Set<String> KNOWN =
      Set.of(
          "block",
          "assign",
          "if",
          "case",
          "loop",
          "while",
          "fori",
          "fors",
          "forc",
          "foreach_a",
          "exit",
          "return",
          "return_next",
          "return_query",
          "raise",
          "assert",
          "execsql",
          "dynexecute",
          "dynfors",
          "getdiag",
          "open",
          "fetch",
          "close",
          "perform",
          "call",
          "commit",
          "rollback");

  private static final Set<String> LOOPS =
      Set.of("loop", "while", "fori", "fors", "forc", "dynfors", "foreach_a");

  /// What `CASE x WHEN` compares with; the name is the parser's own.
  private static final String CASE_VARIABLE = "\"__Case__Variable_";

  private static final String CASE_LIST = " IN (";

  private final Parser parser;
  private final BodyReader bodies;
  private final BodySearch search;
  private final Nesting nesting = new Nesting();
  private final List<BodyPart> parts = new ArrayList<>();

  PlpgsqlReader(Parser parser, BodyReader bodies, String body) {
    this.parser = parser;
    this.bodies = bodies;
    this.search = new BodySearch(body);
  }

  List<BodyPart> parts(RawNode top) {
    for (RawNode function : top.list("plpgsql_funcs")) {
      function.list("datums").forEach(this::declaration);
      function.node("action").ifPresent(block -> statement(block, Where.TOP));
    }
    return parts;
  }

  /// What stands around a statement.
  private record Where(
      int line, boolean conditional, boolean looped, boolean guarded, boolean handler) {
    static final Where TOP = new Where(0, false, false, false, false);

    Where at(RawNode node) {
      int own = node.number("lineno");
      return own == 0 ? this : new Where(own, conditional, looped, guarded, handler);
    }

    Where conditionally() {
      return new Where(line, true, looped, guarded, handler);
    }

    Where inLoop() {
      return new Where(line, conditional, true, guarded, handler);
    }

    Where inGuard() {
      return new Where(line, conditional, looped, true, handler);
    }

    /// A handler runs after its block is rolled back, so that it stands outside of it.
    Where inHandler() {
      return new Where(line, true, looped, guarded, true);
    }
  }

  /// A variable's default, a cursor's query.
  private void declaration(RawNode variable) {
    Where where = Where.TOP.at(variable);
    variable.node("default_val").ifPresent(value -> expression(value, where));
    variable.node("cursor_explicit_expr").ifPresent(query -> expression(query, where));
  }

  private void statement(RawNode raw, Where outer) {
    nesting.enter(1);
    known(raw, outer);
    nesting.leave(1);
  }

  private void known(RawNode raw, Where outer) {
    Where where = outer.at(raw);
    String name =
        raw.kind().startsWith(STATEMENT) ? raw.kind().substring(STATEMENT.length()) : raw.kind();
    switch (name) {
      case "block" -> block(raw, where);
      case "commit" -> parts.add(new TransactionEnd(place(where), true, raw.flag("chain")));
      case "rollback" -> parts.add(new TransactionEnd(place(where), false, raw.flag("chain")));
      case "dynexecute", "dynfors" -> {
        dynamic(raw.some("query"), where);
        heldExpressions(raw, where, Set.of("query"));
        statements(raw, "body", where.inLoop());
      }
      case "if" -> {
        heldExpressions(raw, where, Set.of());
        statements(raw, "then_body", where.conditionally());
        raw.list("elsif_list").forEach(each -> branch(each, where));
        statements(raw, "else_body", where.conditionally());
      }
      case "case" -> {
        heldExpressions(raw, where, Set.of());
        raw.list("case_when_list").forEach(each -> branch(each, where));
        statements(raw, "else_stmts", where.conditionally());
      }
      default -> {
        if (!KNOWN.contains(name)) {
          parts.add(new OtherPart(place(where), raw.kind()));
        }
        raw.node("dynquery").ifPresent(query -> dynamic(query, where));
        heldExpressions(raw, where, Set.of("dynquery"));
        statements(raw, "body", LOOPS.contains(name) ? where.inLoop() : where);
      }
    }
  }

  private void block(RawNode raw, Where where) {
    Optional<RawNode> exceptions = raw.node("exceptions");
    statements(raw, "body", exceptions.isPresent() ? where.inGuard() : where);
    exceptions.stream()
        .flatMap(handlers -> handlers.list("exc_list").stream())
        .forEach(handler -> statements(handler, "action", where.at(handler).inHandler()));
  }

  /// An `ELSIF` or a `WHEN`.
  private void branch(RawNode raw, Where outer) {
    Where where = outer.at(raw).conditionally();
    heldExpressions(raw, where, Set.of());
    statements(raw, "stmts", where);
  }

  private void statements(RawNode raw, String field, Where where) {
    raw.list(field).forEach(each -> statement(each, where));
  }

  /// Every expression a statement holds, directly or in a list of it; not those of statements
  /// within it, and not the declaration of a variable it names.
  private void heldExpressions(RawNode raw, Where where, Set<String> but) {
    raw.forEach(
        (field, value) -> {
          if (but.contains(field)) {
            return;
          }
          if (value instanceof RawNode node) {
            held(node, where);
          } else if (value instanceof List<?> list) {
            RawNode.nodes(list).forEach(node -> held(node, where));
          }
        });
  }

  private void held(RawNode node, Where where) {
    switch (node.kind()) {
      case "PLpgSQL_expr" -> expression(node, where);
      case "PLpgSQL_raise_option" -> node.node("expr").ifPresent(expr -> expression(expr, where));
      default -> {}
    }
  }

  private void expression(RawNode raw, Where where) {
    String text = raw.text("query");
    int mode = raw.number("parseMode");
    if (mode == WHOLE) {
      parts.add(new Sql(place(where, search.statement(text, where.line())), text, parse(text)));
    } else if (mode == EXPRESSION) {
      evaluation(text.startsWith(CASE_VARIABLE) ? compared(text) : text, where);
    } else {
      assignment(text, where);
    }
  }

  private static String compared(String text) {
    int list = text.indexOf(CASE_LIST);
    return list < 0 ? text : text.substring(list + CASE_LIST.length(), text.length() - 1);
  }

  /// `target := value`. A target with a subscript evaluates that too.
  private void assignment(String text, Where where) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    WordScan scan = new WordScan(utf8);
    int depth = 0;
    int at = scan.pastSpace(0);
    int target = 0;
    while (at < utf8.length && (depth > 0 || (utf8[at] != ':' && utf8[at] != '='))) {
      depth += utf8[at] == '[' || utf8[at] == '(' ? 1 : 0;
      depth -= utf8[at] == ']' || utf8[at] == ')' ? 1 : 0;
      target = scan.pastToken(at);
      at = scan.pastSpace(target);
    }
    String assigned = new String(utf8, 0, target, StandardCharsets.UTF_8);
    if (assigned.indexOf('[') >= 0) {
      evaluation(assigned, where);
    }
    int value = scan.pastSpace(at + (scan.at(at) == ':' ? 2 : 1));
    evaluation(
        new String(utf8, value, Math.max(0, utf8.length - value), StandardCharsets.UTF_8), where);
  }

  private void evaluation(String text, Where where) {
    parts.add(
        new Evaluation(
            place(where, search.expression(text, where.line())),
            text,
            parse(Evaluation.PREFIX + text)));
  }

  private void dynamic(RawNode raw, Where where) {
    String text = raw.text("query");
    Place place = place(where, search.expression(text, where.line()));
    ParsedStatement parsed = parse(Evaluation.PREFIX + text);
    Optional<String> literal = ConstantText.of(parsed);
    List<Sql> statements =
        literal.map(sql -> bodies.statements(sql, place(where))).orElse(List.of());
    List<Sql> outline = literal.isPresent() ? List.of() : outline(parsed, place(where));
    parts.add(new DynamicSql(place, text, parsed, literal, statements, outline));
  }

  private List<Sql> outline(ParsedStatement parsed, Place place) {
    return ConstantText.outline(parsed)
        .map(sql -> bodies.statements(sql, place))
        .filter(
            read ->
                read.stream().allMatch(each -> each.parsed() instanceof ParsedStatement.Understood))
        .orElse(List.of());
  }

  private ParsedStatement parse(String text) {
    return parser.parse(text);
  }

  private static Place place(Where where) {
    return place(where, Located.UNKNOWN);
  }

  private static Place place(Where where, int offset) {
    return new Place(
        where.line(),
        offset,
        where.conditional(),
        where.looped(),
        where.guarded(),
        where.handler());
  }
}
