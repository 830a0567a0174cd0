package dev.ballast.observe.catalogue.certificate_expiring;

import dev.ballast.observe.check.NodeCondition;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.OwnCheck;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// A certificate of the node that expires soon.
@NullMarked
public final class CertificateExpiring extends OwnCheck {
  private static final Duration WEEKS = Duration.ofDays(14);
  private static final Duration DAYS = Duration.ofDays(2);

  public CertificateExpiring() {
    super("certificate-expiring", Threshold.ifSo(Urgency.TICKET).pagingFrom(2));
  }

  @Override
  protected Optional<SymptomDraft> judged(NodeCondition node, Observed observed) {
    return node.certificate()
        .map(
            shown -> {
              Duration left = Duration.between(observed.now(), shown.until());
              double value = left.compareTo(DAYS) < 0 ? 2 : left.compareTo(WEEKS) < 0 ? 1 : 0;
              SymptomDraft draft =
                  SymptomDraft.of(
                          Labels.NONE,
                          value,
                          "the certificate of the node expires on %s".formatted(shown.until()))
                      .remedy(
                          "Read the files again after they were renewed", "ballast node reload");
              shown.unusable().ifPresent(why -> draft.with("newer_files", why));
              return draft;
            });
  }
}
