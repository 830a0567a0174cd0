package dev.ballast.effect;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.schema.ChangingSchema;
import dev.ballast.sql.tree.BodyPart;
import dev.ballast.sql.tree.BodyPart.DynamicSql;
import dev.ballast.sql.tree.BodyPart.Evaluation;
import dev.ballast.sql.tree.BodyPart.OtherPart;
import dev.ballast.sql.tree.BodyPart.Place;
import dev.ballast.sql.tree.BodyPart.Sql;
import dev.ballast.sql.tree.BodyPart.TransactionEnd;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.ParsedStatement.Refused;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Statement;

/// The effects of a body, part by part in its order. For one thread.
///
/// @param described the routine: `function app.settle`
/// @param schema what the parts so far made of the schema
/// @param model asks that schema, as it is at each part
/// @param effects of the parts so far
record BodyEffects(String described, ChangingSchema schema, EffectModel model, Collector effects) {
  void part(BodyPart part) {
    switch (part) {
      case Sql sql -> statement(sql.parsed(), sql.place());
      case Evaluation value -> statement(value.parsed(), value.place());
      case DynamicSql dynamic -> {
        statement(dynamic.parsed(), dynamic.place());
        if (dynamic.literal().isEmpty()) {
          effects.unknown(
              "what "
                  + described
                  + " puts together and runs is not known: EXECUTE "
                  + dynamic.text());
        }
        dynamic.statements().forEach(this::part);
      }
      case TransactionEnd _ -> {}
      case OtherPart other ->
          effects.unknown(described + " holds a " + other.node() + ", which is not known here");
    }
  }

  private void statement(ParsedStatement parsed, Place place) {
    switch (parsed) {
      case Understood(Statement statement) -> {
        Effects inner = model.with(schema.known()).effects(statement);
        if (place.conditional() || place.looped() || place.guarded() || place.handler()) {
          effects.add(inner.weakened(Likelihood.SOMETIMES));
        } else {
          effects.add(inner);
          schema.apply(statement, model.moment());
        }
      }
      case Refused refused ->
          effects.unknown(described + " holds what cannot be read: " + refused.error().message());
    }
  }
}
