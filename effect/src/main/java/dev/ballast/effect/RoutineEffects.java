package dev.ballast.effect;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.schema.ChangingSchema;
import dev.ballast.effect.schema.KnownRoutine;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.RegclassConstant;
import dev.ballast.sql.tree.RoutineBody;
import dev.ballast.sql.tree.RoutineStatement.Call;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import dev.ballast.sql.tree.RoutineStatement.Do;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// DO blocks and calls of routines: the effects of the statements in their bodies, each seen after
/// those before it. For one statement.
///
/// A statement below IF, in a loop or beside an EXCEPTION clause may not run, or may be undone, so
/// its effects are possible. SQL that is put together at run time is not known, and that is said.
final class RoutineEffects {
  private static final Set<String> SEQUENCE_FUNCTIONS = Set.of("nextval", "setval", "currval");

  private final EffectModel model;
  private final Collector out = new Collector();

  RoutineEffects(EffectModel model) {
    this.model = model;
  }

  Effects of(Do block) {
    body(Parser.postgres18().body(block), "the DO block", model, out);
    return out.effects();
  }

  Effects of(Call call) {
    for (Expression argument : call.call().arguments()) {
      out.add(new DataEffects(model).of(argument));
    }
    routine(call.call(), Likelihood.CERTAIN);
    return out.effects();
  }

  /// A function in an expression. Its arguments are not looked at here.
  ///
  /// @param once it is called exactly once, whatever the data are
  Effects of(FunctionCall call, boolean once) {
    if (SEQUENCE_FUNCTIONS.contains(call.name().name())) {
      sequence(call, once ? Likelihood.CERTAIN : Likelihood.PER_ROW);
    } else if (!model.schema().routines(call.name()).isEmpty()) {
      routine(call, once ? Likelihood.CERTAIN : Likelihood.PER_ROW);
    } else if (once && !BuiltInFunctions.contains(call.name())) {
      out.unknown("what " + call.name() + "() does is not known");
    }
    return out.effects();
  }

  private void sequence(FunctionCall call, Likelihood likelihood) {
    call.arguments().stream()
        .findFirst()
        .flatMap(RegclassConstant::relation)
        .ifPresent(
            name ->
                out.lock(
                    model.affected(name, Affected.Kind.SEQUENCE),
                    LockMode.ROW_EXCLUSIVE,
                    likelihood));
  }

  private void routine(FunctionCall call, Likelihood likelihood) {
    List<KnownRoutine> overloads =
        model.schema().routines(call.name()).stream()
            .filter(each -> accepts(each.definition(), call.arguments().size()))
            .toList();
    if (overloads.size() != 1) {
      out.unknown(
          overloads.isEmpty()
              ? "what " + call.name() + "() does is not known"
              : "which of "
                  + overloads.size()
                  + " routines "
                  + call.name()
                  + "() is, is not known");
      return;
    }
    CreateFunction routine = overloads.getFirst().definition();
    String described = (routine.procedure() ? "procedure " : "function ") + routine.name();
    Optional<EffectModel> inside = model.following(KnownSchema.key(routine.name()));
    if (inside.isEmpty()) {
      return;
    }
    Collector effects = new Collector();
    if (routine.body().isPresent()) {
      body(Parser.postgres18().body(routine), described, inside.get(), effects);
    } else {
      routine.atomicBody().forEach(each -> effects.add(inside.get().effects(each)));
    }
    out.add(likelihood.isCertain() ? effects.effects() : effects.effects().weakened(likelihood));
  }

  /// An OUT parameter of a procedure is written in its CALL; one with a default may be left out.
  private static boolean accepts(CreateFunction routine, int arguments) {
    int least = 0;
    int most = 0;
    for (var parameter : routine.parameters()) {
      switch (parameter.mode()) {
        case IN, INOUT -> {
          most++;
          least += parameter.defaultValue().isPresent() ? 0 : 1;
        }
        case OUT -> most += routine.procedure() ? 1 : 0;
        case VARIADIC -> most = Integer.MAX_VALUE / 2;
        case TABLE -> {}
      }
    }
    return arguments >= least && arguments <= most;
  }

  private static void body(
      RoutineBody text, String described, EffectModel model, Collector effects) {
    switch (text) {
      case RoutineBody.Understood understood -> {
        ChangingSchema schema = ChangingSchema.from(model.schema());
        BodyEffects body = new BodyEffects(described, schema, model, effects);
        understood.parts().forEach(body::part);
      }
      case RoutineBody.Refused refused ->
          effects.unknown(described + " cannot be read: " + refused.error().message());
      case RoutineBody.OtherLanguage other ->
          effects.unknown(described + " is in " + other.language() + ", which is not read here");
    }
  }
}
