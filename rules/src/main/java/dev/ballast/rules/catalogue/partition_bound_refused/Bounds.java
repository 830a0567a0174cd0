package dev.ballast.rules.catalogue.partition_bound_refused;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.PartitionBound;
import dev.ballast.sql.tree.TypeName;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// The bounds of one table's partitions, compared as far as their constants can be without a
/// server: whole numbers, days of a `date` or `timestamp`, and equal texts.
///
/// @param type of the one column of the partition key; empty where there are several, or none known
@NullMarked
record Bounds(Optional<TypeName> type) {
  private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8");
  private static final Set<String> DAYS = Set.of("date", "timestamp");
  private static final Set<String> TEXTS = Set.of("text", "varchar");

  static Bounds of(KnownTable parent) {
    List<String> key = parent.partitionKey();
    return new Bounds(
        key.size() == 1
            ? parent
                .column(key.getFirst())
                .map(KnownColumn::type)
                .filter(type -> type.arrayDimensions() == 0)
            : Optional.empty());
  }

  /// One end of a range. Days count from an epoch.
  ///
  /// @param side -1 for MINVALUE, 1 for MAXVALUE
  private record End(int side, BigInteger value) {
    int compare(End other) {
      return side != other.side ? Integer.compare(side, other.side) : value.compareTo(other.value);
    }
  }

  /// True where no value can be in the range.
  boolean isEmpty(PartitionBound.Range range) {
    Optional<End> from = end(range.from());
    Optional<End> to = end(range.to());
    return from.isPresent() && to.isPresent() && from.get().compare(to.get()) >= 0;
  }

  /// True where two partitions would hold the same rows for sure, or moduli do not go together.
  boolean overlap(PartitionBound one, PartitionBound other) {
    if (one instanceof PartitionBound.InList in && other instanceof PartitionBound.InList list) {
      return values(in).anyMatch(value -> values(list).anyMatch(value::equals));
    }
    if (one instanceof PartitionBound.Hash hash && other instanceof PartitionBound.Hash another) {
      return overlap(hash, another);
    }
    return one instanceof PartitionBound.Range range
        && other instanceof PartitionBound.Range another
        && overlap(range, another);
  }

  private static boolean overlap(PartitionBound.Hash one, PartitionBound.Hash other) {
    int less = Math.min(one.modulus(), other.modulus());
    return less <= 0
        ? false
        : Math.max(one.modulus(), other.modulus()) % less != 0
            || one.remainder() % less == other.remainder() % less;
  }

  private boolean overlap(PartitionBound.Range one, PartitionBound.Range other) {
    List<Optional<End>> ends =
        List.of(end(one.from()), end(one.to()), end(other.from()), end(other.to()));
    if (ends.stream().anyMatch(Optional::isEmpty)) {
      return false;
    }
    return ends.get(0).get().compare(ends.get(3).get()) < 0
        && ends.get(2).get().compare(ends.get(1).get()) < 0;
  }

  private Optional<End> end(List<Expression> values) {
    if (values.size() != 1 || type.isEmpty()) {
      return Optional.empty();
    }
    return switch (values.getFirst()) {
      case ColumnReference side ->
          side(side.column()).isPresent()
              ? Optional.of(new End(side(side.column()).getAsInt(), BigInteger.ZERO))
              : Optional.empty();
      case Literal literal -> number(literal).map(value -> new End(0, value));
      case Expression _ -> Optional.empty();
    };
  }

  private static OptionalInt side(String word) {
    return switch (word) {
      case "minvalue" -> OptionalInt.of(-1);
      case "maxvalue" -> OptionalInt.of(1);
      case String _ -> OptionalInt.empty();
    };
  }

  /// A constant as a number: of whole numbers themselves, of days since an epoch.
  private Optional<BigInteger> number(Literal literal) {
    String text = literal.text();
    if (is(NUMBERS) && text.matches("-?[0-9]+")) {
      return Optional.of(new BigInteger(text));
    }
    if (!is(DAYS) || !text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(BigInteger.valueOf(LocalDate.parse(text).toEpochDay()));
    } catch (DateTimeParseException _) {
      // No day of the calendar: the server refuses it with an error of its own.
      return Optional.empty();
    }
  }

  private boolean is(Set<String> names) {
    return type.stream().anyMatch(each -> names.stream().anyMatch(each::isSystem));
  }

  /// The values of a list that are the same wherever their text is.
  private Stream<String> values(PartitionBound.InList list) {
    return list.values().stream()
        .filter(Literal.class::isInstance)
        .map(Literal.class::cast)
        .flatMap(
            literal -> {
              if (literal.kind() == Literal.Kind.NULL) {
                return Stream.of("NULL");
              }
              return is(TEXTS) || number(literal).isPresent()
                  ? Stream.of("=" + number(literal).map(Object::toString).orElse(literal.text()))
                  : Stream.empty();
            });
  }
}
