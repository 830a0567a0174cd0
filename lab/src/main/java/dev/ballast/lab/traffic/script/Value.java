package dev.ballast.lab.traffic.script;

import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficError;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;

/// A value of a variable or an expression in a script: of the types that pgbench has, and text,
/// which only a query can put into a variable.
sealed interface Value {
  /// A 64-bit integer.
  record Whole(long number) implements Value {}

  /// A double.
  record Fraction(double number) implements Value {}

  /// `true` or `false`.
  record Truth(boolean holds) implements Value {}

  /// What a query returned and is no number.
  record Text(String text) implements Value {}

  /// NULL.
  record Nothing() implements Value {}

  /// Digits of a double in a statement, as C's `DBL_DIG`.
  MathContext DIGITS = new MathContext(15);

  static Value nothing() {
    return new Nothing();
  }

  static Value of(long number) {
    return new Whole(number);
  }

  static Value of(double number) {
    return new Fraction(number);
  }

  static Value of(boolean holds) {
    return new Truth(holds);
  }

  /// A column of a query's row.
  static Value ofColumn(Optional<String> column) {
    if (column.isEmpty()) {
      return nothing();
    }
    String text = column.get();
    if (text.matches("[+-]?[0-9]{1,18}")) {
      return of(Long.parseLong(text));
    }
    if (text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?")) {
      return of(Double.parseDouble(text));
    }
    return new Text(text);
  }

  /// As a parameter of a statement; empty is NULL.
  default Optional<String> asParameter() {
    return switch (this) {
      case Whole whole -> Optional.of(Long.toString(whole.number()));
      case Fraction fraction -> Optional.of(printed(fraction.number()));
      case Truth truth -> Optional.of(Boolean.toString(truth.holds()));
      case Text text -> Optional.of(text.text());
      case Nothing nothing -> Optional.empty();
    };
  }

  private static String printed(double number) {
    return Double.isInfinite(number) || Double.isNaN(number)
        ? Double.toString(number)
        : new BigDecimal(number).round(DIGITS).stripTrailingZeros().toString();
  }

  /// Whether `\if` and `WHEN` take it for true.
  default boolean isTrue() {
    return switch (this) {
      case Whole whole -> whole.number() != 0;
      case Fraction fraction -> fraction.number() != 0;
      case Truth truth -> truth.holds();
      case Text text -> throw wrongType("a condition");
      case Nothing nothing -> false;
    };
  }

  /// As an integer; a double is rounded to the nearest, of two the even one.
  default long asWhole() {
    return switch (this) {
      case Whole whole -> whole.number();
      case Fraction fraction -> rounded(fraction.number());
      case Truth truth -> throw wrongType("an integer");
      case Text text -> throw wrongType("an integer");
      case Nothing nothing -> throw wrongType("an integer");
    };
  }

  private static long rounded(double number) {
    double whole = Math.rint(number);
    if (!(whole >= Long.MIN_VALUE && whole < -(double) Long.MIN_VALUE)) {
      throw Fault.of(TrafficError.SCRIPT_FAILED, "double to integer overflow for " + number);
    }
    return (long) whole;
  }

  default double asDouble() {
    return switch (this) {
      case Whole whole -> whole.number();
      case Fraction fraction -> fraction.number();
      case Truth truth -> throw wrongType("a double");
      case Text text -> throw wrongType("a double");
      case Nothing nothing -> throw wrongType("a double");
    };
  }

  default boolean asTruth() {
    if (this instanceof Truth truth) {
      return truth.holds();
    }
    throw wrongType("a boolean");
  }

  default Fault wrongType(String wanted) {
    String kind = getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return Fault.of(
            TrafficError.SCRIPT_FAILED,
            "a value of a script is no " + wanted.substring(wanted.indexOf(' ') + 1))
        .detail("it is " + asParameter().orElse("NULL") + ", a " + kind);
  }
}
