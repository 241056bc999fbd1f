package cairn.kernel.object;

/** What an operation answers. Made once at boot. */
public final class Reply {
    /** 0 or positive: a result; negative: a failure ({@link cairn.kernel.abi.Failure}). */
    public int label;
    public int words;
    public int items;
    public final long[] message = new long[63];

    /** A plain answer without words. */
    public void answer(int withLabel) {
        label = withLabel;
        words = 0;
        items = 0;
    }

    /** As a kernel object's failure is sent: a negative label. */
    public void fail(int failure) {
        answer(-failure);
    }
}
