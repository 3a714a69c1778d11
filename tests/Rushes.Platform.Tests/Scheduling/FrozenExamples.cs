namespace Rushes.Platform.Tests.Scheduling;

/// <summary>When frozen work goes on. <see cref="SceneText"/> explains the notation.</summary>
internal static class FrozenExamples
{
    public static TheoryData<string, string, string> All { get; } = new()
    {
        {
            "cores are free again",
            """
            w1 4c 16G: 1 bulk 4c 8G frozen=3
            """,
            "1 goes on, on w1"
        },
        {
            "before new work of its own priority and before lower, after higher",
            """
            w1 4c 16G: 5 standard 4c 8G frozen=3
            w2 4c 16G: 6 standard 4c 4G frozen=3
            1 standard 4c 8G
            2 bulk 1c 1G
            3 priority 4c 12G
            """,
            """
            5 goes on, on w1
            3 starts on w2
            1 waits: Every worker that could run it is full; w1 is being drained for it and is still short of cores.
            2 waits: Every worker that could run it is full (short of cores), and no more of them may be drained at a time.
            """
        },
        {
            "its cores are kept while others use some of them",
            """
            w1 4c 16G: 1 express 2c 4G, 5 standard 4c 8G frozen=3
            10 standard 1c 1G
            """,
            "10 waits: Worker w1 has room, but it is kept for message 5, which goes first."
        },
        {
            "cores that freezing leaves over are kept for the frozen one as well",
            """
            w1 4c 16G: 5 standard 4c 8G
            10 express 1c 1G
            11 priority 1c 1G
            12 standard 1c 1G due=1
            """,
            """
            5 frozen on w1 for 10
            10 starts on w1
            11 starts on w1
            12 waits: Worker w1 has room, but it is kept for message 5, which goes first.
            """
        },
        {
            "after too long it may look for another worker",
            """
            w1 4c 16G: 1 express 4c 4G, 5 standard 4c 8G frozen=16, 6 standard 1c 1G frozen=14
            """,
            "5 requeued on w1"
        },
        {
            "a large message waits for the memory of a frozen one: that one goes on, so as to end",
            """
            w1 4c 16G: 5 bulk 4c 8G frozen=3
            10 standard 4c 16G
            """,
            """
            5 goes on, on w1
            10 waits: Every worker that could run it is full; w1 is being drained for it and is still short of memory.
            """
        },
        {
            "even then the first of the frozen ones goes on first",
            """
            w1 8c 16G: 1 express 4c 4G, 4 priority 6c 2G frozen=3, 5 bulk 4c 8G frozen=3
            10 standard 4c 16G
            """,
            "10 waits: Every worker that could run it is full; w1 is being drained for it and is still short of memory."
        },
        {
            "a worker that leaves ends what it has begun",
            """
            w1 4c 16G closing: 5 bulk 4c 8G frozen=3
            """,
            "5 goes on, on w1"
        },
    };
}
