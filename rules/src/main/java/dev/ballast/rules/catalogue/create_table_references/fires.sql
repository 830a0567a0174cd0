CREATE TABLE refunds (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id));
CREATE TABLE public.claims (
  id bigint PRIMARY KEY,
  customer_id bigint,
  item_id bigint REFERENCES items,
  FOREIGN KEY (customer_id) REFERENCES public.customers (id)
);
