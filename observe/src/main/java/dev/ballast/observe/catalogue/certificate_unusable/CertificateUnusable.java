package dev.ballast.observe.catalogue.certificate_unusable;

import dev.ballast.observe.check.NodeCondition;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.OwnCheck;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// Files of a certificate that cannot be used.
@NullMarked
public final class CertificateUnusable extends OwnCheck {
  public CertificateUnusable() {
    super("certificate-unusable", Threshold.ifSo(Urgency.TICKET));
  }

  @Override
  protected Optional<SymptomDraft> judged(NodeCondition node, Observed observed) {
    return node.certificate()
        .flatMap(NodeCondition.Certificate::unusable)
        .map(
            why ->
                SymptomDraft.of(
                        Labels.NONE, 1, "the certificate's files are not what is shown: " + why)
                    .remedy("Read the files again after they were fixed", "ballast node reload"));
  }
}
