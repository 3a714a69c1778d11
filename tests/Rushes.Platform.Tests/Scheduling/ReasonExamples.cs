namespace Rushes.Platform.Tests.Scheduling;

/// <summary>Why a message waits. <see cref="SceneText"/> explains the notation.</summary>
internal static class ReasonExamples
{
    public static TheoryData<string, string, string> All { get; } = new()
    {
        { "an empty fleet", "10 standard 4c", "10 waits: There is no worker." },
        {
            "a function that nobody has",
            """
            w1 8c hevc@1
            10 express 4c avc@1
            """,
            "10 waits: No worker offers avc@1."
        },
        {
            "more than there is, in the dimension in which the nearest worker falls short",
            """
            w1 8c 32G 100D
            w2 4c 64G 100D
            10 standard 8c 48G
            11 standard 16c 1G
            """,
            """
            10 waits: It is larger than every worker that could run it: it needs 48 GiB of memory, the best one has 32 GiB of memory.
            11 waits: It is larger than every worker that could run it: it needs 16 cores, the best one has 8 cores.
            """
        },
        {
            "every worker leaves",
            """
            w1 8c closing
            10 standard 8c
            """,
            "10 waits: None of the workers that could run it (1) accepts new work."
        },
        {
            "the fleet is full: each knows whom it waits behind",
            """
            w1 4c 8G 8D 100N: 1 standard 1c 1G 1D 50N
            10 standard 1c 1G 1D 60N
            11 standard 1c 1G 1D 60N
            12 standard 1c 1G 1D 60N
            """,
            """
            10 waits: Every worker that could run it is full; w1 is being drained for it and is still short of network.
            11 waits: Every worker that could run it is full (short of network), and message 10 goes first.
            12 waits: Every worker that could run it is full (short of network), and message 11 goes first.
            """
        },
    };
}
