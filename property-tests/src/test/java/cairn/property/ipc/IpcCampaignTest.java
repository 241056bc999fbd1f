package cairn.property.ipc;

import cairn.model.ipc.Step;
import cairn.property.Failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cairn.property.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A campaign with a fixed seed. */
class IpcCampaignTest {
    private static final long SEED = 1;
    private static final int SEQUENCES = 1500;
    private static final int LENGTH = 200;
    private static final int INVARIANTS_EVERY = 10;

    private static List<String> cells() throws IOException {
        try (InputStream in = IpcCampaignTest.class.getResourceAsStream("cells.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("#")).toList();
        }
    }

    /** Red: in Generator, never a timeout of now. */
    @Test
    void kernelAndModelAgreeAndEveryCellOccurs() throws IOException {
        Campaign campaign = new Campaign(KernelFactory.REAL, new Invariants(), INVARIANTS_EVERY, SEED, LENGTH);
        Failure<Step> failure = campaign.run(SEQUENCES);
        Coverage coverage = campaign.coverage();
        String command = "./cairn fuzz --ipc --seed " + SEED + " --length " + LENGTH + " --steps " + coverage.steps() + " --invariants "
                + INVARIANTS_EVERY;
        System.out.println("IPC campaign: seed " + SEED + ", " + coverage.steps() + " steps; again: " + command + "\n" + coverage);
        List<String> missing = coverage.missing(cells());
        new Row("ipc-campaign", "a fixed campaign of programs of several threads reaches every cell of operation, answer and partner; kernel and model agree",
                "property", campaign.sequences(), SEED, failure == null && missing.isEmpty() ? "passed" : "failed", failure == null ? List.of() : failure.ids(), coverage.steps(),
                coverage.table(), coverage.evaluations(), command).write(Path.of("target/properties"));
        assertNull(failure, () -> failure.text(Script::line));
        assertEquals(List.of(), missing, "cells that can be reached, but were not");
    }
}
