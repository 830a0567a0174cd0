package dev.ballast.secure.tenancy;

import dev.ballast.secure.catalog.Surface;
import dev.ballast.sql.tree.BodyPart;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.RoutineBody;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The parameters that policies read, themselves or in the functions that they call.
final class SettingsRead {
  private static final String READS_SETTING = "current_setting";

  private SettingsRead() {}

  /// Each once, those of the policies' own texts first.
  static List<String> by(Surface surface) {
    Stream<String> own =
        surface.policies().stream()
            .map(PolicyTerms::of)
            .flatMap(terms -> terms.settings().stream());
    Stream<String> called = surface.policyFunctions().stream().flatMap(SettingsRead::byFunction);
    return Stream.concat(own, called).distinct().toList();
  }

  /// Those whose names are written out.
  static List<String> by(Walk walk) {
    return walk.calls().stream()
        .filter(call -> call.name().name().equals(READS_SETTING) && !call.arguments().isEmpty())
        .flatMap(call -> constant(call.arguments().getFirst()).stream())
        .toList();
  }

  private static Stream<String> byFunction(String definition) {
    Stream<ParsedStatement> whole = Stream.of(Parser.postgres18().parse(definition));
    Stream<ParsedStatement> body =
        Parser.postgres18().body(definition).stream()
            .filter(RoutineBody.Understood.class::isInstance)
            .map(RoutineBody.Understood.class::cast)
            .flatMap(understood -> understood.parts().stream())
            .flatMap(SettingsRead::parsed);
    return Stream.concat(whole, body)
        .filter(Understood.class::isInstance)
        .map(Understood.class::cast)
        .flatMap(parsed -> by(Walk.of(parsed.statement())).stream());
  }

  private static Stream<ParsedStatement> parsed(BodyPart part) {
    return switch (part) {
      case BodyPart.Sql sql -> Stream.of(sql.parsed());
      case BodyPart.Evaluation evaluation -> Stream.of(evaluation.parsed());
      case BodyPart.DynamicSql dynamic -> Stream.of(dynamic.parsed());
      case BodyPart.TransactionEnd _, BodyPart.OtherPart _ -> Stream.empty();
    };
  }

  private static Optional<String> constant(Expression value) {
    Expression bare = value instanceof Expression.Cast cast ? cast.operand() : value;
    return bare instanceof Expression.Literal literal
        ? Optional.of(literal.text())
        : Optional.empty();
  }
}
