package io.drover.health;

/** Finds out how something stands; may take its time and may ask others over the network. */
@FunctionalInterface
public interface Look {
    /** An exception says that it failed, and its message why. */
    Condition look() throws Exception;
}
