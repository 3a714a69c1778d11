namespace Rushes.Platform.Tests.Scheduling;

/// <summary>Who goes first, and where to. <see cref="SceneText"/> explains the notation.</summary>
internal static class PackingExamples
{
    public static TheoryData<string, string, string> All { get; } = new()
    {
        {
            "class goes before due date, due date before rank, rank before arrival",
            """
            w1 4c
            1 bulk 1c due=1
            2 standard 1c due=9
            3 standard 1c due=5 rank=2
            4 standard 1c due=5 rank=1
            5 standard 1c due=5 rank=1
            """,
            """
            4 starts on w1
            5 starts on w1
            3 starts on w1
            2 starts on w1
            1 waits: Every worker that could run it is full; w1 is being drained for it and is still short of cores.
            """
        },
        {
            "the fuller worker is filled first, so that the other stays free for large work",
            """
            w1 8c 32G
            w2 8c 32G: 1 bulk 4c 16G
            10 standard 4c 8G
            11 standard 8c 32G
            """,
            """
            10 starts on w2
            11 starts on w1
            """
        },
        {
            "every dimension counts",
            """
            w1 8c 32G 10D 1000N: 1 bulk 1c 1G 1D 900N
            w2 8c 32G 10D 1000N: 2 bulk 1c 1G 9D 1N
            w3 8c 32G 10D 1000N: 3 bulk 1c 31G 1D 1N
            w4 8c 32G 10D 1000N: 4 bulk 7c 1G 1D 1N
            w5 9c 33G 11D 1001N: 5 bulk 1c 1G 1D 1N
            10 standard 2c 2G 2D 200N
            """,
            "10 starts on w5"
        },
        {
            "work goes only where its function is, and not where a worker is about to leave",
            """
            w1 8c avc@1
            w2 9c avc@2
            w3 8c avc@2 closing
            10 standard 4c avc@2
            """,
            "10 starts on w2"
        },
        {
            "two of a size fit, by id",
            """
            w2 4c
            w1 4c
            11 standard 4c
            10 standard 4c
            """,
            """
            10 starts on w1
            11 starts on w2
            """
        },
    };
}
