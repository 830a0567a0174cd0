package dev.ballast.sample.data;

/// What a run of pseudo-random numbers is for. The order is part of the generated content: a new
/// topic goes to the end.
public enum Topic {
  TENANT,
  USER,
  PRODUCT,
  PRICE,
  PROMOTION,
  ORDER,
  ORDER_TEXT,
  PAYMENT,
  CART,
  EVENT,
  DOCUMENT,
  REFERENCE,
  PAYMENT_REFERENCE,
  ARRIVAL,
  STATEMENT
}
