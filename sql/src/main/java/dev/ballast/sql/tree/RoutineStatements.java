package dev.ballast.sql.tree;

import dev.ballast.sql.tree.GuardStatement.AlterEventTrigger;
import dev.ballast.sql.tree.GuardStatement.AlterPolicy;
import dev.ballast.sql.tree.GuardStatement.CreateEventTrigger;
import dev.ballast.sql.tree.GuardStatement.CreatePolicy;
import dev.ballast.sql.tree.GuardStatement.CreateRule;
import dev.ballast.sql.tree.GuardStatement.CreateTrigger;
import dev.ballast.sql.tree.RoutineStatement.AlterFunction;
import dev.ballast.sql.tree.RoutineStatement.Call;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import dev.ballast.sql.tree.RoutineStatement.Do;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the statements about routines, triggers, policies and rules. For one text, not safe for
/// more than one thread.
final class RoutineStatements {
  /// The bits of a trigger, `src/include/catalog/pg_trigger.h`.
  private static final int BEFORE = 1 << 1;

  private static final int INSERT = 1 << 2;
  private static final int DELETE = 1 << 3;
  private static final int UPDATE = 1 << 4;
  private static final int TRUNCATE = 1 << 5;
  private static final int INSTEAD = 1 << 6;

  private final StatementReader statements;
  private final byte[] text;

  RoutineStatements(StatementReader statements, byte[] text) {
    this.statements = statements;
    this.text = text;
  }

  Optional<Statement> statement(RawNode raw) {
    return switch (raw.kind()) {
      case "CreateFunctionStmt" -> Optional.of(createFunction(raw));
      case "AlterFunctionStmt" -> Optional.of(alterFunction(raw));
      case "DoStmt" -> Optional.of(inlineBlock(raw));
      case "CallStmt" -> Optional.of(new Call(statements.expressions().call(raw.some("funccall"))));
      case "CreateTrigStmt" -> Optional.of(createTrigger(raw));
      case "CreatePolicyStmt" -> Optional.of(createPolicy(raw));
      case "AlterPolicyStmt" ->
          Optional.of(
              new AlterPolicy(
                  raw.text("policy_name"),
                  Names.ofRange(raw.some("table")),
                  Names.roles(raw.list("roles")),
                  statements.expressions().some(raw, "qual"),
                  statements.expressions().some(raw, "with_check")));
      case "RuleStmt" -> Optional.of(createRule(raw));
      case "CreateEventTrigStmt" ->
          Optional.of(
              new CreateEventTrigger(
                  raw.text("trigname"),
                  raw.text("eventname"),
                  ElementReader.argument(raw.list("whenclause"), "tag")
                      .map(tags -> Names.strings(tags.items()))
                      .orElse(List.of()),
                  Names.qualified(raw.list("funcname"))));
      case "AlterEventTrigStmt" ->
          Optional.of(new AlterEventTrigger(raw.text("trigname"), firing(raw.text("tgenabled"))));
      default -> Optional.empty();
    };
  }

  private static Firing firing(String code) {
    return switch (code) {
      case "D" -> Firing.DISABLE;
      case "R" -> Firing.REPLICA;
      case "A" -> Firing.ALWAYS;
      default -> Firing.ENABLE;
    };
  }

  private CreateFunction createFunction(RawNode raw) {
    List<RawNode> options = raw.list("options");
    return new CreateFunction(
        Names.qualified(raw.list("funcname")),
        raw.list("parameters").stream().map(this::parameter).toList(),
        Names.someType(raw, "returnType"),
        new CreateFunction.Code(language(options).orElse("sql"), body(options), atomicBody(raw)),
        new CreateFunction.Attributes(
            volatility(options).orElse(Volatility.VOLATILE),
            ElementReader.argument(options, "security").map(on -> on.flag("boolval")).orElse(false),
            settings(options),
            otherOptions(options)),
        raw.flag("replace"),
        raw.flag("is_procedure"));
  }

  private static Optional<String> language(List<RawNode> options) {
    return ElementReader.argument(options, "language")
        .map(language -> Names.string(language).toLowerCase(Locale.ROOT));
  }

  private static Optional<Volatility> volatility(List<RawNode> options) {
    return ElementReader.argument(options, "volatility")
        .map(word -> Volatility.valueOf(Names.string(word).toUpperCase(Locale.ROOT)));
  }

  private static List<Setting> settings(List<RawNode> options) {
    return options.stream()
        .filter(option -> "set".equals(option.text("defname")))
        .map(option -> option.some("arg"))
        .map(set -> new Setting(set.text("name"), Names.strings(set.list("args"))))
        .toList();
  }

  /// Those that have no component of their own.
  private static List<Option> otherOptions(List<RawNode> options) {
    Set<String> own = Set.of("as", "language", "volatility", "security", "set");
    return options.stream()
        .filter(option -> !own.contains(option.text("defname")))
        .map(ElementReader::option)
        .toList();
  }

  private RoutineParameter parameter(RawNode raw) {
    return new RoutineParameter(
        switch (raw.text("mode")) {
          case "FUNC_PARAM_OUT" -> RoutineParameter.Mode.OUT;
          case "FUNC_PARAM_INOUT" -> RoutineParameter.Mode.INOUT;
          case "FUNC_PARAM_VARIADIC" -> RoutineParameter.Mode.VARIADIC;
          case "FUNC_PARAM_TABLE" -> RoutineParameter.Mode.TABLE;
          default -> RoutineParameter.Mode.IN;
        },
        raw.someText("name"),
        Names.type(raw.some("argType")),
        statements.expressions().some(raw, "defexpr"));
  }

  private Optional<BodyText> body(List<RawNode> options) {
    return options.stream()
        .filter(option -> "as".equals(option.text("defname")))
        .findFirst()
        .map(
            option -> {
              String body = Names.string(option.some("arg").items().getFirst());
              return new BodyText(body, BodyOffset.of(text, option.location(), body));
            });
  }

  /// `BEGIN ATOMIC` comes as a list within a list, `RETURN` as one statement.
  private List<Statement> atomicBody(RawNode raw) {
    return raw.node("sql_body").stream()
        .flatMap(body -> body.items().stream())
        .flatMap(inner -> inner.items().stream())
        .map(statements::statement)
        .toList();
  }

  private AlterFunction alterFunction(RawNode raw) {
    List<RawNode> actions = raw.list("actions");
    return new AlterFunction(
        Names.objectKind(raw, "objtype"),
        Names.routine(raw.some("func")),
        volatility(actions),
        ElementReader.argument(actions, "security").map(on -> on.flag("boolval")),
        settings(actions),
        otherOptions(actions));
  }

  private Do inlineBlock(RawNode raw) {
    List<RawNode> arguments = raw.list("args");
    return new Do(
        language(arguments).orElse("plpgsql"),
        body(arguments).orElse(new BodyText("", Located.UNKNOWN)));
  }

  private CreateTrigger createTrigger(RawNode raw) {
    return new CreateTrigger(
        raw.text("trigname"),
        Names.ofRange(raw.some("relation")),
        new CreateTrigger.Occasion(
            timing(raw.number("timing")),
            events(raw.number("events")),
            Names.strings(raw.list("columns")),
            raw.flag("row"),
            raw.list("transitionRels").stream().map(relation -> relation.text("name")).toList()),
        statements.expressions().some(raw, "whenClause"),
        new CreateTrigger.Execution(
            Names.qualified(raw.list("funcname")), Names.strings(raw.list("args"))),
        raw.flag("isconstraint"),
        raw.node("constrrel").map(Names::ofRange),
        raw.flag("replace"));
  }

  private static CreateTrigger.Timing timing(int code) {
    return switch (code) {
      case BEFORE -> CreateTrigger.Timing.BEFORE;
      case INSTEAD -> CreateTrigger.Timing.INSTEAD_OF;
      default -> CreateTrigger.Timing.AFTER;
    };
  }

  private static Set<CreateTrigger.Event> events(int bits) {
    Set<CreateTrigger.Event> events = EnumSet.noneOf(CreateTrigger.Event.class);
    if ((bits & INSERT) != 0) {
      events.add(CreateTrigger.Event.INSERT);
    }
    if ((bits & UPDATE) != 0) {
      events.add(CreateTrigger.Event.UPDATE);
    }
    if ((bits & DELETE) != 0) {
      events.add(CreateTrigger.Event.DELETE);
    }
    if ((bits & TRUNCATE) != 0) {
      events.add(CreateTrigger.Event.TRUNCATE);
    }
    return events;
  }

  private CreatePolicy createPolicy(RawNode raw) {
    return new CreatePolicy(
        raw.text("policy_name"),
        Names.ofRange(raw.some("table")),
        GuardStatement.Command.valueOf(raw.text("cmd_name").toUpperCase(Locale.ROOT)),
        raw.flag("permissive"),
        Names.roles(raw.list("roles")),
        statements.expressions().some(raw, "qual"),
        statements.expressions().some(raw, "with_check"));
  }

  private CreateRule createRule(RawNode raw) {
    return new CreateRule(
        raw.text("rulename"),
        Names.ofRange(raw.some("relation")),
        Names.constant(GuardStatement.Command.class, "CMD_", raw.text("event")),
        statements.expressions().some(raw, "whereClause"),
        raw.flag("instead"),
        raw.flag("replace"),
        raw.list("actions").stream().map(statements::statement).toList());
  }
}
