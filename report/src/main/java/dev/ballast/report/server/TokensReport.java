package dev.ballast.report.server;

import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.store.access.ApiToken;
import dev.ballast.store.access.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All tokens of a node, the newest first, revoked ones too.
public record TokensReport(List<TokenLine> tokens) implements Report {
  public TokensReport {
    tokens = List.copyOf(tokens);
  }

  /// One token, without what makes it good.
  ///
  /// @param prefix what it begins with, by which it is named
  /// @param owner whose it is; empty for the owner of the node's folder
  /// @param usedAt when it was used last, to the minute
  public record TokenLine(
      String name,
      String prefix,
      Optional<String> owner,
      List<String> scopes,
      Instant createdAt,
      Optional<Instant> endsAt,
      Optional<Instant> usedAt,
      Optional<Instant> revokedAt) {
    public static TokenLine of(ApiToken token) {
      return new TokenLine(
          token.name(),
          token.prefix(),
          token.owner(),
          token.scopes().stream().map(Scope::text).toList(),
          token.createdAt(),
          token.endsAt(),
          token.usedAt(),
          token.revokedAt());
    }

    private String end() {
      return revokedAt
          .map(at -> "revoked at " + at)
          .or(() -> endsAt.map(at -> "ends at " + at))
          .orElse("until it is revoked");
    }
  }

  @Override
  public String schema() {
    return "tokens/1";
  }

  @Override
  public void print(Page page) {
    page.table(
        List.of("TOKEN", "NAME", "OWNER", "SCOPES", "USED", "GOOD"),
        tokens.stream()
            .map(
                t ->
                    List.of(
                        t.prefix(),
                        t.name(),
                        t.owner().orElse("-"),
                        String.join(",", t.scopes()),
                        t.usedAt().map(Instant::toString).orElse("never"),
                        t.end()))
            .toList());
  }
}
