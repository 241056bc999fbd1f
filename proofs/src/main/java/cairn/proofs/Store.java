// SPDX-License-Identifier: MIT
package cairn.proofs;

import cairn.proofs.view.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Results and saved proofs by the hash of all that they depend on.
 *
 * <pre>
 * store/&lt;input hash&gt;.json       the row of the last run on exactly this input
 * store/&lt;input hash&gt;.proof.gz   the closed proof
 * </pre>
 */
final class Store {
    private final Path folder;

    Store(Path folder) {
        this.folder = folder;
        Disk.folder(folder);
    }

    Path proof(String inputHash) {
        return folder.resolve(inputHash + ".proof.gz");
    }

    /**
     * The row for this input, or null: there is none, its proof is missing or was changed, or it was open under a smaller budget.
     * Timeouts and errors depend on the machine and are never reused.
     */
    Map<String, Object> find(String inputHash, int steps) {
        String text = Disk.readIfThere(folder.resolve(inputHash + ".json"));
        if (text == null) {
            return null;
        }
        try {
            Map<String, Object> row = Json.readObject(text);
            if (!inputHash.equals(row.get("inputHash"))) {
                return null;
            }
            if ("proved".equals(row.get("status"))) {
                return Hash.of(Files.readAllBytes(proof(inputHash))).equals(row.get("proofHash")) ? row : null;
            }
            return "open".equals(row.get("status")) && row.get("steps") instanceof Long budget && budget >= steps ? row : null;
        } catch (IllegalArgumentException | IOException e) {
            return null;
        }
    }

    void put(String inputHash, Map<String, Object> row) {
        Disk.write(folder.resolve(inputHash + ".json"), Json.write(row) + "\n");
    }
}
