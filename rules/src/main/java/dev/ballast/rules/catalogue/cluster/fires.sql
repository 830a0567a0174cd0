CLUSTER orders USING orders_pkey;

CLUSTER public."items" USING items_pkey;
