package dev.ballast.lab.traffic.script;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a script can compute: see "Built-In Operators" and "Built-In Functions" of pgbench in the
/// manual.
enum Function {
  ADD(2, 2),
  SUBTRACT(2, 2),
  MULTIPLY(2, 2),
  DIVIDE(2, 2),
  MOD(2, 2, "mod"),
  BIT_AND(2, 2),
  BIT_OR(2, 2),
  BIT_XOR(2, 2),
  SHIFT_LEFT(2, 2),
  SHIFT_RIGHT(2, 2),
  EQUAL(2, 2),
  UNEQUAL(2, 2),
  LESS(2, 2),
  LESS_OR_EQUAL(2, 2),
  AND(2, 2),
  OR(2, 2),
  NOT(1, 1),
  IS(2, 2),
  ABS(1, 1, "abs"),
  DEBUG(1, 1, "debug"),
  DOUBLE(1, 1, "double"),
  INT(1, 1, "int"),
  EXP(1, 1, "exp"),
  LN(1, 1, "ln"),
  SQRT(1, 1, "sqrt"),
  PI(0, 0, "pi"),
  POWER(2, 2, "pow", "power"),
  GREATEST(1, Integer.MAX_VALUE, "greatest"),
  LEAST(1, Integer.MAX_VALUE, "least"),
  HASH(1, 2, "hash", "hash_murmur2"),
  HASH_FNV1A(1, 2, "hash_fnv1a"),
  PERMUTE(2, 3, "permute"),
  RANDOM(2, 2, "random"),
  RANDOM_GAUSSIAN(3, 3, "random_gaussian"),
  RANDOM_EXPONENTIAL(3, 3, "random_exponential"),
  RANDOM_ZIPFIAN(3, 3, "random_zipfian");

  private final int fewest;
  private final int most;
  private final List<String> names;

  Function(int fewest, int most, String... names) {
    this.fewest = fewest;
    this.most = most;
    this.names = List.of(names);
  }

  boolean takes(int arguments) {
    return arguments >= fewest && arguments <= most;
  }

  /// The function of that name, in any letter case.
  static Optional<Function> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(each -> each.names.contains(lower)).findFirst();
  }
}
