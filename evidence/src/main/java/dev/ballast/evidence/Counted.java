package dev.ballast.evidence;

/// Numbers with what they count, in the form that the number needs.
public final class Counted {
  private Counted() {}

  /// `1 route`, `2 routes`, `0 routes`.
  public static String of(long number, String singular) {
    return of(number, singular, singular + "s");
  }

  /// `1 entry`, `2 entries`.
  public static String of(long number, String singular, String plural) {
    return number + " " + noun(number, singular, plural);
  }

  /// The word alone, where the number is written otherwise.
  public static String noun(long number, String singular, String plural) {
    return number == 1 ? singular : plural;
  }
}
