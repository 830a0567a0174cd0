package dev.ballast.observe.catalogue;

import dev.ballast.store.alert.Urgency;

/// A situation in which a check finds something, and one that looks alike in which it does not.
///
/// @param urgency of what is found
record Case(String check, Urgency urgency, Situation sick, Situation well) {}
