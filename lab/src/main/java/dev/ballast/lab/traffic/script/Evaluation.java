package dev.ballast.lab.traffic.script;

import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficError;
import dev.ballast.lab.traffic.script.Expression.Call;
import dev.ballast.lab.traffic.script.Expression.Case;
import dev.ballast.lab.traffic.script.Expression.Constant;
import dev.ballast.lab.traffic.script.Expression.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The variables of one performance of a script, and what expressions are with them. For one
/// thread.
final class Evaluation {
  static final String DEFAULT_SEED = "default_seed";

  private final Map<String, Value> variables;
  private final RandomGenerator random;

  Evaluation(Map<String, Value> variables, RandomGenerator random) {
    this.variables = new HashMap<>(variables);
    this.random = random;
  }

  void set(String name, Value value) {
    variables.put(name, value);
  }

  Value variable(String name) {
    return Optional.ofNullable(variables.get(name))
        .orElseThrow(
            () -> Fault.of(TrafficError.SCRIPT_FAILED, "variable " + name + " is not set"));
  }

  Value of(Expression expression) {
    return switch (expression) {
      case Constant constant -> constant.value();
      case Variable variable -> variable(variable.name());
      case Case choice -> choice(choice);
      case Call call -> call(call);
    };
  }

  private Value choice(Case choice) {
    for (int i = 0; i < choice.branches().size(); i += 2) {
      if (of(choice.branches().get(i)).isTrue()) {
        return of(choice.branches().get(i + 1));
      }
    }
    return of(choice.otherwise());
  }

  private Value call(Call call) {
    return switch (call.function()) {
      case AND, OR -> logic(call);
      case IS -> Value.of(of(call.arguments().getFirst()).equals(of(call.arguments().getLast())));
      case DEBUG -> of(call.arguments().getFirst());
      default -> ofEach(call);
    };
  }

  /// NULL where an argument is.
  private Value ofEach(Call call) {
    List<Value> values = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      Value value = of(argument);
      if (value instanceof Value.Nothing) {
        return Value.nothing();
      }
      values.add(value);
    }
    return strict(call.function(), values);
  }

  /// The second operand is only computed where the first leaves it open; a NULL on the left is the
  /// result, as in pgbench and unlike SQL.
  private Value logic(Call call) {
    boolean deciding = call.function() == Function.OR;
    Value left = of(call.arguments().getFirst());
    if (left instanceof Value.Nothing) {
      return Value.nothing();
    }
    if (left.asTruth() == deciding) {
      return Value.of(deciding);
    }
    Value right = of(call.arguments().getLast());
    return right instanceof Value.Nothing ? Value.nothing() : Value.of(right.asTruth());
  }

  /// Of values none of which is NULL.
  private Value strict(Function function, List<Value> values) {
    return switch (function) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, LESS, LESS_OR_EQUAL, EQUAL, UNEQUAL ->
          isFraction(values)
              ? fractions(function, values.getFirst().asDouble(), values.getLast().asDouble())
              : wholes(function, values.getFirst().asWhole(), values.getLast().asWhole());
      case MOD, BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT ->
          wholes(function, values.getFirst().asWhole(), values.getLast().asWhole());
      case NOT -> Value.of(!values.getFirst().asTruth());
      case ABS ->
          values.getFirst() instanceof Value.Fraction fraction
              ? Value.of(Math.abs(fraction.number()))
              : Value.of(Math.abs(values.getFirst().asWhole()));
      case DOUBLE -> Value.of(values.getFirst().asDouble());
      case INT -> Value.of(values.getFirst().asWhole());
      case EXP -> Value.of(Math.exp(values.getFirst().asDouble()));
      case LN -> Value.of(Math.log(values.getFirst().asDouble()));
      case SQRT -> Value.of(Math.sqrt(values.getFirst().asDouble()));
      case PI -> Value.of(Math.PI);
      case POWER -> Value.of(Math.pow(values.getFirst().asDouble(), values.getLast().asDouble()));
      case GREATEST, LEAST -> extreme(function == Function.GREATEST, values);
      case HASH, HASH_FNV1A, PERMUTE -> mixed(function, values);
      case RANDOM, RANDOM_GAUSSIAN, RANDOM_EXPONENTIAL, RANDOM_ZIPFIAN ->
          Value.of(drawn(function, values));
      case AND, OR, IS, DEBUG -> throw new IllegalArgumentException(function + " takes NULL");
    };
  }

  private static boolean isFraction(List<Value> values) {
    return values.stream().anyMatch(Value.Fraction.class::isInstance);
  }

  private static Value fractions(Function function, double left, double right) {
    return switch (function) {
      case ADD -> Value.of(left + right);
      case SUBTRACT -> Value.of(left - right);
      case MULTIPLY -> Value.of(left * right);
      case DIVIDE -> Value.of(left / right);
      case LESS -> Value.of(left < right);
      case LESS_OR_EQUAL -> Value.of(left <= right);
      case EQUAL -> Value.of(left == right);
      case UNEQUAL -> Value.of(left != right);
      default -> throw new IllegalArgumentException(function + " takes no doubles");
    };
  }

  private static Value wholes(Function function, long left, long right) {
    try {
      return switch (function) {
        case ADD -> Value.of(Math.addExact(left, right));
        case SUBTRACT -> Value.of(Math.subtractExact(left, right));
        case MULTIPLY -> Value.of(Math.multiplyExact(left, right));
        case DIVIDE -> Value.of(Math.divideExact(left, divisor(right)));
        case MOD -> Value.of(left % divisor(right));
        case BIT_AND -> Value.of(left & right);
        case BIT_OR -> Value.of(left | right);
        case BIT_XOR -> Value.of(left ^ right);
        case SHIFT_LEFT -> Value.of(left << right);
        case SHIFT_RIGHT -> Value.of(left >> right);
        case LESS -> Value.of(left < right);
        case LESS_OR_EQUAL -> Value.of(left <= right);
        case EQUAL -> Value.of(left == right);
        case UNEQUAL -> Value.of(left != right);
        default -> throw new IllegalArgumentException(function + " takes no integers");
      };
    } catch (ArithmeticException e) {
      throw Fault.of(TrafficError.SCRIPT_FAILED, "bigint out of range in a script").cause(e);
    }
  }

  private static long divisor(long number) {
    if (number == 0) {
      throw Fault.of(TrafficError.SCRIPT_FAILED, "division by zero in a script");
    }
    return number;
  }

  private static Value extreme(boolean greatest, List<Value> values) {
    if (isFraction(values)) {
      double extreme = values.getFirst().asDouble();
      for (Value value : values) {
        extreme =
            greatest ? Math.max(extreme, value.asDouble()) : Math.min(extreme, value.asDouble());
      }
      return Value.of(extreme);
    }
    long extreme = values.getFirst().asWhole();
    for (Value value : values) {
      extreme = greatest ? Math.max(extreme, value.asWhole()) : Math.min(extreme, value.asWhole());
    }
    return Value.of(extreme);
  }

  private Value mixed(Function function, List<Value> values) {
    long first = values.getFirst().asWhole();
    if (function == Function.PERMUTE) {
      long size = values.get(1).asWhole();
      if (size <= 0) {
        throw Fault.of(TrafficError.SCRIPT_FAILED, "permute size must be above zero, not " + size);
      }
      return Value.of(Mixing.permute(first, size, seed(values, 2)));
    }
    return Value.of(
        function == Function.HASH
            ? Mixing.murmur2(first, seed(values, 1))
            : Mixing.fnv1a(first, seed(values, 1)));
  }

  private long seed(List<Value> values, int index) {
    return values.size() > index ? values.get(index).asWhole() : variable(DEFAULT_SEED).asWhole();
  }

  private long drawn(Function function, List<Value> values) {
    long low = values.getFirst().asWhole();
    long high = values.get(1).asWhole();
    double parameter = values.getLast().asDouble();
    return switch (function) {
      case RANDOM -> Randomness.uniform(low, high, random);
      case RANDOM_GAUSSIAN -> Randomness.gaussian(low, high, parameter, random);
      case RANDOM_EXPONENTIAL -> Randomness.exponential(low, high, parameter, random);
      case RANDOM_ZIPFIAN -> Randomness.zipfian(low, high, parameter, random);
      default -> throw new IllegalArgumentException(function + " is not random");
    };
  }
}
