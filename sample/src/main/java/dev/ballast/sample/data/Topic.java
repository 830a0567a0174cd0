package dev.ballast.sample.data;

/// What a run of pseudo-random numbers is for. The number is part of the generated content: it is
/// never changed and never used again.
public enum Topic {
  TENANT(1),
  USER(2),
  PRODUCT(3),
  PRICE(4),
  PROMOTION(5),
  ORDER(6),
  ORDER_TEXT(7),
  PAYMENT(8),
  CART(9),
  EVENT(10),
  DOCUMENT(11),
  REFERENCE(12),
  PAYMENT_REFERENCE(13),
  ARRIVAL(14),
  STATEMENT(15);

  private final int number;

  Topic(int number) {
    this.number = number;
  }

  long number() {
    return number;
  }
}
