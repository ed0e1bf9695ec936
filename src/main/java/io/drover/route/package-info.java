/** What must be right in a file of routes, whoever wrote it: checked before Camel sees it, with the line of what is wrong. */
@NullMarked
package io.drover.route;

import org.jspecify.annotations.NullMarked;
