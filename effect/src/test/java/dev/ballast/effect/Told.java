package dev.ballast.effect;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Likelihood;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Effects in a form that a test can write down: `orders ROW_EXCLUSIVE`, `orders:scan`, with a `?`
/// where they are only possible.
final class Told {
  private Told() {}

  static List<String> of(Effects effects) {
    List<String> told = new ArrayList<>();
    effects
        .locks()
        .forEach(
            lock ->
                told.add(
                    lock.relation().name().name() + " " + lock.mode() + mark(lock.likelihood())));
    effects
        .work()
        .forEach(
            work ->
                told.add(
                    work.relation().name().name()
                        + ":"
                        + work.kind().name().toLowerCase(Locale.ROOT)
                        + mark(work.likelihood())));
    return sorted(told);
  }

  static List<String> sorted(List<String> told) {
    return told.stream().sorted().toList();
  }

  private static String mark(Likelihood likelihood) {
    return likelihood.isCertain() ? "" : "?";
  }
}
