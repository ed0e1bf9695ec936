/** What is done for a project: its build and its deploy repository. */
@NullMarked
package io.drover.provision;

import org.jspecify.annotations.NullMarked;
