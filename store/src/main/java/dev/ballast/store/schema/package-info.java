/// The tables of the store and the steps that made them what they are, one file a step.
@NullMarked
package dev.ballast.store.schema;

import org.jspecify.annotations.NullMarked;
