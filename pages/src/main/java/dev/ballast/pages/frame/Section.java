package dev.ballast.pages.frame;

/// A part of the pages, with the letter that leads to it after `g`.
public enum Section {
  FLEET("Fleet", "/", "f"),
  ALERTS("Alerts", "/alerts", "a"),
  TICKETS("Tickets", "/tickets", "t"),
  INCIDENTS("Incidents", "/incidents", "i"),
  PROOFS("Proofs", "/proofs", "p"),
  CHANGES("Changes", "/changes", "c"),
  REPORTS("Reports", "/reports", "r"),
  ADMIN("Admin", "/admin", "d");

  private final String title;
  private final String path;
  private final String key;

  Section(String title, String path, String key) {
    this.title = title;
    this.path = path;
    this.key = key;
  }

  public String title() {
    return title;
  }

  public String path() {
    return path;
  }

  public String key() {
    return key;
  }
}
