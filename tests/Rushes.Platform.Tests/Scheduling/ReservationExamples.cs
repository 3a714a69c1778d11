namespace Rushes.Platform.Tests.Scheduling;

/// <summary>How large messages get their room. <see cref="SceneText"/> explains the notation.</summary>
internal static class ReservationExamples
{
    public static TheoryData<string, string, string> All { get; } = new()
    {
        {
            "the free cores are kept for the large message that is before",
            """
            w1 8c: 1 standard 4c, 2 standard 2c
            10 standard 8c
            11 standard 2c
            """,
            """
            10 waits: Every worker that could run it is full; w1 is being drained for it and is still short of cores.
            11 waits: Worker w1 has room, but it is kept for message 10, which goes first.
            """
        },
        {
            "one worker is drained, the one that lacks least; the rest of the fleet works on",
            """
            w1 8c: 1 standard 6c
            w2 8c: 2 standard 2c, 3 standard 2c
            w3 8c: 4 standard 5c
            10 standard 8c
            11 standard 2c
            12 standard 3c
            """,
            """
            11 starts on w1
            12 starts on w3
            10 waits: Every worker that could run it is full; w2 is being drained for it and is still short of cores.
            """
        },
        {
            "what is over beside the reservation is used",
            """
            w1 16c: 1 standard 10c
            10 standard 8c
            11 standard 2c
            12 bulk 0c 0G
            """,
            """
            12 starts on w1
            10 waits: Every worker that could run it is full; w1 is being drained for it and is still short of cores.
            11 waits: Worker w1 has room, but it is kept for message 10, which goes first.
            """
        },
        {
            "an urgent large message that can displace nobody is kept its room too",
            """
            w1 8c: 1 express 4c
            10 express 8c
            11 express 4c
            12 standard 4c
            """,
            """
            10 waits: Every worker that could run it is full; w1 is being drained for it and is still short of cores.
            11 waits: Worker w1 has room, but it is kept for message 10, which goes first.
            12 waits: Worker w1 has room, but it is kept for message 10, which goes first.
            """
        },
    };
}
