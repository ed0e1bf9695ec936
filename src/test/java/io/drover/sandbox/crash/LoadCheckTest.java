package io.drover.sandbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.Sandbox;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadCheckTest {
    private final Sandbox sandbox = new Sandbox();
    private final Load load = new Load(sandbox, new Random(1));

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void allThatNobodyWorkedOnIsLost() {
        load.add(40);
        load.send(load.unsent());

        LoadCheck check = LoadCheck.of(sandbox, load);

        long parked = load.bad().stream().filter(bad -> bad.event().isParked()).count();
        assertThat(load.projects()).isNotEmpty();
        assertThat(load.approved()).isNotEmpty();
        assertThat(load.bad()).isNotEmpty();
        assertThat(check.lost())
                .as("projects; models neither told nor deployed; what should be parked; and the feeds")
                .hasSize((int) (load.projects().size() + 2 * load.approved().size() + parked + 1));
        assertThat(check.doubled()).isEmpty();
    }

    @Test
    void theSameSeedMakesTheSameLoad() {
        try (var other = new Sandbox()) {
            var same = new Load(other, new Random(1));

            load.add(40);
            same.add(40);

            assertThat(same.unsent()).isEqualTo(load.unsent());
            assertThat(same.bad()).isEqualTo(load.bad());
        }
    }
}
