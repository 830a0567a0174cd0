package dev.ballast.pages.fleet;

/// Pages that are open, by cause and effect: what is explained by another one notifies nobody
/// by itself, and is counted apart.
///
/// @param causes that nothing explains
/// @param effects that are explained by another
public record OpenPages(int causes, int effects) {
  public OpenPages plus(OpenPages others) {
    return new OpenPages(causes + others.causes, effects + others.effects);
  }

  public boolean any() {
    return causes + effects > 0;
  }

  /// As `1 page open (+1 explained by it)`.
  public String words() {
    return "%d page%s open%s".formatted(causes, causes == 1 ? "" : "s", explained());
  }

  /// As ` (+1 explained by it)`; empty where there are no effects.
  public String explained() {
    return effects == 0
        ? ""
        : " (+%d explained by %s)".formatted(effects, causes == 1 ? "it" : "them");
  }
}
