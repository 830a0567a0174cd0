package dev.ballast.sample.data;

/// Rows of orders, their lines, payments and status changes.
final class Sales {
  private static final String[] METHODS = {"card", "wallet", "transfer", "invoice"};
  private static final long HOUR = 3_600_000_000L;

  private Sales() {}

  static RowWriter orders(Population population) {
    Dice dice = new Dice(population.seed());
    return (id, row) -> {
      Order order = population.order(id, dice);
      dice.roll(Topic.ORDER_TEXT, id);
      row.number(id)
          .number(order.tenant())
          .number(order.user())
          .text(order.status().label())
          .moment(order.placedAt())
          .text(order.currency())
          .cents(order.totalCents())
          .text(population.customerReference(id))
          .field()
          .add("{\"street\": \"")
          .add(Vocabulary.street(dice))
          .add(" Street ")
          .add(1 + dice.below(200))
          .add("\", \"postcode\": \"")
          .add(10_000 + dice.below(89_999))
          .add("\", \"city\": \"")
          .add(Vocabulary.city(dice))
          .add("\", \"label\": \"")
          .add(dice.token(22))
          .add("\"}");
      if (dice.chance(25)) {
        row.field();
        Vocabulary.prose(row, 4 + dice.below(16), dice);
      } else {
        row.nothing();
      }
      row.end();
    };
  }

  static RowWriter items(Population population) {
    Dice dice = new Dice(population.seed());
    return (id, row) -> {
      Order order = population.order(id, dice);
      int number = 1;
      for (Order.Line line : order.lines()) {
        row.number(id)
            .number(number++)
            .number(order.tenant())
            .number(line.product())
            .number(line.quantity())
            .cents(line.priceCents())
            .cents(line.discountCents())
            .end();
      }
    };
  }

  /// One payment of the whole amount for every order that was paid, numbered in the order's turn.
  static RowWriter payments(Population population) {
    return new Payments(population);
  }

  static RowWriter statusLog(Population population) {
    Dice dice = new Dice(population.seed());
    long before = population.orders() - statusRows(population);
    return (id, row) -> {
      Order order = population.order(before + id, dice);
      row.number(id)
          .number(order.id())
          .number(order.tenant())
          .nothing()
          .text(Order.Status.PENDING.label())
          .moment(order.placedAt())
          .end();
    };
  }

  /// The log is kept for the newest fifth of the orders.
  static long statusRows(Population population) {
    return population.orders() / 5;
  }

  private static final class Payments implements RowWriter {
    private final Population population;
    private final Dice dice;
    private long number = 1;

    Payments(Population population) {
      this.population = population;
      this.dice = new Dice(population.seed());
    }

    @Override
    public void write(long key, CopyRow row) {
      Order order = population.order(key, dice);
      if (!order.status().isPaid()) {
        return;
      }
      dice.roll(Topic.PAYMENT, key);
      int method = Math.min(dice.below(4), dice.below(4));
      row.number(number++)
          .number(order.tenant())
          .number(key)
          .text(METHODS[method])
          .cents(order.totalCents())
          .text(population.paymentReference(key))
          .moment(order.placedAt() + dice.below(method < 2 ? HOUR : 96 * HOUR))
          .end();
    }
  }
}
