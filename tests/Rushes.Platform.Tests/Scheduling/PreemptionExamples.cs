namespace Rushes.Platform.Tests.Scheduling;

/// <summary>Who gives way to urgent work. <see cref="SceneText"/> explains the notation.</summary>
internal static class PreemptionExamples
{
    public static TheoryData<string, string, string> All { get; } = new()
    {
        {
            "free room costs nobody anything",
            """
            w1 4c: 1 bulk 4c
            w2 4c
            10 express 4c
            """,
            "10 starts on w2"
        },
        {
            "freezing is cheapest: memory fits beside",
            """
            w1 4c 16G: 1 bulk 4c 8G
            10 express 4c 8G
            """,
            """
            1 frozen on w1 for 10
            10 starts on w1
            """
        },
        {
            "memory does not fit beside: queued again",
            """
            w1 4c 16G: 1 bulk 4c 9G
            10 express 4c 8G
            """,
            """
            1 requeued on w1 for 10
            10 starts on w1
            """
        },
        {
            "what cannot be frozen is queued again",
            """
            w1 4c 16G: 1 bulk 4c 8G unfreezable
            10 express 4c 8G
            """,
            """
            1 requeued on w1 for 10
            10 starts on w1
            """
        },
        {
            "freezing somewhat urgent work is cheaper than doing work again",
            """
            w1 4c 16G: 1 bulk 4c 8G unfreezable
            w2 4c 16G: 2 priority 4c 8G
            10 express 4c 8G
            """,
            """
            2 frozen on w2 for 10
            10 starts on w2
            """
        },
        {
            "the least urgent class gives way, even if it takes more of them",
            """
            w1 4c: 1 standard 4c
            w2 4c: 2 bulk 2c, 3 bulk 2c
            10 express 4c
            """,
            """
            3 frozen on w2 for 10
            2 frozen on w2 for 10
            10 starts on w2
            """
        },
        {
            "of one class, as few as possible",
            """
            w1 4c: 1 bulk 2c, 2 bulk 2c
            w2 4c: 3 bulk 4c
            10 express 4c
            """,
            """
            3 frozen on w2 for 10
            10 starts on w2
            """
        },
        {
            "of those queued again, the one that loses least",
            """
            w1 4c 8G: 1 bulk 4c 8G lost=5000
            w2 4c 8G: 2 bulk 4c 8G lost=3000
            w3 4c 8G: 3 bulk 4c 8G lost=4000
            10 express 4c 8G
            """,
            """
            2 requeued on w2 for 10
            10 starts on w2
            """
        },
        {
            "memory comes from one that is queued again, cores from one that is frozen",
            """
            w1 4c 16G: 1 bulk 1c 12G, 2 bulk 3c 2G
            10 express 4c 8G
            """,
            """
            1 requeued on w1 for 10
            2 frozen on w1 for 10
            10 starts on w1
            """
        },
        {
            "what was frozen a moment ago goes altogether when the next one needs its memory",
            """
            w1 8c 16G: 1 bulk 8c 8G
            10 express 4c 8G
            11 express 4c 8G
            """,
            """
            1 requeued on w1 for 11
            10 starts on w1
            11 starts on w1
            """
        },
        {
            "only express takes another's place",
            """
            w1 4c: 1 bulk 4c
            10 priority 4c
            """,
            "10 waits: Every worker that could run it is full; w1 is being drained for it and is still short of cores."
        },
        {
            "express gives way to nobody",
            """
            w1 4c: 1 express 4c due=9
            10 express 4c due=1
            """,
            "10 waits: Every worker that could run it is full; w1 is being drained for it and is still short of cores."
        },
        {
            "nobody gives way in vain",
            """
            w1 8c: 1 express 4c, 2 bulk 4c
            10 express 8c
            """,
            "10 waits: Every worker that could run it is full; w1 is being drained for it and is still short of cores."
        },
    };
}
