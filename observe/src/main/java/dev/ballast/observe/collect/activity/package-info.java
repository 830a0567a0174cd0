/// The family `activity`.
@NullMarked
package dev.ballast.observe.collect.activity;

import org.jspecify.annotations.NullMarked;
