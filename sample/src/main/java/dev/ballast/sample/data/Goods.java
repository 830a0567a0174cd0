package dev.ballast.sample.data;

import java.time.LocalDate;
import java.util.Locale;

/// Rows of products, promotions and carts.
final class Goods {
  private Goods() {}

  static RowWriter products(Population population) {
    Dice dice = new Dice(population.seed());
    return (id, row) -> {
      long price = population.priceCents(id, dice);
      dice.roll(Topic.PRODUCT, id);
      String material = Vocabulary.material(dice);
      String thing = Vocabulary.thing(dice);
      row.number(id)
          .number(population.tenantOfProduct(id))
          .field()
          .add(thing.substring(0, 3).toUpperCase(Locale.ROOT))
          .add("-")
          .hex(dice.bits(), 4)
          .add("-")
          .add(id)
          .field()
          .add(material)
          .add(" ")
          .add(thing)
          .add(" ")
          .add(10 + dice.below(90))
          .field();
      Vocabulary.prose(row, 18 + dice.below(30), dice);
      row.cents(price)
          .number(50 + dice.below(5_000))
          .field()
          .add("{")
          .add(material.toLowerCase(Locale.ROOT))
          .add(",")
          .add(thing.toLowerCase(Locale.ROOT));
      if (dice.chance(30)) {
        row.add(",sale");
      }
      row.add("}").end();
    };
  }

  /// Products take turns, and every further promotion of a product is in a later month.
  static RowWriter promotions(Population population) {
    Dice dice = new Dice(population.seed());
    return (id, row) -> {
      dice.roll(Topic.PROMOTION, id);
      long product = 1 + (id - 1) / 3 * 7 % population.products();
      int month = (int) ((id - 1) % 3) * 4;
      LocalDate from = Calendar.FIRST_DAY.plusMonths(month).plusDays(dice.below(60));
      row.number(id)
          .number(population.tenantOfProduct(product))
          .number(product)
          .number(5L * (1 + dice.below(8)))
          .field()
          .add("[")
          .add(from.toString())
          .add(",")
          .add(from.plusDays(3 + dice.below(40)).toString())
          .add(")")
          .end();
    };
  }

  static RowWriter carts(Population population) {
    Dice dice = new Dice(population.seed());
    return (id, row) -> {
      dice.roll(Topic.CART, id);
      int tenant = population.anyTenant(dice);
      row.number(id)
          .number(tenant)
          .number(population.anyUserOf(tenant, dice))
          .number(population.anyProductOf(tenant, dice))
          .number(1 + dice.below(5))
          .number(0)
          .end();
    };
  }
}
