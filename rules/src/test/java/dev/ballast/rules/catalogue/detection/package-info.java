/// The corpus of migrations with one hazard each, and of harmless ones: what the rules say of it,
/// and what a server does with it.
@NullMarked
package dev.ballast.rules.catalogue.detection;

import org.jspecify.annotations.NullMarked;
