package dev.ballast.effect.derived;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// The names that PostgreSQL chooses where a statement gives none, as `ChooseRelationName` in
/// `src/backend/commands/indexcmds.c` and `ChooseConstraintName` in
/// `src/backend/catalog/pg_constraint.c` do.
public final class ChosenName {
  /// `NAMEDATALEN - 1`, in bytes.
  private static final int LONGEST = 63;

  private ChosenName() {}

  /// `orders_customer_id_fkey`, or with a number behind it where others have the name.
  ///
  /// @param columns joined to the middle part, which is left out where there are none
  public static String of(
      String table, List<String> columns, String label, Predicate<String> taken) {
    String name = made(table, String.join("_", columns), label);
    for (int pass = 1; taken.test(name); pass++) {
      name = made(table, String.join("_", columns), label + pass);
    }
    return name;
  }

  /// The names of an index's columns, as `ChooseIndexColumnNames` makes them unequal.
  public static List<String> unequal(List<String> columns) {
    List<String> names = new ArrayList<>();
    for (String column : columns) {
      String name = column;
      for (int i = 1; names.contains(name); i++) {
        String number = Integer.toString(i);
        name = cut(column, LONGEST - number.length()) + number;
      }
      names.add(name);
    }
    return names;
  }

  /// `makeObjectName`: where the whole is too long, the longer of the two parts is cut first.
  private static String made(String first, String second, String label) {
    int available = LONGEST - label.length() - (second.isEmpty() ? 1 : 2);
    int firstBytes = first.getBytes(UTF_8).length;
    int secondBytes = second.getBytes(UTF_8).length;
    while (firstBytes + secondBytes > available) {
      if (firstBytes > secondBytes) {
        firstBytes--;
      } else {
        secondBytes--;
      }
    }
    String middle = second.isEmpty() ? "_" : "_" + cut(second, secondBytes) + "_";
    return cut(first, firstBytes) + middle + label;
  }

  /// At most that many bytes, and no half of a character.
  private static String cut(String name, int bytes) {
    byte[] all = name.getBytes(UTF_8);
    int end = Math.min(bytes, all.length);
    while (end < all.length && end > 0 && (all[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(Arrays.copyOf(all, end), UTF_8);
  }
}
