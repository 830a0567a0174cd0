package dev.ballast.migrations.file;

import java.util.Comparator;

/// Compares names in numeric order: `9_a` before `10_a`. Names that count the same are compared
/// letter by letter, so the order is total.
public final class NaturalOrder implements Comparator<String> {
  public static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() && j < right.length()) {
      int leftEnd = digits(left, i);
      int rightEnd = digits(right, j);
      int order =
          leftEnd > i && rightEnd > j
              ? numbers(left, i, leftEnd, right, j, rightEnd)
              : Character.compare(left.charAt(i), right.charAt(j));
      if (order != 0) {
        return order;
      }
      i = Math.max(leftEnd, i + 1);
      j = Math.max(rightEnd, j + 1);
    }
    int rest = Integer.compare(left.length() - i, right.length() - j);
    return rest != 0 ? rest : left.compareTo(right);
  }

  /// Compares two numbers of any length, whatever zeros they start with.
  public static int numbers(String left, String right) {
    return numbers(left, 0, left.length(), right, 0, right.length());
  }

  private static int numbers(String left, int i, int leftEnd, String right, int j, int rightEnd) {
    int from = zeros(left, i, leftEnd);
    int other = zeros(right, j, rightEnd);
    int order = Integer.compare(leftEnd - from, rightEnd - other);
    while (order == 0 && from < leftEnd) {
      order = Character.compare(left.charAt(from++), right.charAt(other++));
    }
    return order;
  }

  private static int zeros(String text, int from, int end) {
    int at = from;
    while (at < end && text.charAt(at) == '0') {
      at++;
    }
    return at;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
