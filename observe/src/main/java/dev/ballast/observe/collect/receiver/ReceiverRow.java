package dev.ballast.observe.collect.receiver;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The WAL receiver.
public record ReceiverRow(
    OptionalLong streaming,
    OptionalLong timeline,
    OptionalDouble written,
    OptionalDouble flushed,
    OptionalDouble senderEnd,
    OptionalDouble messageAge) {}
