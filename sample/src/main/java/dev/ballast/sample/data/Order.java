package dev.ballast.sample.data;

import java.util.List;

/// One generated order with all that hangs on it; the tables orders, order_items, payments and
/// order_status_log are views of it, so that they agree.
///
/// @param totalCents the sum of the lines' amounts
record Order(
    long id,
    int tenant,
    long user,
    long placedAt,
    Status status,
    String currency,
    List<Line> lines,
    long totalCents) {

  /// The labels of the enum type `shop.order_status`.
  enum Status {
    PENDING,
    PAID,
    SHIPPED,
    DELIVERED,
    CANCELLED,
    REFUNDED;

    boolean isPaid() {
      return this != PENDING && this != CANCELLED;
    }

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  record Line(long product, int quantity, long priceCents, long discountCents) {
    long amountCents() {
      return quantity * priceCents - discountCents;
    }
  }

  Order {
    lines = List.copyOf(lines);
  }
}
