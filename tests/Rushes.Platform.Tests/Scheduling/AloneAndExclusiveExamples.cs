namespace Rushes.Platform.Tests.Scheduling;

/// <summary>What must not run side by side. <see cref="SceneText"/> explains the notation.</summary>
internal static class AloneAndExclusiveExamples
{
    public static TheoryData<string, string, string> All { get; } = new()
    {
        {
            "who may be poison gets an empty worker, and nobody joins it",
            """
            w1 8c: 1 standard 1c
            w2 8c
            10 standard 1c alone
            11 standard 7c
            12 bulk 1c
            """,
            """
            10 starts on w2
            11 starts on w1
            12 waits: Every worker that could run it is full; w1 is being drained for it and is still short of cores.
            """
        },
        {
            "a worker is emptied for it",
            """
            w1 8c: 1 standard 2c
            w2 8c: 2 standard 1c
            10 standard 1c alone
            11 standard 6c
            12 standard 7c
            """,
            """
            11 starts on w1
            10 waits: Its last processes were lost with it, so it runs alone; w2 is being emptied for it.
            12 waits: Worker w2 has room, but it is kept for message 10, which goes first.
            """
        },
        {
            "urgent, it sends all others away: also what is frozen would be lost with it",
            """
            w1 8c: 1 bulk 1c, 2 bulk 1c frozen=1
            w2 8c: 3 express 1c
            10 express 1c alone
            """,
            """
            1 requeued on w1 for 10
            2 requeued on w1 for 10
            10 starts on w1
            """
        },
        {
            "urgent work does not join it either, but takes its place",
            """
            w1 8c: 1 bulk 1c alone
            10 express 1c
            11 bulk 1c
            """,
            """
            1 requeued on w1 for 10
            10 starts on w1
            11 starts on w1
            """
        },
        {
            "one of a key at a time, on all workers, frozen ones too",
            """
            w1 8c: 1 express 8c, 2 bulk 1c key=title frozen=3
            w2 8c
            10 standard 1c key=title
            11 standard 1c key=other
            12 standard 1c key=other
            """,
            """
            11 starts on w2
            10 waits: Message 2, which is running, has the same exclusivity key, title.
            12 waits: Message 11, which is running, has the same exclusivity key, other.
            """
        },
        {
            "a small message does not take the key from a large one before it",
            """
            w1 8c: 1 standard 1c
            w2 4c
            10 standard 8c key=title
            11 standard 1c key=title
            """,
            """
            10 waits: Every worker that could run it is full; w1 is being drained for it and is still short of cores.
            11 waits: Message 10, which is before it, has the same exclusivity key, title.
            """
        },
    };
}
