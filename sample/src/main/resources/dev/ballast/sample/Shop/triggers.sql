SET ROLE shop_owner;
CREATE TRIGGER orders_status_log AFTER INSERT OR UPDATE OF status ON shop.orders
  FOR EACH ROW EXECUTE FUNCTION shop.log_order_status();
CREATE TRIGGER documents_revision BEFORE UPDATE ON shop.documents
  FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION shop.count_revision();
RESET ROLE;
