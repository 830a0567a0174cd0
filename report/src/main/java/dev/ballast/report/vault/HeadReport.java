package dev.ballast.report.vault;

import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.vault.anchor.SignedHead;
import java.time.Instant;
import java.util.Optional;

/// The head of a vault's evidence log, to be kept outside of the vault.
///
/// @param head as number:hash, the form that 'ballast evidence verify --head' takes
/// @param at when its entry was made
/// @param file where it was written
/// @param keptIn the vault whose log keeps it
public record HeadReport(
    String vault,
    String head,
    Instant at,
    boolean signed,
    Optional<String> file,
    Optional<String> keptIn)
    implements Report {

  public static HeadReport of(SignedHead head, Optional<String> file, Optional<String> keptIn) {
    return new HeadReport(
        head.vault().hex(), head.head().toString(), head.at(), head.hasSignature(), file, keptIn);
  }

  @Override
  public String schema() {
    return "evidence-head/1";
  }

  @Override
  public void print(Page page) {
    page.line("head  " + head);
    page.line("vault " + vault);
    page.line("at    " + at);
    file.ifPresent(f -> page.line((signed ? "signed, in " : "in ") + f));
    keptIn.ifPresent(k -> page.line("kept in " + k));
  }
}
