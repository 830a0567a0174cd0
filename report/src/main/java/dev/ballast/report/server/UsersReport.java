package dev.ballast.report.server;

import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.store.access.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All users of a node.
public record UsersReport(List<UserLine> users) implements Report {
  public UsersReport {
    users = List.copyOf(users);
  }

  /// One user.
  ///
  /// @param provider where the user logs in; empty for a password of Ballast's own
  /// @param hasPassword whether one was ever set
  /// @param disabledAt since when nothing is allowed
  public record UserLine(
      String name,
      String role,
      Optional<String> provider,
      boolean hasPassword,
      Instant createdAt,
      Optional<Instant> disabledAt) {
    public static UserLine of(Account account) {
      return new UserLine(
          account.name(),
          account.role().text(),
          account.issuer(),
          account.hasPassword(),
          account.createdAt(),
          account.disabledAt());
    }

    private String state() {
      if (disabledAt.isPresent()) {
        return "disabled since " + disabledAt.get();
      }
      return provider.isPresent() || hasPassword ? "may log in" : "has no password yet";
    }
  }

  @Override
  public String schema() {
    return "users/1";
  }

  @Override
  public void print(Page page) {
    page.table(
        List.of("USER", "ROLE", "LOGS IN AT", "STATE"),
        users.stream()
            .map(u -> List.of(u.name(), u.role(), u.provider().orElse("this node"), u.state()))
            .toList());
  }
}
